package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who of a batch gets what, on counters that are locked: by priority, then in order of arrival. */
final class BatchAdmission {

  private static final Comparator<Batch.Order> BY_PRIORITY =
      Comparator.comparingInt((Batch.Order order) -> order.proposal().priority()).reversed();

  private final Admission admission;
  private final List<StoredPlan> plans = new ArrayList<>();
  private final List<Batch.Order> refused = new ArrayList<>();
  private final Map<Batch.Order, ReserveResult> answers = new HashMap<>();
  private boolean onlyFirstChoices = true;

  /**
   * @param claimed orders whose key is theirs, as they arrived
   * @param now when admitted plans are stored
   */
  BatchAdmission(List<Batch.Order> claimed, Map<CounterKey, Counter> locked, Instant now) {
    this.admission = new Admission(locked);
    for (Batch.Order order : claimed.stream().sorted(BY_PRIORITY).toList()) {
      Optional<ProposedPlan> fitting = admission.admit(order.proposal());
      if (fitting.isPresent()) {
        StoredPlan plan = StoredPlan.first(order.planId(), order.proposal(), fitting.get(), now);
        plans.add(plan);
        onlyFirstChoices &= fitting.get().equals(order.proposal().plan());
        answers.put(order, new ReserveResult.Reserved(plan));
      } else {
        refused.add(order);
      }
    }
    // They are planned again on what the whole batch leaves, not on what it found.
    for (Batch.Order order : refused) {
      answers.put(
          order,
          new ReserveResult.NoLongerFits(order.proposal().freshCounters(admission.counters())));
    }
  }

  /** To be stored. */
  List<StoredPlan> plans() {
    return plans;
  }

  boolean gaveEverybodyTheFirstChoice() {
    return onlyFirstChoices && refused.isEmpty();
  }

  /** Orders for which nothing fits any more. */
  List<Batch.Order> refused() {
    return refused;
  }

  Map<CounterKey, CounterDelta> taken() {
    return admission.taken();
  }

  /** What was changed, and the counters at which others were refused. */
  List<Counter> freshWith(List<Counter> changed) {
    Map<CounterKey, Counter> fresh = new HashMap<>();
    for (Batch.Order order : refused) {
      for (Counter counter : order.proposal().freshCounters(admission.counters())) {
        fresh.put(counter.key(), counter);
      }
    }
    changed.forEach(counter -> fresh.put(counter.key(), counter));
    return List.copyOf(fresh.values());
  }

  Map<Batch.Order, ReserveResult> answers() {
    return answers;
  }
}
