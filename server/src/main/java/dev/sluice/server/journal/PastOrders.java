package dev.sluice.server.journal;

import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.RoutingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides the latest orders again by other rules, to see what they would have done. */
public final class PastOrders {

  private static final int MAX_ORDERS = 1_000;
  private static final int PAGE = 250;
  private static final int MAX_FAILURES = 10;
  private static final int MAX_EXAMPLES = 5;
  private static final Filter EVERY =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final PlanRepository plans;
  private final DecisionReplay replay;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime measures how long it takes
   */
  public PastOrders(PlanRepository plans, DecisionReplay replay, LongSupplier nanoTime) {
    this.plans = plans;
    this.replay = replay;
    this.nanoTime = nanoTime;
  }

  /**
   * Decides up to a thousand orders by two rule sets, the newest first.
   *
   * @param atMost as many as fit into this time
   */
  public Impact compare(RuleSet live, RuleSet candidate, Duration atMost) {
    long end = nanoTime.getAsLong() + atMost.toNanos();
    Tally tally = new Tally();
    Optional<Cursor> after = Optional.empty();
    int looked = 0;
    while (looked < MAX_ORDERS) {
      List<StoredPlan> page = plans.listPlans(EVERY, PAGE, after);
      for (StoredPlan plan : page) {
        if (nanoTime.getAsLong() - end >= 0 || tally.failed >= MAX_FAILURES) {
          return tally.impact();
        }
        if (plan.revision() == 1) {
          compare(live, candidate, plan, tally);
        }
      }
      looked += page.size();
      if (page.size() < PAGE) {
        break;
      }
      StoredPlan last = page.get(page.size() - 1);
      after = Optional.of(new Cursor(last.storedTime(), last.planId()));
    }
    return tally.impact();
  }

  private void compare(RuleSet live, RuleSet candidate, StoredPlan plan, Tally tally) {
    @Nullable RoutingPlan now =
        plan.plan().ruleSetVersion().equals(live.version())
            ? plan.plan()
            : decide(live, plan).orElse(null);
    if (now == null) {
      return;
    }
    try {
      replay.decideBy(candidate, plan).ifPresent(then -> tally.add(plan, now, then));
    } catch (RuleFailedException e) {
      tally.fail(plan, e);
    }
  }

  /** Empty also where the rules fail. */
  private Optional<RoutingPlan> decide(RuleSet rules, StoredPlan plan) {
    try {
      return replay.decideBy(rules, plan);
    } catch (RuleFailedException e) {
      return Optional.empty();
    }
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
      boolean missesNow = !now.unfulfilledLines().isEmpty();
      boolean missesThen = !then.unfulfilledLines().isEmpty();
      if (missesThen && !missesNow) {
        worse++;
        note(order, then.unfulfilledLines().get(0).reasons().toString());
      } else if (missesNow && !missesThen) {
        better++;
      } else if (!now.shipments().equals(then.shipments())) {
        otherWay++;
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
