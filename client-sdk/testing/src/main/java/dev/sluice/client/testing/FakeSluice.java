package dev.sluice.client.testing;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Sluice inside the process, for the tests of a service that calls one. The real {@link
 * RoutingClient} talks to it, with its deadlines, repeats and typed errors; it keeps plans, checks
 * requests and refuses what a real server refuses, in the same words for programs. Thread-safe.
 *
 * <p>Orders are planned by a route of the test ({@link #route(Function)}), by a tiny stock table
 * ({@link FakeSluiceBuilder#stock}), or else all shipped from one warehouse. Time stands still
 * until {@link #advance} moves it.
 *
 * <pre>{@code
 * try (FakeSluice fake = FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5).build()) {
 *   RoutingPlan plan = fake.client().routeOrder(order);
 *   fake.inject(Fault.lostAnswer().on(SluiceMethod.CONFIRM_PLAN));
 * }
 * }</pre>
 *
 * <p>It is the contract's RoutingService and health check; calls of other services end in {@link
 * dev.sluice.client.IncompatibleServerException}. Costs are zero unless a route says otherwise, and
 * rules, capacities and promise dates are a real server's business.
 */
public final class FakeSluice implements AutoCloseable {

  private final FakeClock clock;
  private final Terrain terrain;
  private final Routes routes;
  private final FakeLedger ledger;
  private final Faults faults = new Faults();
  private final CallLog log = new CallLog();
  private final InProcessServer server;
  private final RoutingClient client;

  FakeSluice(FakeClock clock, Terrain terrain, Routes routes) {
    this.clock = clock;
    this.terrain = terrain;
    this.routes = routes;
    this.ledger = new FakeLedger(clock, terrain);
    RequestChecks.compile();
    this.server =
        new InProcessServer(
            new FakeRoutingService(
                new CallDesk(faults, log, ledger),
                new FakeRouter(new OrderIntake(clock, terrain), routes, ledger),
                ledger));
    this.client = newClient();
  }

  /** One that ships whatever is ordered. */
  public static FakeSluice create() {
    return newBuilder().build();
  }

  /** Starts one that ships whatever is ordered, unless it is told otherwise. */
  public static FakeSluiceBuilder newBuilder() {
    return new FakeSluiceBuilder();
  }

  /** A client of this fake that lives as long as it does: leave closing it to {@link #close()}. */
  public RoutingClient client() {
    return client;
  }

  /** One more client of this fake, for code that closes its own. */
  public RoutingClient newClient() {
    return RoutingClient.create(newClientOptions().build());
  }

  /** Options of a client that reaches this fake, to add deadlines, headers, observers. */
  public RoutingClientOptions.Builder newClientOptions() {
    return server.newClientOptions();
  }

  /**
   * Plans orders from now on, but those that have a route of their own.
   *
   * @param route given the order as it counts, lines of the same SKU merged; for re-routing with
   *     only the lines and units that are missing. Answers at once, as {@link PlanDraft} helps to;
   *     may be asked more than once for an order. What it throws reaches the caller as {@link
   *     dev.sluice.client.InternalErrorException}
   */
  public void route(Function<Order, RoutingPlan> route) {
    routes.set(Objects.requireNonNull(route, "route must not be null"));
  }

  /**
   * Plans the order with this id from now on, whatever its channel, as {@link #route(Function)}
   * does; at most 10,000 of them.
   */
  public void route(String orderId, Function<Order, RoutingPlan> route) {
    routes.set(
        PlanDraft.requireId("Order", orderId),
        Objects.requireNonNull(route, "route must not be null"));
  }

  /**
   * Says how many units of a SKU a warehouse can promise from now on; see {@link
   * FakeSluiceBuilder#stock}.
   */
  public void setStock(String warehouseId, String sku, long units) {
    terrain.set(warehouseId, sku, units);
  }

  /** Units of a SKU that a warehouse can promise: its stock less what plans hold. */
  public long available(String warehouseId, String sku) {
    return terrain.available(warehouseId, sku);
  }

  /** Brings trouble upon the next calls, at most 10,000 at a time. */
  public void inject(Fault... newFaults) {
    for (Fault fault : newFaults) {
      faults.add(Objects.requireNonNull(fault, "fault must not be null"));
    }
  }

  /** The faults that have not met all their calls yet, the oldest first. */
  public List<Fault> pendingFaults() {
    return faults.list();
  }

  /**
   * Makes the health check say whether the fake serves. Clients hear of it a moment later; to one
   * that serves no more they send nothing, and calls fail as UNAVAILABLE.
   */
  public void setServing(boolean serving) {
    server.setServing(serving);
  }

  /** The last 10,000 calls since the last {@link #reset()}, oldest first. */
  public List<RecordedCall> calls() {
    return log.list(call -> true);
  }

  /** Those of one method. */
  public List<RecordedCall> calls(SluiceMethod method) {
    return log.list(call -> call.method() == method);
  }

  /**
   * Waits until so many calls of a method are handled; answers them all.
   *
   * @param count 1 to 10,000
   * @param patience how long to wait at most
   * @throws AssertionError when they do not come in time
   */
  public List<RecordedCall> awaitCalls(SluiceMethod method, int count, Duration patience) {
    return log.await(call -> call.method() == method, count, patience);
  }

  /** The current plan of every order, in the order of their making. */
  public List<RoutingPlan> plans() {
    return ledger.list().stream()
        .map(LedgerEntry::plan)
        .filter(plan -> plan.getReplacedByPlanId().isEmpty())
        .toList();
  }

  /** The current plan of an order; empty when it was not routed. */
  public Optional<RoutingPlan> findPlan(String channel, String orderId) {
    return ledger
        .findCurrent(OrderKey.newBuilder().setChannel(channel).setOrderId(orderId).build())
        .map(LedgerEntry::plan);
  }

  /** The time of the fake's clock. */
  public Instant now() {
    return clock.instant();
  }

  /**
   * Moves the clock. Holds that are over by then are given back before this returns.
   *
   * @param by 0 to 366 days
   */
  public void advance(Duration by) {
    clock.advance(by);
    ledger.expireHolds();
  }

  /**
   * Back to how it was built: no plans, calls or faults, the stock and routes of the builder,
   * serving, the clock where it begins. Clients stay connected.
   */
  public void reset() {
    faults.clear();
    ledger.clear();
    terrain.reset();
    routes.reset();
    clock.reset();
    server.setServing(true);
    log.clear();
  }

  /** Ends it and its own client; calls under way break. */
  @Override
  public void close() {
    server.close();
    client.close();
  }
}
