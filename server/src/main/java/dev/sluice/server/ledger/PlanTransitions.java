package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

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
     * @param deltas what is added to counters; negative: given back
     */
    record Changed(LedgerEntry entry, SortedMap<CounterKey, CounterDelta> deltas, LedgerEvent event)
        implements Outcome {}
  }

  /** HELD shipments become CONFIRMED, unless the hold is over. */
  public static Outcome confirm(LedgerEntry entry, Instant now) {
    StoredPlan plan = entry.plan();
    List<ShipmentState> states = plan.shipmentStates();
    if (!states.contains(ShipmentState.HELD)) {
      boolean allReleased =
          !states.isEmpty() && states.stream().allMatch(state -> state == ShipmentState.RELEASED);
      return allReleased
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
    return release.lines().isEmpty()
        ? releaseAll(entry, release, now)
        : releaseLines(entry, release, now);
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

  private static boolean holdIsOver(StoredPlan plan, Instant now) {
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
      ShipmentState state = states.get(index);
      if (state == ShipmentState.HELD || state == ShipmentState.CONFIRMED) {
        open.add(index);
      }
    }
    return open;
  }
}
