package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks the ledger to make one plan a fact.
 *
 * @param fingerprint SHA-256 over everything the caller sent, hex
 * @param plan what is wanted; may hold no shipment, then the answer alone is recorded
 * @param alternatives next best plans, tried in order when {@code plan} does not fit
 * @param priority larger goes first inside a commit
 * @param deadline after which nobody waits for the answer
 * @param hold how long the plan stays HELD; empty: CONFIRMED at once
 */
public record Proposal(
    Order order,
    String fingerprint,
    ProposedPlan plan,
    List<ProposedPlan> alternatives,
    int priority,
    Instant deadline,
    Optional<Duration> hold) {

  /** Every counter that the plan or an alternative would take from. */
  public SortedSet<CounterKey> counterKeys() {
    SortedSet<CounterKey> keys = new TreeSet<>(Admission.deltasOf(plan.takes()).keySet());
    for (ProposedPlan alternative : alternatives) {
      keys.addAll(Admission.deltasOf(alternative.takes()).keySet());
    }
    return keys;
  }

  /** All its counters as they were seen under the locks; unknown ones admit nothing. */
  public List<Counter> freshCounters(Map<CounterKey, Counter> seen) {
    return counterKeys().stream().map(key -> seen.getOrDefault(key, Counter.unknown(key))).toList();
  }
}
