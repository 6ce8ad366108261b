package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what one request does to one plan. */
final class EntryChange {

  private final LedgerEntry before;
  private final Instant now;
  private final String cause;
  private final List<ShipmentState> states;
  private final List<ShipmentTakes> takes;
  private final List<List<ShippedLine>> openLines;
  private final List<Transition> transitions = new ArrayList<>();
  private final SortedMap<CounterKey, CounterDelta> deltas = new TreeMap<>();
  private final SortedMap<CounterKey, Long> departed = new TreeMap<>();
  private final SortedMap<String, Long> givenBack = new TreeMap<>();
  private final Map<Integer, SortedMap<String, Long>> cuts = new HashMap<>();

  EntryChange(LedgerEntry before, Instant now, String cause) {
    this.before = before;
    this.now = now;
    this.cause = cause;
    this.states = new ArrayList<>(before.plan().shipmentStates());
    this.takes = new ArrayList<>(before.plan().takes());
    this.openLines = new ArrayList<>(before.openLines());
  }

  void enter(int index, ShipmentState state) {
    states.set(index, state);
    transitions.add(new Transition(index + 1, state, now, cause));
  }

  /** Its goods leave for good; what it took of days and shares stays taken. */
  void shipShipment(int index) {
    enter(index, ShipmentState.SHIPPED);
    for (Take take : takes.get(index).takes()) {
      if (take.counter().isOfStock()) {
        deltas.merge(take.counter(), CounterDelta.ofUsed(-take.amount()), CounterDelta::plus);
        departed.merge(take.counter(), take.amount(), Long::sum);
        // What leaves from an earmark changes the whole position, whose counter guards it.
        deltas.merge(
            CounterKey.stock(take.counter().subject(), take.counter().sku()),
            CounterDelta.ofUsed(0),
            CounterDelta::plus);
      }
    }
  }

  /** Gives back all the shipment holds; it keeps on record what that was. */
  void releaseShipment(int index) {
    enter(index, ShipmentState.RELEASED);
    Admission.deltasOf(List.of(takes.get(index)))
        .forEach((key, delta) -> deltas.merge(key, delta.negated(), CounterDelta::plus));
    for (ShippedLine line : openLines.get(index)) {
      givenBack.merge(line.sku(), line.quantity(), Long::sum);
    }
  }

  /** Notes that up to {@code units} of the SKU leave the shipment; answers how many can. */
  long cut(int index, String sku, long units) {
    SortedMap<String, Long> shipmentCuts = cuts.computeIfAbsent(index, i -> new TreeMap<>());
    long open = 0;
    for (ShippedLine line : openLines.get(index)) {
      open += line.sku().equals(sku) ? line.quantity() : 0;
    }
    long possible = Math.min(units, open - shipmentCuts.getOrDefault(sku, 0L));
    if (possible > 0) {
      shipmentCuts.merge(sku, possible, Long::sum);
    }
    return Math.max(0, possible);
  }

  /** Gives back the units noted; a shipment that loses its last unit is released as a whole. */
  void releaseCuts(int index) {
    SortedMap<String, Long> shipmentCuts = cuts.getOrDefault(index, new TreeMap<>());
    long cutUnits = shipmentCuts.values().stream().mapToLong(Long::longValue).sum();
    long openUnits = openLines.get(index).stream().mapToLong(ShippedLine::quantity).sum();
    if (cutUnits == 0) {
      return;
    }
    if (cutUnits == openUnits) {
      releaseShipment(index);
      return;
    }
    shipmentCuts.forEach((sku, units) -> givenBack.merge(sku, units, Long::sum));
    openLines.set(index, linesWithout(openLines.get(index), new TreeMap<>(shipmentCuts)));
    takes.set(index, takesWithout(takes.get(index), shipmentCuts, cutUnits, openUnits));
  }

  PlanTransitions.Outcome finish(LedgerEvent.Kind kind, String requestId) {
    List<ShippedLine> units = new ArrayList<>();
    givenBack.forEach((sku, quantity) -> units.add(new ShippedLine(sku, quantity)));
    List<Integer> changed = transitions.stream().map(Transition::shipmentNumber).sorted().toList();
    LedgerEvent event =
        new LedgerEvent(
            kind, before.plan().planId(), changed, List.copyOf(units), cause, requestId, now);
    Optional<String> appliedId =
        Optional.of(requestId).filter(id -> kind == LedgerEvent.Kind.RELEASED && !id.isEmpty());
    return new PlanTransitions.Outcome.Changed(
        before.with(states, takes, openLines, transitions, appliedId, before.plan().lineage()),
        deltas,
        departed,
        event);
  }

  /** The plan as history, once the revision with this id stands in its place. */
  LedgerEntry replacedBy(String planId) {
    Lineage lineage = before.plan().lineage().replacedBy(planId);
    return before.with(states, takes, openLines, transitions, Optional.empty(), lineage);
  }

  private static List<ShippedLine> linesWithout(
      List<ShippedLine> lines, SortedMap<String, Long> shipmentCuts) {
    List<ShippedLine> rest = new ArrayList<>();
    for (ShippedLine line : lines) {
      long cut = Math.min(line.quantity(), shipmentCuts.getOrDefault(line.sku(), 0L));
      shipmentCuts.merge(line.sku(), -cut, Long::sum);
      rest.add(new ShippedLine(line.sku(), line.quantity() - cut));
    }
    return List.copyOf(rest);
  }

  private ShipmentTakes takesWithout(
      ShipmentTakes before, SortedMap<String, Long> shipmentCuts, long cutUnits, long openUnits) {
    SortedMap<String, Long> cuts = new TreeMap<>(shipmentCuts);
    List<Take> rest = new ArrayList<>();
    for (Take take : before.takes()) {
      long back = 0;
      CounterKind kind = take.counter().kind();
      if (take.counter().isOfStock()) {
        String sku = take.counter().sku();
        back = Math.min(take.amount(), cuts.getOrDefault(sku, 0L));
        cuts.merge(sku, -back, Long::sum);
      } else if (kind == CounterKind.WAREHOUSE_DAY && take.amount() == openUnits) {
        // Measured in units: a parcel or an order takes 1, and a shipment of one unit is not cut.
        back = cutUnits;
      }
      if (back > 0) {
        deltas.merge(take.counter(), CounterDelta.ofUsed(-back), CounterDelta::plus);
      }
      if (back < take.amount()) {
        rest.add(new Take(take.counter(), take.amount() - back));
      }
    }
    return new ShipmentTakes(before.shipmentNumber(), List.copyOf(rest), before.shareTakes());
  }
}
