package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.PlanTransitions.Outcome;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps that a batch takes with plans that are locked, one after the other. */
final class PlanChanges {

  private final Map<String, LedgerEntry> entries;
  private final Instant now;
  private final Map<String, LedgerEntry> changed = new TreeMap<>();
  private final Map<CounterKey, CounterDelta> deltas = new HashMap<>();
  private final SortedMap<CounterKey, Long> departed = new TreeMap<>();
  private final List<LedgerEvent> events = new ArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();

  /**
   * Takes each step on what the earlier ones left.
   *
   * @param locked by plan id; one that is absent is unknown
   */
  PlanChanges(Map<String, LedgerEntry> locked, List<Batch.Change> changes, Instant now) {
    this.entries = new HashMap<>(locked);
    this.now = now;
    for (Batch.Change change : changes) {
      try {
        TransitionResult result = apply(change);
        answers.add(() -> change.answer().complete(result));
      } catch (IllegalArgumentException e) {
        answers.add(() -> change.fail(e));
      }
    }
  }

  private TransitionResult apply(Batch.Change change) {
    LedgerEntry entry = entries.get(change.planId());
    if (entry == null) {
      return new TransitionResult.UnknownPlan(change.planId());
    }
    Outcome outcome = change.apply(entry, now);
    if (outcome instanceof Outcome.Refused refused) {
      return new TransitionResult.Forbidden(entry.plan(), refused.why());
    }
    if (outcome instanceof Outcome.Changed step) {
      entries.put(change.planId(), step.entry());
      changed.put(change.planId(), step.entry());
      step.deltas().forEach((key, delta) -> deltas.merge(key, delta, CounterDelta::plus));
      step.departed().forEach((key, units) -> departed.merge(key, units, Long::sum));
      events.add(step.event());
      return new TransitionResult.Done(step.entry().plan());
    }
    return new TransitionResult.Done(entry.plan());
  }

  /** Plans that are no longer what they were. */
  Collection<LedgerEntry> entries() {
    return changed.values();
  }

  /** What is added to counters; negative: no longer used. */
  Map<CounterKey, CounterDelta> deltas() {
    return deltas;
  }

  /** Units that left their buildings. */
  SortedMap<CounterKey, Long> departed() {
    return departed;
  }

  /** Every counter that changes or that a changed plan names. */
  Set<CounterKey> counterKeys() {
    Set<CounterKey> keys = new HashSet<>(deltas.keySet());
    for (LedgerEntry entry : changed.values()) {
      entry.plan().takes().forEach(shipment -> shipment.collectCounterKeys(keys));
    }
    return keys;
  }

  List<LedgerEvent> events() {
    return events;
  }

  /** Tell each who asked, once all is durable. */
  List<Runnable> answers() {
    return answers;
  }
}
