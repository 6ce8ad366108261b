package dev.sluice.server.journal;

import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.PlanDifference;
import dev.sluice.server.routing.WideningDecider.Comparison;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Decides the latest orders again by other rules, to see what they would have done. */
public final class PastOrders {

  private static final int MAX_ORDERS = 1_000;
  private static final int PAGE = 250;
  private static final int MAX_FAILURES = 10;
  private static final int MAX_EXAMPLES = 5;

  private final PlanRepository plans;
  private final DecisionReplay replay;
  private final LongSupplier nanoTime;
  private final LongConsumer restNanos;

  /**
   * @param nanoTime measures how long it takes
   * @param restNanos lets so many nanoseconds pass
   */
  public PastOrders(
      PlanRepository plans, DecisionReplay replay, LongSupplier nanoTime, LongConsumer restNanos) {
    this.plans = plans;
    this.replay = replay;
    this.nanoTime = nanoTime;
    this.restNanos = restNanos;
  }

  /** Decides up to a thousand orders by two rule sets, the newest first. */
  public Impact compare(RuleSet live, RuleSet candidate, Effort effort) {
    Tally tally = new Tally();
    visitLatest(
        MAX_ORDERS,
        effort,
        plan -> {
          compare(live, candidate, plan, tally);
          return tally.failed < MAX_FAILURES;
        });
    return tally.impact();
  }

  /** Hears of an order that can be decided again. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * An order, decided by the live rules.
     *
     * @param then decides it by the others; may throw {@link RuleFailedException}
     */
    void visit(OrderKey key, Decision now, Supplier<Comparison> then);
  }

  /**
   * Tells of the latest orders whose decision is recorded, the newest first; leaves out those on
   * which the live rules fail.
   *
   * @param count so many at the most
   */
  public void decideAgain(
      RuleSet live, RuleSet candidate, int count, Effort effort, Visitor visitor) {
    visitLatest(
        count,
        effort,
        plan -> {
          decide(live, plan)
              .ifPresent(
                  now ->
                      visitor.visit(
                          plan.order().key(),
                          now,
                          () ->
                              replay
                                  .compare(live, candidate, plan)
                                  .orElseGet(() -> new Comparison(Optional.empty(), now))));
          return true;
        });
  }

  /**
   * First revisions only: what later ones saw was left by those before.
   *
   * @param visit whether to go on
   */
  private void visitLatest(int count, Effort effort, Predicate<StoredPlan> visit) {
    long end = nanoTime.getAsLong() + effort.atMost().toNanos();
    Optional<Cursor> after = Optional.empty();
    int looked = 0;
    while (looked < count) {
      int size = Math.min(PAGE, count - looked);
      List<StoredPlan> page = plans.listPlans(Filter.ALL, size, after);
      for (StoredPlan plan : page) {
        long start = nanoTime.getAsLong();
        if (start - end >= 0 || (plan.revision() == 1 && !visit.test(plan))) {
          return;
        }
        restNanos.accept((nanoTime.getAsLong() - start) * effort.restsPerOrder());
      }
      looked += page.size();
      if (page.size() < size) {
        return;
      }
      StoredPlan last = page.get(page.size() - 1);
      after = Optional.of(new Cursor(last.storedTime(), last.planId()));
    }
  }

  private void compare(RuleSet live, RuleSet candidate, StoredPlan plan, Tally tally) {
    Optional<RoutingPlan> now =
        plan.plan().ruleSetVersion().equals(live.version())
            ? Optional.of(plan.plan())
            : decide(live, plan).map(PastOrders::plan);
    if (now.isEmpty()) {
      return;
    }
    try {
      replay
          .compare(live, candidate, plan)
          .ifPresent(
              both ->
                  tally.add(
                      plan,
                      both.standing().map(PastOrders::plan).orElseGet(now::get),
                      plan(both.other())));
    } catch (RuleFailedException e) {
      tally.fail(plan, e);
    }
  }

  /** Empty also where the rules fail. */
  private Optional<Decision> decide(RuleSet rules, StoredPlan plan) {
    try {
      return replay.decideBy(rules, plan);
    } catch (RuleFailedException e) {
      return Optional.empty();
    }
  }

  private static RoutingPlan plan(Decision decision) {
    return decision.result().plan().plan();
  }

  /** What was found so far. */
  private static final class Tally {
    private final List<String> examples = new ArrayList<>();
    private int orders;
    private int worse;
    private int better;
    private int otherWay;
    private int failed;

    void add(StoredPlan order, RoutingPlan now, RoutingPlan then) {
      orders++;
      switch (PlanDifference.of(now, then)) {
        case WORSE -> {
          worse++;
          note(order, then.unfulfilledLines().get(0).reasons().toString());
        }
        case BETTER -> better++;
        case OTHER_WAY -> otherWay++;
        case NONE -> {}
      }
    }

    void fail(StoredPlan order, RuleFailedException failure) {
      orders++;
      failed++;
      note(order, String.valueOf(failure.getMessage()));
    }

    private void note(StoredPlan plan, String why) {
      if (examples.size() < MAX_EXAMPLES) {
        examples.add(
            plan.order().key().channel() + "/" + plan.order().key().orderId() + ": " + why);
      }
    }

    Impact impact() {
      return new Impact(orders, worse, better, otherWay, failed, List.copyOf(examples));
    }
  }
}
