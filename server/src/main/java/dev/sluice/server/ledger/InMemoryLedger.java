package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.ledger.counter.DayCapacities;
import dev.sluice.server.ledger.counter.InMemoryCounters;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The plainly right ledger: one lock, no database. For simulation and tests. */
public final class InMemoryLedger implements Ledger, PlanRepository, CounterRepository {

  private final DatabaseClock clock;
  private final CounterListener listener;
  private final InMemoryCounters counters;
  private final Map<OrderKey, String> currentPlanIds = new HashMap<>();
  private final NavigableMap<String, LedgerEntry> entries = new TreeMap<>();

  public InMemoryLedger(DatabaseClock clock, DayCapacities capacities, CounterListener listener) {
    this.clock = clock;
    this.listener = listener;
    this.counters = new InMemoryCounters(capacities);
  }

  /** The counters plans take from, for whoever states stock. */
  public InMemoryCounters counters() {
    return counters;
  }

  @Override
  public CompletionStage<ReserveResult> reserve(Proposal proposal) {
    return complete(() -> reserveNow(proposal));
  }

  @Override
  public CompletionStage<TransitionResult> confirm(String planId) {
    return complete(() -> change(planId, entry -> PlanTransitions.confirm(entry, now())));
  }

  @Override
  public CompletionStage<TransitionResult> release(Release release) {
    return complete(
        () -> change(release.planId(), entry -> PlanTransitions.release(entry, release, now())));
  }

  @Override
  public CompletionStage<TransitionResult> ship(
      String planId, Collection<Integer> shipmentNumbers) {
    return complete(
        () -> change(planId, entry -> PlanTransitions.ship(entry, shipmentNumbers, now())));
  }

  @Override
  public CompletionStage<TransitionResult> expire(String planId) {
    return complete(() -> change(planId, entry -> PlanTransitions.expire(entry, now())));
  }

  @Override
  public CompletionStage<Integer> expireHolds() {
    return complete(this::expireNow);
  }

  @Override
  public Optional<StoredPlan> findPlan(String planId) {
    synchronized (counters) {
      return Optional.ofNullable(entries.get(planId)).map(LedgerEntry::plan);
    }
  }

  @Override
  public Optional<StoredPlan> findCurrentPlan(OrderKey key) {
    synchronized (counters) {
      return Optional.ofNullable(currentPlanIds.get(key)).flatMap(this::findPlan);
    }
  }

  @Override
  public Optional<StoredPlan> findRevision(OrderKey key, String requestId) {
    synchronized (counters) {
      return entries.values().stream()
          .map(LedgerEntry::plan)
          .filter(plan -> plan.order().key().equals(key))
          .filter(plan -> !requestId.isEmpty() && plan.lineage().requestId().equals(requestId))
          .findFirst();
    }
  }

  @Override
  public List<StoredPlan> listPlans(Filter filter, int limit, Optional<Cursor> after) {
    synchronized (counters) {
      return entries.descendingMap().values().stream()
          .map(LedgerEntry::plan)
          .filter(plan -> after.isEmpty() || plan.planId().compareTo(after.get().planId()) < 0)
          .filter(filter::matches)
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
    return counters.read(keys);
  }

  private ReserveResult reserveNow(Proposal proposal) {
    OrderKey key = proposal.order().key();
    Optional<StoredPlan> existing = findCurrentPlan(key);
    if (proposal.replaces().isPresent() && existing.isPresent()) {
      return replaceNow(proposal, proposal.replaces().get(), existing.get());
    }
    if (existing.isPresent()) {
      return ReserveResult.repeat(existing.get(), proposal.fingerprint());
    }
    return admit(proposal, admitted -> StoredPlan.first(proposal, admitted, now()));
  }

  private ReserveResult replaceNow(Proposal proposal, Replacement replaces, StoredPlan current) {
    Optional<StoredPlan> made = findRevision(proposal.order().key(), replaces.requestId());
    if (made.isPresent()) {
      return new ReserveResult.AlreadyRouted(made.get());
    }
    LedgerEntry entry = entries.get(current.planId());
    if (entry == null || !replaces.standsAsSeen(current)) {
      return new ReserveResult.Superseded(current);
    }
    return admit(
        proposal,
        admitted -> {
          NextRevision next = NextRevision.of(entry, proposal, admitted, now());
          entries.put(current.planId(), next.replaced());
          return next.plan();
        });
  }

  private ReserveResult admit(Proposal proposal, Function<ProposedPlan, StoredPlan> store) {
    Map<CounterKey, Counter> seen = counters.read(proposal.counterKeys());
    Admission admission = new Admission(seen);
    Optional<ProposedPlan> admitted = admission.admit(proposal);
    if (admitted.isEmpty()) {
      return new ReserveResult.NoLongerFits(proposal.freshCounters(seen));
    }
    StoredPlan plan = store.apply(admitted.get());
    entries.put(plan.planId(), LedgerEntry.begin(plan));
    currentPlanIds.put(plan.order().key(), plan.planId());
    tell(counters.add(admission.taken()));
    return new ReserveResult.Reserved(plan);
  }

  private TransitionResult change(
      String planId, Function<LedgerEntry, PlanTransitions.Outcome> transition) {
    LedgerEntry entry = entries.get(planId);
    if (entry == null) {
      return new TransitionResult.UnknownPlan(planId);
    }
    PlanTransitions.Outcome outcome = transition.apply(entry);
    if (outcome instanceof PlanTransitions.Outcome.Refused refused) {
      return new TransitionResult.Forbidden(entry.plan(), refused.why());
    }
    if (outcome instanceof PlanTransitions.Outcome.Changed changed) {
      commit(changed);
      return new TransitionResult.Done(changed.entry().plan());
    }
    return new TransitionResult.Done(entry.plan());
  }

  private int expireNow() {
    Instant now = now();
    int expired = 0;
    for (LedgerEntry entry : List.copyOf(entries.values())) {
      if (PlanTransitions.expire(entry, now) instanceof PlanTransitions.Outcome.Changed changed) {
        commit(changed);
        expired++;
      }
    }
    return expired;
  }

  private void commit(PlanTransitions.Outcome.Changed changed) {
    entries.put(changed.entry().plan().planId(), changed.entry());
    Map<CounterKey, Counter> fresh = new TreeMap<>();
    counters.add(changed.deltas()).forEach(counter -> fresh.put(counter.key(), counter));
    counters.depart(changed.departed()).forEach(counter -> fresh.put(counter.key(), counter));
    tell(fresh.values());
  }

  private void tell(Collection<Counter> fresh) {
    if (!fresh.isEmpty()) {
      listener.changed(List.copyOf(fresh));
    }
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> CompletionStage<T> complete(Supplier<T> work) {
    try {
      synchronized (counters) {
        return CompletableFuture.completedStage(work.get());
      }
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
