package dev.sluice.client;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelPlanResponse;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.ConfirmPlanResponse;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.MarkShippedRequest;
import dev.sluice.routing.v1.MarkShippedResponse;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.PlanOrderResponse;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RerouteOrderResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Routes orders. Open one, share it between threads, and close it with the process.
 *
 * <p>Every call comes in two forms: blocking, and as a {@link CompletableFuture} whose cancelling
 * cancels the call; {@link #openStream()} is the form for a flow of orders. Futures complete on the
 * client's own threads: what blocks belongs elsewhere ({@code thenApplyAsync}).
 *
 * <p>Timeouts and the repeating of what is UNAVAILABLE follow the contract's service config; the
 * smallest of that timeout, {@link RoutingClientOptions#deadline()} and the deadline of the
 * caller's {@code io.grpc.Context} applies. Every call may throw, or complete with, a {@link
 * SluiceException}: {@link UnavailableException}, {@link DeadlineExceededException}, {@link
 * LimitExceededException}, {@link CallCancelledException} and {@link InternalErrorException}
 * always, others where the method names them. A null argument is a {@link NullPointerException}, a
 * call after {@link #close()} an {@link IllegalStateException}, both thrown at once.
 */
public final class RoutingClient implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final ManagedChannel channel;
  private final RoutingClientOptions options;
  private final Duration routeOrderTimeout;
  private final Calls calls;
  private volatile boolean closed;

  private RoutingClient(
      ManagedChannel channel, RoutingClientOptions options, ServiceConfig serviceConfig) {
    this.channel = channel;
    this.options = options;
    this.routeOrderTimeout = serviceConfig.routeOrderTimeout();
    this.calls = new Calls(channel, options, () -> closed);
  }

  /**
   * A client of one server, without encryption and with default options. Connects with the first
   * call.
   *
   * @param target {@code host:port}, such as {@link RoutingClientOptions#DEFAULT_TARGET}
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
    return new RoutingClient(Connection.open(options, serviceConfig), options, serviceConfig);
  }

  /** A client over a channel that was made by {@link Connection#configure}. */
  static RoutingClient over(
      ManagedChannel channel, RoutingClientOptions options, ServiceConfig serviceConfig) {
    return new RoutingClient(channel, options, serviceConfig);
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
    return calls.blocking(RoutingServiceGrpc.getPlanOrderMethod(), planRequest(order));
  }

  /** {@link #planOrder} as a future. */
  public CompletableFuture<PlanOrderResponse> planOrderAsync(Order order) {
    return calls.future(RoutingServiceGrpc.getPlanOrderMethod(), planRequest(order));
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
    return plan(RouteOrderRequest.newBuilder().setOrder(Calls.require(order, "order")).build());
  }

  /**
   * {@link #routeOrder(Order)}, but HELD: given back by itself unless {@link #confirmPlan} follows.
   *
   * @param hold 1 second to 24 hours; belongs to the order's content
   */
  public RoutingPlan routeOrder(Order order, Duration hold) {
    return plan(holdRequest(order, hold));
  }

  /** {@link #routeOrder(Order)} as a future. */
  public CompletableFuture<RoutingPlan> routeOrderAsync(Order order) {
    return planAsync(
        RouteOrderRequest.newBuilder().setOrder(Calls.require(order, "order")).build());
  }

  /** {@link #routeOrder(Order, Duration)} as a future. */
  public CompletableFuture<RoutingPlan> routeOrderAsync(Order order, Duration hold) {
    return planAsync(holdRequest(order, hold));
  }

  /**
   * Opens a stream for a flow of orders, with at most {@link RoutingClientOptions#maxInFlight()}
   * under way.
   */
  public OrderStream openStream() {
    return openStream(options.maxInFlight());
  }

  /**
   * Opens a stream for a flow of orders.
   *
   * @param maxInFlight how many orders may wait for their answer, 1 or more
   */
  public OrderStream openStream(int maxInFlight) {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "Max in flight is not above zero: %d\nMaybe leave it out.".formatted(maxInFlight));
    }
    Duration timeout =
        options
            .deadline()
            .filter(own -> own.compareTo(routeOrderTimeout) < 0)
            .orElse(routeOrderTimeout);
    return OrderStream.open(calls, maxInFlight, timeout);
  }

  /**
   * Turns what is HELD into CONFIRMED. Safe to repeat.
   *
   * @throws NotFoundException when no plan has this id
   * @throws StateForbidsException when the hold expired or all was released
   */
  public RoutingPlan confirmPlan(String planId) {
    return calls
        .blocking(RoutingServiceGrpc.getConfirmPlanMethod(), confirmRequest(planId))
        .getPlan();
  }

  /** {@link #confirmPlan} as a future. */
  public CompletableFuture<RoutingPlan> confirmPlanAsync(String planId) {
    return calls.future(
        RoutingServiceGrpc.getConfirmPlanMethod(),
        confirmRequest(planId),
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
    return cancelPlan(cancelRequest(planId, cause));
  }

  /** {@link #cancelPlan(String, String)} as a future. */
  public CompletableFuture<RoutingPlan> cancelPlanAsync(String planId, String cause) {
    return cancelPlanAsync(cancelRequest(planId, cause));
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
            RoutingServiceGrpc.getMarkShippedMethod(), shippedRequest(planId, shipmentNumbers))
        .getPlan();
  }

  /** {@link #markShipped} as a future. */
  public CompletableFuture<RoutingPlan> markShippedAsync(
      String planId, Integer... shipmentNumbers) {
    return calls.future(
        RoutingServiceGrpc.getMarkShippedMethod(),
        shippedRequest(planId, shipmentNumbers),
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
    return rerouteOrder(rerouteRequest(channel, orderId, requestId, cause));
  }

  /** {@link #rerouteOrder(String, String, String, String)} as a future. */
  public CompletableFuture<RoutingPlan> rerouteOrderAsync(
      String channel, String orderId, String requestId, String cause) {
    return rerouteOrderAsync(rerouteRequest(channel, orderId, requestId, cause));
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
    return getPlan(request(planId, PlanView.PLAN_VIEW_BASIC)).getPlan();
  }

  /**
   * The current revision of an order's plan.
   *
   * @throws NotFoundException when this order was never routed
   */
  public RoutingPlan getPlan(String channel, String orderId) {
    return getPlan(request(channel, orderId, PlanView.PLAN_VIEW_BASIC)).getPlan();
  }

  /**
   * The plan with the order it answers and its explanation: candidates, cost terms, rejections,
   * rules that spoke, numbers as they were seen.
   *
   * @throws NotFoundException when no plan has this id
   */
  public GetPlanResponse explainPlan(String planId) {
    return getPlan(request(planId, PlanView.PLAN_VIEW_FULL));
  }

  /**
   * {@link #explainPlan(String)} by the order.
   *
   * @throws NotFoundException when this order was never routed
   */
  public GetPlanResponse explainPlan(String channel, String orderId) {
    return getPlan(request(channel, orderId, PlanView.PLAN_VIEW_FULL));
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
    closed = true;
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private RoutingPlan plan(RouteOrderRequest request) {
    return calls.blocking(RoutingServiceGrpc.getRouteOrderMethod(), request).getPlan();
  }

  private CompletableFuture<RoutingPlan> planAsync(RouteOrderRequest request) {
    return calls.future(
        RoutingServiceGrpc.getRouteOrderMethod(), request, RouteOrderResponse::getPlan);
  }

  private static PlanOrderRequest planRequest(Order order) {
    return PlanOrderRequest.newBuilder().setOrder(Calls.require(order, "order")).build();
  }

  private static RouteOrderRequest holdRequest(Order order, Duration hold) {
    return RouteOrderRequest.newBuilder()
        .setOrder(Calls.require(order, "order"))
        .setHoldDuration(Times.duration(Calls.require(hold, "hold")))
        .build();
  }

  private static ConfirmPlanRequest confirmRequest(String planId) {
    return ConfirmPlanRequest.newBuilder().setPlanId(Calls.require(planId, "planId")).build();
  }

  private static CancelPlanRequest cancelRequest(String planId, String cause) {
    return CancelPlanRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .setCause(Calls.require(cause, "cause"))
        .build();
  }

  private static MarkShippedRequest shippedRequest(String planId, Integer... shipmentNumbers) {
    return MarkShippedRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .addAllShipmentNumbers(List.of(shipmentNumbers))
        .build();
  }

  private static RerouteOrderRequest rerouteRequest(
      String channel, String orderId, String requestId, String cause) {
    return RerouteOrderRequest.newBuilder()
        .setOrderKey(orderKey(channel, orderId))
        .setRequestId(Calls.require(requestId, "requestId"))
        .setCause(Calls.require(cause, "cause"))
        .build();
  }

  private static GetPlanRequest request(String planId, PlanView view) {
    return GetPlanRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .setView(view)
        .build();
  }

  private static GetPlanRequest request(String channel, String orderId, PlanView view) {
    return GetPlanRequest.newBuilder()
        .setOrderKey(orderKey(channel, orderId))
        .setView(view)
        .build();
  }

  private static OrderKey orderKey(String channel, String orderId) {
    return OrderKey.newBuilder()
        .setChannel(Calls.require(channel, "channel"))
        .setOrderId(Calls.require(orderId, "orderId"))
        .build();
  }
}
