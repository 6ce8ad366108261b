package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.ShareRule;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which of a commit's proposals fit, on numbers that stand still: the caller holds the
 * counters' locks. Proposals are admitted one after the other, each on what the earlier ones left.
 */
public final class Admission {

  private final Map<CounterKey, Counter> counters;
  private final Map<CounterKey, CounterDelta> taken = new HashMap<>();

  /**
   * Begins with nothing taken.
   *
   * @param counters as they stand; one that is absent names nothing known and admits nothing
   */
  public Admission(Map<CounterKey, Counter> counters) {
    this.counters = new HashMap<>(counters);
  }

  /** Takes for the proposal or its first alternative that fits; empty: none does. */
  public Optional<ProposedPlan> admit(Proposal proposal) {
    return proposal.choices().stream().filter(this::fits).findFirst();
  }

  /** What all admitted plans take together, by counter. */
  public Map<CounterKey, CounterDelta> taken() {
    return Collections.unmodifiableMap(taken);
  }

  /** The counters as all that was admitted leaves them. */
  public Map<CounterKey, Counter> counters() {
    return Collections.unmodifiableMap(counters);
  }

  private boolean fits(ProposedPlan plan) {
    Map<CounterKey, CounterDelta> wanted = new HashMap<>();
    collectDeltas(plan.takes(), wanted);
    for (Map.Entry<CounterKey, CounterDelta> one : wanted.entrySet()) {
      Counter counter = counters.get(one.getKey());
      if (counter == null || (one.getValue().used() > 0 && !admits(counter, one.getValue()))) {
        return false;
      }
    }
    if (!sharesAdmit(plan.takes())) {
      return false;
    }
    wanted.forEach(
        (key, delta) -> {
          counters.computeIfPresent(key, (same, counter) -> counter.plus(delta));
          taken.merge(key, delta, CounterDelta::plus);
        });
    return true;
  }

  private static boolean admits(Counter counter, CounterDelta delta) {
    return counter.admits(delta.used());
  }

  /** Parcel by parcel in the plan's order, so that a plan's own parcels count for each other. */
  private boolean sharesAdmit(List<ShipmentTakes> shipments) {
    Map<CounterKey, Counter> running = new HashMap<>();
    for (ShipmentTakes shipment : shipments) {
      for (ShareTake parcel : shipment.shareTakes()) {
        Counter carrier = running.getOrDefault(parcel.carrierShare(), at(parcel.carrierShare()));
        Counter all = running.getOrDefault(parcel.allShare(), at(parcel.allShare()));
        OptionalLong cap = parcel.exempt() ? OptionalLong.empty() : parcel.capPpm();
        if (cap.isPresent() && !ShareRule.admits(carrier.used(), all.parcels(), cap.getAsLong())) {
          return false;
        }
        CounterDelta one = CounterDelta.ofParcel(parcel.exempt());
        running.put(parcel.carrierShare(), carrier.plus(one));
        running.put(parcel.allShare(), all.plus(one));
      }
    }
    return true;
  }

  private Counter at(CounterKey key) {
    return counters.getOrDefault(key, Counter.unknown(key));
  }

  /** What shipments take together: a counter that several take from is summed. */
  public static SortedMap<CounterKey, CounterDelta> deltasOf(List<ShipmentTakes> shipments) {
    SortedMap<CounterKey, CounterDelta> deltas = new TreeMap<>();
    collectDeltas(shipments, deltas);
    return deltas;
  }

  /** Adds what shipments take to {@code deltas}. */
  public static void collectDeltas(
      List<ShipmentTakes> shipments, Map<CounterKey, CounterDelta> deltas) {
    for (ShipmentTakes shipment : shipments) {
      for (Take take : shipment.takes()) {
        deltas.merge(take.counter(), CounterDelta.ofUsed(take.amount()), CounterDelta::plus);
      }
      for (ShareTake parcel : shipment.shareTakes()) {
        CounterDelta one = CounterDelta.ofParcel(parcel.exempt());
        deltas.merge(parcel.carrierShare(), one, CounterDelta::plus);
        deltas.merge(parcel.allShare(), one, CounterDelta::plus);
      }
    }
  }
}
