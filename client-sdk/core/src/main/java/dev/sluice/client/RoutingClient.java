package dev.sluice.client;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelPlanResponse;
import dev.sluice.routing.v1.ConfirmPlanResponse;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.MarkShippedResponse;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanOrderResponse;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RerouteOrderResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Routes orders. Open one, share it between threads, and close it with the process.
 *
 * <p>Every call comes in two forms: blocking, and as a {@link CompletableFuture} whose cancelling
 * cancels the call on the server; a flow of orders goes through {@link #openStream()} or {@code
 * routeOrders}. Futures complete on the client's own threads: what blocks belongs elsewhere ({@code
 * thenApplyAsync}).
 *
 * <p>Timeouts, and the repeating of what is UNAVAILABLE or broke with its connection, follow the
 * contract's service config; the smallest of that timeout, {@link RoutingClientOptions#deadline()},
 * {@link #withDeadline} and the deadline of the caller's {@code io.grpc.Context} applies. Every
 * call may throw, or complete with, a {@link SluiceException}: {@link UnavailableException}, {@link
 * DeadlineExceededException}, {@link LimitExceededException}, {@link NotAuthorizedException},
 * {@link IncompatibleServerException}, {@link CallCancelledException} and {@link
 * InternalErrorException} always, others where the method names them. A null argument is a {@link
 * NullPointerException}, a call after {@link #close()} an {@link IllegalStateException}, both
 * thrown at once.
 */
public final class RoutingClient implements AutoCloseable {

  private final RoutingClientOptions options;
  private final Calls calls;
  private final boolean owner;

  private RoutingClient(RoutingClientOptions options, Calls calls, boolean owner) {
    this.options = options;
    this.calls = calls;
    this.owner = owner;
  }

  /**
   * A client of one server, without encryption and with default options. Connects with the first
   * call.
   *
   * @param target {@code host:port}, such as {@link RoutingClientOptions#DEFAULT_TARGET}
   * @throws IllegalArgumentException when it is not {@code host:port}
   */
  public static RoutingClient connect(String target) {
    return create(RoutingClientOptions.newBuilder(target).build());
  }

  /**
   * A client with these options. Connects with the first call.
   *
   * @throws IllegalArgumentException when a TLS file cannot be used
   */
  public static RoutingClient create(RoutingClientOptions options) {
    ServiceConfig serviceConfig = ServiceConfig.load();
    Connection connection = Connection.open(Calls.require(options, "options"), serviceConfig);
    return new RoutingClient(options, new Calls(connection, options, serviceConfig), true);
  }

  /**
   * The same client for calls that must be answered sooner: it shares the connections, ends with
   * this one, and closing it does nothing.
   *
   * @param deadline more than zero, up to a day; the smaller of it and {@link
   *     RoutingClientOptions#deadline()} applies
   */
  public RoutingClient withDeadline(Duration deadline) {
    Calls.require(deadline, "deadline");
    if (options.deadline().filter(own -> own.compareTo(deadline) <= 0).isPresent()) {
      return new RoutingClient(options, calls, false);
    }
    RoutingClientOptions sooner = options.toBuilder().deadline(deadline).build();
    return new RoutingClient(sooner, calls.with(sooner), false);
  }

  /** As it was created with. */
  public RoutingClientOptions options() {
    return options;
  }

  /**
   * The plan an order would get now, with its explanation. Holds and stores nothing.
   *
   * @throws InvalidRequestException when a field, SKU or the region is wrong
   * @throws StateForbidsException when the order is too old, or there is no network yet
   */
  public PlanOrderResponse planOrder(Order order) {
    return calls.blocking(RoutingServiceGrpc.getPlanOrderMethod(), Requests.planOrder(order));
  }

  /** {@link #planOrder} as a future. */
  public CompletableFuture<PlanOrderResponse> planOrderAsync(Order order) {
    return calls.future(RoutingServiceGrpc.getPlanOrderMethod(), Requests.planOrder(order));
  }

  /**
   * Plans, reserves and records an order: when this returns, its plan is durable and CONFIRMED. The
   * same order again gets the plan as it stands now, so repeating after a failure is safe. What
   * nobody can ship is in the plan's unfulfilled lines.
   *
   * @throws InvalidRequestException when a field, SKU or the region is wrong
   * @throws OrderConflictException when the order id was routed before with other content
   * @throws StateForbidsException when the order is too old, or there is no network yet
   */
  public RoutingPlan routeOrder(Order order) {
    return plan(Requests.routeOrder(order));
  }

  /**
   * {@link #routeOrder(Order)}, but HELD: given back by itself unless {@link #confirmPlan} follows.
   *
   * @param hold 1 second to 24 hours; belongs to the order's content
   */
  public RoutingPlan routeOrder(Order order, Duration hold) {
    return plan(Requests.routeOrder(order, hold));
  }

  /** {@link #routeOrder(Order)} as a future. */
  public CompletableFuture<RoutingPlan> routeOrderAsync(Order order) {
    return planAsync(Requests.routeOrder(order));
  }

  /** {@link #routeOrder(Order, Duration)} as a future. */
  public CompletableFuture<RoutingPlan> routeOrderAsync(Order order, Duration hold) {
    return planAsync(Requests.routeOrder(order, hold));
  }

  /**
   * Opens a stream for a flow of orders, with at most {@link RoutingClientOptions#maxInFlight()}
   * under way and a future per order.
   */
  public OrderStream openStream() {
    return openStream(options.maxInFlight());
  }

  /**
   * Opens a stream for a flow of orders.
   *
   * @param maxInFlight how many orders may wait for their answer, 1 to 100,000
   */
  public OrderStream openStream(int maxInFlight) {
    int checked = RoutingClientOptions.requireMaxInFlight(maxInFlight);
    return OrderStream.open(calls, checked, orderTimeout(), options.resumeWithin());
  }

  /**
   * Routes a flow of orders over one stream, as {@link OrderStream} does; answers come in any
   * order, one for each order.
   *
   * @param orders read on a thread of its own, as fast as answers are taken; may wait for the next
   *     one. When it throws, so does the iterator of answers, after the answers to the orders
   *     before
   */
  public OrderAnswers routeOrders(Iterator<Order> orders) {
    Calls.require(orders, "orders");
    return OrderAnswers.start(orders, newStream(), options.maxInFlight());
  }

  /**
   * {@link #routeOrders(Iterator)} with back-pressure by {@link Flow}: orders are asked for as
   * answers are taken, {@link RoutingClientOptions#maxInFlight()} at first. Every subscriber to the
   * answers subscribes to the orders once more. An order that fails is an answer; {@code onError}
   * tells of what the publisher of the orders failed with.
   */
  public Flow.Publisher<OrderAnswer> routeOrders(Flow.Publisher<Order> orders) {
    Calls.require(orders, "orders");
    return OrderFlow.publisher(orders, this::newStream, options.maxInFlight());
  }

  /**
   * Turns what is HELD into CONFIRMED. Safe to repeat.
   *
   * @throws NotFoundException when no plan has this id
   * @throws StateForbidsException when the hold expired or all was released
   */
  public RoutingPlan confirmPlan(String planId) {
    return calls
        .blocking(RoutingServiceGrpc.getConfirmPlanMethod(), Requests.confirmPlan(planId))
        .getPlan();
  }

  /** {@link #confirmPlan} as a future. */
  public CompletableFuture<RoutingPlan> confirmPlanAsync(String planId) {
    return calls.future(
        RoutingServiceGrpc.getConfirmPlanMethod(),
        Requests.confirmPlan(planId),
        ConfirmPlanResponse::getPlan);
  }

  /**
   * Gives back all that a plan holds and has not shipped. Safe to repeat.
   *
   * @param cause why, up to 256 characters, kept with the plan; may be empty
   * @throws NotFoundException when no plan has this id
   * @throws StateForbidsException when it has shipped
   */
  public RoutingPlan cancelPlan(String planId, String cause) {
    return cancelPlan(Requests.cancelPlan(planId, cause));
  }

  /** {@link #cancelPlan(String, String)} as a future. */
  public CompletableFuture<RoutingPlan> cancelPlanAsync(String planId, String cause) {
    return cancelPlanAsync(Requests.cancelPlan(planId, cause));
  }

  /**
   * Gives back some lines or units of a plan. Safe to repeat with the same {@code request_id},
   * which is required when lines are named.
   *
   * @throws InvalidRequestException when a field is wrong
   * @throws NotFoundException when no plan has this id
   * @throws StateForbidsException when it has shipped, or fewer units are left
   */
  public RoutingPlan cancelPlan(CancelPlanRequest request) {
    return calls
        .blocking(RoutingServiceGrpc.getCancelPlanMethod(), Calls.require(request, "request"))
        .getPlan();
  }

  /** {@link #cancelPlan(CancelPlanRequest)} as a future. */
  public CompletableFuture<RoutingPlan> cancelPlanAsync(CancelPlanRequest request) {
    return calls.future(
        RoutingServiceGrpc.getCancelPlanMethod(),
        Calls.require(request, "request"),
        CancelPlanResponse::getPlan);
  }

  /**
   * Says that shipments of a plan have left: their units are no longer on hand. Safe to repeat.
   *
   * @param shipmentNumbers which; none: all that were not given back
   * @throws NotFoundException when no plan has this id
   * @throws StateForbidsException when one is not confirmed yet, was given back or does not exist,
   *     or a later revision replaced the plan
   */
  public RoutingPlan markShipped(String planId, Integer... shipmentNumbers) {
    return calls
        .blocking(
            RoutingServiceGrpc.getMarkShippedMethod(),
            Requests.markShipped(planId, shipmentNumbers))
        .getPlan();
  }

  /** {@link #markShipped} as a future. */
  public CompletableFuture<RoutingPlan> markShippedAsync(
      String planId, Integer... shipmentNumbers) {
    return calls.future(
        RoutingServiceGrpc.getMarkShippedMethod(),
        Requests.markShipped(planId, shipmentNumbers),
        MarkShippedResponse::getPlan);
  }

  /**
   * Routes an order again whose plan expired, was given back or left lines unfulfilled. What stands
   * is kept, what is missing is planned anew; the answer is the new revision, or the current one
   * when there is nothing to do. Safe to repeat with the same request id.
   *
   * @param requestId the same id makes one revision; up to 64 characters
   * @param cause why, up to 256 characters, kept with the revision; may be empty
   * @throws NotFoundException when the order was never routed
   * @throws StateForbidsException when it was placed longer ago than orders are kept
   */
  public RoutingPlan rerouteOrder(String channel, String orderId, String requestId, String cause) {
    return rerouteOrder(Requests.rerouteOrder(channel, orderId, requestId, cause));
  }

  /** {@link #rerouteOrder(String, String, String, String)} as a future. */
  public CompletableFuture<RoutingPlan> rerouteOrderAsync(
      String channel, String orderId, String requestId, String cause) {
    return rerouteOrderAsync(Requests.rerouteOrder(channel, orderId, requestId, cause));
  }

  /**
   * Routes an order again, with all that can be said of it: the revision it is meant for, and how
   * long to hold what is planned anew.
   *
   * @throws InvalidRequestException when a field is wrong
   * @throws NotFoundException when the order was never routed
   * @throws StateForbidsException when it was placed longer ago than orders are kept, or another
   *     revision than the expected one is current
   */
  public RoutingPlan rerouteOrder(RerouteOrderRequest request) {
    return calls
        .blocking(RoutingServiceGrpc.getRerouteOrderMethod(), Calls.require(request, "request"))
        .getPlan();
  }

  /** {@link #rerouteOrder(RerouteOrderRequest)} as a future. */
  public CompletableFuture<RoutingPlan> rerouteOrderAsync(RerouteOrderRequest request) {
    return calls.future(
        RoutingServiceGrpc.getRerouteOrderMethod(),
        Calls.require(request, "request"),
        RerouteOrderResponse::getPlan);
  }

  /**
   * The plan as it stands now.
   *
   * @throws NotFoundException when no plan has this id
   */
  public RoutingPlan getPlan(String planId) {
    return getPlan(Requests.get(planId, PlanView.PLAN_VIEW_BASIC)).getPlan();
  }

  /**
   * The current revision of an order's plan.
   *
   * @throws NotFoundException when this order was never routed
   */
  public RoutingPlan getPlan(String channel, String orderId) {
    return getPlan(Requests.get(channel, orderId, PlanView.PLAN_VIEW_BASIC)).getPlan();
  }

  /**
   * The plan with the order it answers and its explanation: candidates, cost terms, rejections,
   * rules that spoke, numbers as they were seen.
   *
   * @throws NotFoundException when no plan has this id
   */
  public GetPlanResponse explainPlan(String planId) {
    return getPlan(Requests.get(planId, PlanView.PLAN_VIEW_FULL));
  }

  /**
   * {@link #explainPlan(String)} by the order.
   *
   * @throws NotFoundException when this order was never routed
   */
  public GetPlanResponse explainPlan(String channel, String orderId) {
    return getPlan(Requests.get(channel, orderId, PlanView.PLAN_VIEW_FULL));
  }

  /**
   * A plan, by id or order and in the view asked for.
   *
   * @throws NotFoundException when there is none
   */
  public GetPlanResponse getPlan(GetPlanRequest request) {
    return calls.blocking(RoutingServiceGrpc.getGetPlanMethod(), Calls.require(request, "request"));
  }

  /** {@link #getPlan(GetPlanRequest)} as a future. */
  public CompletableFuture<GetPlanResponse> getPlanAsync(GetPlanRequest request) {
    return calls.future(RoutingServiceGrpc.getGetPlanMethod(), Calls.require(request, "request"));
  }

  /**
   * One page of the plans that match, newest first; {@code next_page_token} asks for the next.
   *
   * @throws InvalidRequestException when a field or the page token is wrong
   */
  public ListPlansResponse listPlans(ListPlansRequest request) {
    return calls.blocking(
        RoutingServiceGrpc.getListPlansMethod(), Calls.require(request, "request"));
  }

  /** {@link #listPlans} as a future. */
  public CompletableFuture<ListPlansResponse> listPlansAsync(ListPlansRequest request) {
    return calls.future(RoutingServiceGrpc.getListPlansMethod(), Calls.require(request, "request"));
  }

  /**
   * Returns when a server answers that it serves; for health checks. Nobody who observes calls is
   * told of it, and it is not repeated.
   *
   * @param timeout more than zero; an earlier deadline of the client or the caller applies
   * @throws UnavailableException when no server serves
   * @throws DeadlineExceededException when none answers in time
   */
  public void ping(Duration timeout) {
    Calls.require(timeout, "timeout");
    calls.ping(options.deadline().filter(own -> own.compareTo(timeout) < 0).orElse(timeout));
  }

  /** Warehouses, carriers, lanes and coverage, over the same connection. */
  public NetworkClient network() {
    return new NetworkClient(calls);
  }

  /** Stock, over the same connection. */
  public StockClient stock() {
    return new StockClient(calls);
  }

  /** Rules, over the same connection. */
  public PolicyClient policy() {
    return new PolicyClient(calls);
  }

  /**
   * Ends the client: nothing new starts, what is under way may finish for a few seconds, then it is
   * cancelled. Closing twice does nothing.
   */
  @Override
  public void close() {
    if (owner) {
      calls.connection().close();
    }
  }

  private ResumingStream newStream() {
    return ResumingStream.open(calls, orderTimeout(), options.resumeWithin(), () -> {});
  }

  /** A stream is for flow, not for haste: only the caller's own deadline is short. */
  private Duration orderTimeout() {
    Duration contract = calls.limits(RoutingServiceGrpc.getRouteOrderMethod()).timeout();
    Duration patience = options.resumeWithin();
    return options.deadline().orElse(patience.compareTo(contract) > 0 ? patience : contract);
  }

  private RoutingPlan plan(RouteOrderRequest request) {
    return calls.blocking(RoutingServiceGrpc.getRouteOrderMethod(), request).getPlan();
  }

  private CompletableFuture<RoutingPlan> planAsync(RouteOrderRequest request) {
    return calls.future(
        RoutingServiceGrpc.getRouteOrderMethod(), request, RouteOrderResponse::getPlan);
  }
}
