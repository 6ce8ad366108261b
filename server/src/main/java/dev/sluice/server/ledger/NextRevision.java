package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The step from one revision of an order's plan to the next: what stands is carried over, takes and
 * all, and what was admitted comes after it.
 *
 * @param plan the next revision
 * @param replaced the current one, as history: what stood is CARRIED
 * @param events of both, in the order they happened
 */
public record NextRevision(StoredPlan plan, LedgerEntry replaced, List<LedgerEvent> events) {

  /**
   * Begins the revision after {@code current}.
   *
   * @param proposal names what it replaces
   * @param admitted what is newly planned
   */
  public static NextRevision of(
      LedgerEntry current, Proposal proposal, ProposedPlan admitted, Instant now) {
    Replacement replacement =
        proposal
            .replaces()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The proposal for order %s replaces nothing. Maybe it is for a first revision"
                            .formatted(proposal.order().key())));
    StoredPlan before = current.plan();
    int revision = before.revision() + 1;
    String planId = PlanIds.create(before.order().key(), revision, now);
    Building parts = new Building();
    for (int index = 0; index < before.shipmentStates().size(); index++) {
      if (before.stands(index)) {
        parts.carry(current, index);
      }
    }
    int carried = parts.shipments.size();
    ShipmentState firstState =
        proposal.hold().isPresent() ? ShipmentState.HELD : ShipmentState.CONFIRMED;
    parts.append(admitted, firstState);
    StoredPlan plan =
        new StoredPlan(
            planId,
            revision,
            before.order(),
            before.fingerprint(),
            parts.plan(before.plan(), admitted.plan(), carried),
            List.copyOf(parts.takes),
            List.copyOf(parts.states),
            now,
            expireTime(before, proposal, parts.states, now),
            new Lineage(
                Optional.of(before.planId()),
                Optional.empty(),
                carried,
                replacement.requestId(),
                replacement.cause()));
    return replace(current, plan, now);
  }

  private static NextRevision replace(LedgerEntry current, StoredPlan plan, Instant now) {
    EntryChange change = new EntryChange(current, now, plan.lineage().cause());
    List<Integer> carried = new ArrayList<>();
    for (int index = 0; index < current.plan().shipmentStates().size(); index++) {
      if (current.plan().stands(index)) {
        change.enter(index, ShipmentState.CARRIED);
        carried.add(index + 1);
      }
    }
    List<LedgerEvent> events = new ArrayList<>();
    if (!carried.isEmpty()) {
      events.add(
          new LedgerEvent(
              LedgerEvent.Kind.CARRIED,
              current.plan().planId(),
              List.copyOf(carried),
              List.of(),
              plan.lineage().cause(),
              plan.lineage().requestId(),
              now));
    }
    events.add(LedgerEvent.routed(plan));
    return new NextRevision(plan, change.replacedBy(plan.planId()), List.copyOf(events));
  }

  /** A hold that is asked for is a new one for all that is HELD. */
  private static Optional<Instant> expireTime(
      StoredPlan before, Proposal proposal, List<ShipmentState> states, Instant now) {
    if (!states.contains(ShipmentState.HELD)) {
      return Optional.empty();
    }
    return proposal.hold().isPresent() ? proposal.hold().map(now::plus) : before.expireTime();
  }

  /** The shipments of a plan under construction, numbered as they come. */
  private static final class Building {
    private final List<PlannedShipment> shipments = new ArrayList<>();
    private final List<ShipmentTakes> takes = new ArrayList<>();
    private final List<ShipmentState> states = new ArrayList<>();

    /** With the lines it still has: what was given back of it belongs to the history. */
    void carry(LedgerEntry entry, int index) {
      List<ShippedLine> open =
          entry.openLines().get(index).stream().filter(line -> line.quantity() > 0).toList();
      add(
          entry.plan().plan().shipments().get(index).withLines(open),
          entry.plan().takes().get(index),
          entry.plan().shipmentStates().get(index));
    }

    void append(ProposedPlan admitted, ShipmentState state) {
      for (int index = 0; index < admitted.takes().size(); index++) {
        add(admitted.plan().shipments().get(index), admitted.takes().get(index), state);
      }
    }

    private void add(PlannedShipment shipment, ShipmentTakes taken, ShipmentState state) {
      int number = shipments.size() + 1;
      shipments.add(shipment.withNumber(number));
      takes.add(new ShipmentTakes(number, taken.takes(), taken.shareTakes()));
      states.add(state);
    }

    /** Costs of the order and reasons are the new decision's; notes on what is carried stay. */
    RoutingPlan plan(RoutingPlan before, RoutingPlan decided, int carried) {
      List<RoutingPlan> noted = carried > 0 ? List.of(before, decided) : List.of(decided);
      LinkedHashSet<ShareYield> yields = new LinkedHashSet<>();
      TreeSet<String> tags = new TreeSet<>();
      noted.forEach(
          plan -> {
            yields.addAll(plan.shareYields());
            tags.addAll(plan.tags());
          });
      return new RoutingPlan(
          Collections.unmodifiableList(new ArrayList<>(shipments)),
          decided.unfulfilledLines(),
          decided.orderCost(),
          decided.ruleSetVersion(),
          decided.decidedTime(),
          decided.fallback(),
          List.copyOf(yields),
          List.copyOf(tags));
    }
  }
}
