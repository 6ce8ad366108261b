package dev.sluice.client.testing;

import dev.sluice.client.Times;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All plans and what becomes of them: one lock, in memory. */
final class FakeLedger {

  static final int MAX_PLANS = 1_000_000;

  private final InstantSource clock;
  private final Terrain terrain;

  // Guarded by this.
  private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
  private final Map<OrderKey, String> currentIds = new HashMap<>();
  private long lastSequence;

  FakeLedger(InstantSource clock, Terrain terrain) {
    this.clock = clock;
    this.terrain = terrain;
  }

  synchronized void clear() {
    entries.clear();
    currentIds.clear();
  }

  synchronized Optional<LedgerEntry> find(String planId) {
    return Optional.ofNullable(entries.get(planId));
  }

  synchronized Optional<LedgerEntry> findCurrent(OrderKey key) {
    return Optional.ofNullable(currentIds.get(key)).map(entries::get);
  }

  /**
   * @throws Refusal when no plan has this id
   */
  LedgerEntry get(String planId) {
    return find(planId).orElseThrow(() -> Refusal.planNotFound(planId));
  }

  /**
   * @throws Refusal when the order was never routed
   */
  LedgerEntry getCurrent(OrderKey key) {
    return findCurrent(key).orElseThrow(() -> Refusal.noPlanOfOrder(key));
  }

  /** Every revision, oldest first. */
  synchronized List<LedgerEntry> list() {
    return List.copyOf(entries.values());
  }

  /**
   * The current plan of an order that was routed before.
   *
   * @throws Refusal when that was with other content
   */
  Optional<RoutingPlan> findRouted(OrderContent content) {
    return findCurrent(content.key())
        .map(
            entry -> {
              if (!entry.content().isSameAs(content)) {
                throw Refusal.contentDiffers(content.key(), entry.plan().getPlanId());
              }
              return entry.plan();
            });
  }

  /** What an order would get; nothing is kept. */
  synchronized RoutingPlan preview(Order order, Supplier<RoutingPlan> draft) {
    return PlanCompletion.complete(
        draft.get(), order, ShipmentState.SHIPMENT_STATE_PLANNED, clock.instant());
  }

  /**
   * Keeps an order's first plan, unless it has one by now.
   *
   * @param raceLost asked only when the plan takes something
   */
  synchronized RoutingPlan keep(
      OrderContent content, Supplier<RoutingPlan> draft, BooleanSupplier raceLost) {
    Optional<RoutingPlan> routed = findRouted(content);
    if (routed.isPresent()) {
      return routed.get();
    }
    Instant now = clock.instant();
    RoutingPlan.Builder plan =
        plan(content.order(), draft, raceLost, content.hold().isPresent(), now).toBuilder();
    long sequence = nextSequence();
    plan.setPlanId(planId(sequence)).setRevision(1).setStoredTime(Times.timestamp(now));
    if (PlanStates.has(plan.build(), ShipmentState.SHIPMENT_STATE_HELD)) {
      plan.setExpireTime(Times.timestamp(now.plus(content.hold().orElseThrow())));
    }
    return store(new LedgerEntry(sequence, content, plan.build(), "", Set.of())).plan();
  }

  /** The revision that the same request for the same order made before. */
  synchronized Optional<RoutingPlan> findRevision(RerouteOrderRequest request) {
    return request.getRequestId().isEmpty()
        ? Optional.empty()
        : entries.values().stream()
            .filter(entry -> entry.requestId().equals(request.getRequestId()))
            .filter(entry -> entry.content().key().equals(request.getOrderKey()))
            .map(LedgerEntry::plan)
            .findFirst();
  }

  /**
   * Keeps the next revision, or leaves it where there is nothing to add.
   *
   * @param missing what {@code seen} lacks
   * @return empty when the plan changed since it was seen
   */
  synchronized Optional<RoutingPlan> replace(
      LedgerEntry seen,
      Order missing,
      RerouteOrderRequest request,
      Supplier<RoutingPlan> draft,
      BooleanSupplier raceLost) {
    if (!seen.equals(entries.get(seen.plan().getPlanId()))) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    RoutingPlan anew = plan(missing, draft, raceLost, request.hasHoldDuration(), now);
    if (NextRevision.isAnsweredBy(seen.plan(), anew)) {
      return Optional.of(seen.plan());
    }
    long sequence = nextSequence();
    NextRevision step = NextRevision.of(seen, anew, request, planId(sequence), sequence, now);
    entries.put(seen.plan().getPlanId(), step.replaced());
    entries.put(step.next().plan().getPlanId(), step.next());
    currentIds.put(seen.content().key(), step.next().plan().getPlanId());
    takeAll(anew);
    return Optional.of(step.next().plan());
  }

  /** One step in a plan's life; gives back to stock what the plan lets go. */
  synchronized RoutingPlan change(String planId, UnaryOperator<LedgerEntry> step) {
    LedgerEntry before = get(planId);
    LedgerEntry after = step.apply(before);
    entries.put(planId, after);
    for (int i = 0; i < before.plan().getPlannedShipmentsCount(); i++) {
      PlannedShipment shipment = before.plan().getPlannedShipments(i);
      for (int j = 0; j < shipment.getLinesCount(); j++) {
        ShippedLine line = shipment.getLines(j);
        long left = LedgerEntry.left(after.plan().getPlannedShipments(i).getLines(j));
        terrain.take(shipment.getWarehouseId(), line.getSku(), left - LedgerEntry.left(line));
      }
    }
    return after.plan();
  }

  /** Gives back whatever is HELD and over by now. */
  synchronized void expireHolds() {
    Instant now = clock.instant();
    for (LedgerEntry entry : list()) {
      if (entry.plan().hasExpireTime()
          && !now.isBefore(Times.instant(entry.plan().getExpireTime()))) {
        change(entry.plan().getPlanId(), PlanLife::expire);
      }
    }
  }

  /** Whether the order's current plan waits to be confirmed. */
  boolean isHeld(OrderKey key) {
    return findCurrent(key)
        .filter(entry -> PlanStates.has(entry.plan(), ShipmentState.SHIPMENT_STATE_HELD))
        .isPresent();
  }

  private RoutingPlan plan(
      Order order,
      Supplier<RoutingPlan> draft,
      BooleanSupplier raceLost,
      boolean held,
      Instant now) {
    if (entries.size() >= MAX_PLANS) {
      throw new IllegalStateException(
          "%d plans are kept\nMaybe reset the fake between tests.".formatted(MAX_PLANS));
    }
    ShipmentState state =
        held ? ShipmentState.SHIPMENT_STATE_HELD : ShipmentState.SHIPMENT_STATE_CONFIRMED;
    RoutingPlan plan = PlanCompletion.complete(draft.get(), order, state, now);
    if (plan.getPlannedShipmentsCount() > 0 && raceLost.getAsBoolean()) {
      RoutingPlan lost =
          PlanDraft.of(order)
              .restUnfulfilled(
                  UnfulfilledReason.UNFULFILLED_REASON_LOST_RACE,
                  "other orders took what every plan for this one needed")
              .build();
      return PlanCompletion.complete(lost, order, state, now);
    }
    return plan;
  }

  private LedgerEntry store(LedgerEntry entry) {
    entries.put(entry.plan().getPlanId(), entry);
    currentIds.put(entry.content().key(), entry.plan().getPlanId());
    takeAll(entry.plan());
    return entry;
  }

  private void takeAll(RoutingPlan plan) {
    for (PlannedShipment shipment : plan.getPlannedShipmentsList()) {
      shipment
          .getLinesList()
          .forEach(
              line -> terrain.take(shipment.getWarehouseId(), line.getSku(), line.getQuantity()));
    }
  }

  private long nextSequence() {
    lastSequence++;
    return lastSequence;
  }

  /** Never the same in one fake, also after a reset: a plan id of the test before is unknown. */
  private static String planId(long sequence) {
    return "fake-%06d".formatted(sequence);
  }
}
