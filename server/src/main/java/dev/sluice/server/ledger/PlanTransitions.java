package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The life of a shipment as pure functions: what a request changes in a plan and its counters. */
public final class PlanTransitions {

  /** The cause of what {@link #expire} releases. */
  public static final String HOLD_EXPIRED = "hold expired";

  private PlanTransitions() {}

  /** What a request comes to. */
  public sealed interface Outcome {

    /** It was applied before, or there is nothing to do. */
    record Unchanged() implements Outcome {}

    /**
     * The plan's state forbids it.
     *
     * @param why one sentence for people
     */
    record Refused(String why) implements Outcome {}

    /**
     * The plan takes its next step.
     *
     * @param deltas what is added to counters; negative: no longer used
     * @param departed units that left the building, of counters whose {@code deltas} say so too:
     *     stock on hand, and with it their capacity, goes down by as much
     */
    record Changed(
        LedgerEntry entry,
        SortedMap<CounterKey, CounterDelta> deltas,
        SortedMap<CounterKey, Long> departed,
        LedgerEvent event)
        implements Outcome {}
  }

  /** HELD shipments become CONFIRMED, unless the hold is over. */
  public static Outcome confirm(LedgerEntry entry, Instant now) {
    StoredPlan plan = entry.plan();
    List<ShipmentState> states = plan.shipmentStates();
    if (plan.lineage().replacedBy().isPresent()) {
      return replaced(plan);
    }
    if (!states.contains(ShipmentState.HELD)) {
      return wasReleased(states)
          ? new Outcome.Refused("Plan " + plan.planId() + " was released")
          : new Outcome.Unchanged();
    }
    if (holdIsOver(plan, now)) {
      return new Outcome.Refused(
          "The hold of plan " + plan.planId() + " expired at " + plan.expireTime().orElseThrow());
    }
    EntryChange change = new EntryChange(entry, now, "");
    for (int index = 0; index < states.size(); index++) {
      if (states.get(index) == ShipmentState.HELD) {
        change.enter(index, ShipmentState.CONFIRMED);
      }
    }
    return change.finish(LedgerEvent.Kind.CONFIRMED, "");
  }

  /** Gives back what was asked for, or all that has not shipped. */
  public static Outcome release(LedgerEntry entry, Release release, Instant now) {
    if (!release.requestId().isEmpty() && entry.releaseRequestIds().contains(release.requestId())) {
      return new Outcome.Unchanged();
    }
    if (entry.plan().lineage().replacedBy().isPresent()) {
      return replaced(entry.plan());
    }
    return release.lines().isEmpty()
        ? releaseAll(entry, release, now)
        : releaseLines(entry, release, now);
  }

  /**
   * CONFIRMED shipments become SHIPPED, all of them or none. One that is HELD must be confirmed
   * first: its hold could expire while it is on its way.
   *
   * @param shipmentNumbers 1-based; empty: all that were not given back
   */
  public static Outcome ship(LedgerEntry entry, Collection<Integer> shipmentNumbers, Instant now) {
    StoredPlan plan = entry.plan();
    if (plan.lineage().replacedBy().isPresent()) {
      return replaced(plan);
    }
    List<ShipmentState> states = plan.shipmentStates();
    if (shipmentNumbers.isEmpty() && wasReleased(states)) {
      return new Outcome.Refused("Plan " + plan.planId() + " was released");
    }
    SortedSet<Integer> wanted = new TreeSet<>(shipmentNumbers);
    if (wanted.isEmpty()) {
      openShipments(states).forEach(index -> wanted.add(index + 1));
    }
    EntryChange change = new EntryChange(entry, now, "");
    boolean changes = false;
    for (int number : wanted) {
      Optional<String> obstacle = obstacleToShip(plan, number);
      if (obstacle.isPresent()) {
        return new Outcome.Refused(obstacle.get());
      }
      if (states.get(number - 1) == ShipmentState.CONFIRMED) {
        change.shipShipment(number - 1);
        changes = true;
      }
    }
    return changes ? change.finish(LedgerEvent.Kind.SHIPPED, "") : new Outcome.Unchanged();
  }

  private static Optional<String> obstacleToShip(StoredPlan plan, int number) {
    List<ShipmentState> states = plan.shipmentStates();
    if (number < 1 || number > states.size()) {
      return Optional.of(
          "Plan %s has %d shipments, and no shipment %d"
              .formatted(plan.planId(), states.size(), number));
    }
    return switch (states.get(number - 1)) {
      case HELD ->
          Optional.of(
              "Shipment %d of plan %s is HELD\nMaybe confirm the plan first."
                  .formatted(number, plan.planId()));
      case RELEASED ->
          Optional.of("Shipment %d of plan %s was released".formatted(number, plan.planId()));
      case CARRIED ->
          Optional.of("Shipment %d of plan %s was carried on".formatted(number, plan.planId()));
      case CONFIRMED, SHIPPED -> Optional.empty();
    };
  }

  /** Releases HELD shipments whose hold is over. */
  public static Outcome expire(LedgerEntry entry, Instant now) {
    List<ShipmentState> states = entry.plan().shipmentStates();
    if (!states.contains(ShipmentState.HELD) || !holdIsOver(entry.plan(), now)) {
      return new Outcome.Unchanged();
    }
    EntryChange change = new EntryChange(entry, now, HOLD_EXPIRED);
    for (int index = 0; index < states.size(); index++) {
      if (states.get(index) == ShipmentState.HELD) {
        change.releaseShipment(index);
      }
    }
    return change.finish(LedgerEvent.Kind.RELEASED, "");
  }

  private static Outcome replaced(StoredPlan plan) {
    return new Outcome.Refused(
        "Plan %s was replaced by %s\nMaybe ask for that one."
            .formatted(plan.planId(), plan.lineage().replacedBy().orElseThrow()));
  }

  private static boolean wasReleased(List<ShipmentState> states) {
    return !states.isEmpty() && states.stream().allMatch(state -> state == ShipmentState.RELEASED);
  }

  /** Whether what is HELD may be given back. */
  public static boolean holdIsOver(StoredPlan plan, Instant now) {
    return plan.expireTime().filter(expireTime -> !now.isBefore(expireTime)).isPresent();
  }

  private static Outcome releaseAll(LedgerEntry entry, Release release, Instant now) {
    List<ShipmentState> states = entry.plan().shipmentStates();
    List<Integer> open = openShipments(states);
    if (open.isEmpty()) {
      boolean allShipped =
          !states.isEmpty() && states.stream().allMatch(state -> state == ShipmentState.SHIPPED);
      return allShipped
          ? new Outcome.Refused("All of plan " + release.planId() + " has shipped")
          : new Outcome.Unchanged();
    }
    EntryChange change = new EntryChange(entry, now, release.cause());
    open.forEach(change::releaseShipment);
    return change.finish(LedgerEvent.Kind.RELEASED, release.requestId());
  }

  /** Takes units from the last shipments first: they carry what the first could not. */
  private static Outcome releaseLines(LedgerEntry entry, Release release, Instant now) {
    if (release.requestId().isEmpty()) {
      throw new IllegalArgumentException(
          "Release of lines of plan %s has no request id. Maybe give it one: repeating it would give back twice"
              .formatted(release.planId()));
    }
    List<Integer> open = new ArrayList<>(openShipments(entry.plan().shipmentStates()));
    Collections.reverse(open);
    EntryChange change = new EntryChange(entry, now, release.cause());
    for (ShippedLine wanted : release.lines()) {
      if (wanted.quantity() < 1) {
        throw new IllegalArgumentException(
            "Release of %d x %s from plan %s. Maybe the quantity is missing; it is 1 or more"
                .formatted(wanted.quantity(), wanted.sku(), release.planId()));
      }
      long rest = wanted.quantity();
      for (int index : open) {
        rest -= change.cut(index, wanted.sku(), rest);
      }
      if (rest > 0) {
        return new Outcome.Refused(
            "Plan %s holds %d x %s, %d cannot be given back"
                .formatted(
                    release.planId(), wanted.quantity() - rest, wanted.sku(), wanted.quantity()));
      }
    }
    open.forEach(change::releaseCuts);
    return change.finish(LedgerEvent.Kind.RELEASED, release.requestId());
  }

  private static List<Integer> openShipments(List<ShipmentState> states) {
    List<Integer> open = new ArrayList<>();
    for (int index = 0; index < states.size(); index++) {
      if (states.get(index).isOpen()) {
        open.add(index);
      }
    }
    return open;
  }
}
