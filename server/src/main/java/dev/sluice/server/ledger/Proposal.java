package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks the ledger to make one plan a fact: an order's first, or what is added to the one it has.
 *
 * @param order as it was asked for
 * @param fingerprint SHA-256 over everything the caller sent, hex
 * @param plan what is wanted; may hold no shipment, then the answer alone is recorded
 * @param alternatives next best plans, tried in order when {@code plan} does not fit; the first
 *     {@link #MAX_ALTERNATIVES} count
 * @param priority larger goes first inside a commit
 * @param deadline after which nobody waits for the answer
 * @param hold how long the plan stays HELD; empty: CONFIRMED at once
 * @param replaces what the next revision replaces, where the order has a plan; then {@code plan}
 *     and the alternatives hold only what is missing of it
 */
public record Proposal(
    Order order,
    String fingerprint,
    ProposedPlan plan,
    List<ProposedPlan> alternatives,
    int priority,
    Instant deadline,
    Optional<Duration> hold,
    Optional<Replacement> replaces) {

  /** Proposes an order's first plan. */
  public Proposal(
      Order order,
      String fingerprint,
      ProposedPlan plan,
      List<ProposedPlan> alternatives,
      int priority,
      Instant deadline,
      Optional<Duration> hold) {
    this(order, fingerprint, plan, alternatives, priority, deadline, hold, Optional.empty());
  }

  /** More alternatives are not looked at: each adds counters to lock. */
  public static final int MAX_ALTERNATIVES = 2;

  /** The plan and the alternatives that are looked at, best first. */
  public List<ProposedPlan> choices() {
    List<ProposedPlan> choices = new ArrayList<>(1 + MAX_ALTERNATIVES);
    choices.add(plan);
    choices.addAll(alternatives.subList(0, Math.min(MAX_ALTERNATIVES, alternatives.size())));
    return choices;
  }

  /** Every counter that one of the choices would take from. */
  public SortedSet<CounterKey> counterKeys() {
    SortedSet<CounterKey> keys = new TreeSet<>();
    collectCounterKeys(keys);
    return keys;
  }

  /** Adds every counter that one of the choices would take from. */
  public void collectCounterKeys(Collection<CounterKey> keys) {
    for (ProposedPlan choice : choices()) {
      choice.collectCounterKeys(keys);
    }
  }

  /** All its counters as they were seen under the locks; unknown ones admit nothing. */
  public List<Counter> freshCounters(Map<CounterKey, Counter> seen) {
    return counterKeys().stream().map(key -> seen.getOrDefault(key, Counter.unknown(key))).toList();
  }
}
