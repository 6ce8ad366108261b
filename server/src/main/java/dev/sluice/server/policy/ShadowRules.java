package dev.sluice.server.policy;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.PlanDifference;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.WideningDecider;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the shadow rule set about every decision, behind it and on a thread of its own, and counts
 * where it differs. Nobody obeys it; where decisions come faster than it answers, some are skipped.
 */
public final class ShadowRules implements DecisionListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ShadowRules.class);
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_EXAMPLES = 10;

  private final WideningDecider decider;
  private final Predicate<RuleSet> onTrial;
  private final ThreadPoolExecutor thread;
  private volatile @Nullable Tally tally;
  private volatile BiConsumer<RuleSet, RuleFailedException> outOfFuel = (rules, why) -> {};

  /**
   * @param onTrial whether rules are not the live ones, to which the shadow is compared
   */
  public ShadowRules(WideningDecider decider, Predicate<RuleSet> onTrial) {
    this.decider = decider;
    this.onTrial = onTrial;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread made = new Thread(task, "sluice-shadow-rules");
              made.setDaemon(true);
              return made;
            });
  }

  /** Told of shadow rules that cost more than a decision may; they are not asked again. */
  void onOutOfFuel(BiConsumer<RuleSet, RuleFailedException> listener) {
    outOfFuel = listener;
  }

  /** Asks these rules from now on, counting anew unless they are the same; empty: none. */
  public synchronized void replace(Optional<RuleSet> rules) {
    @Nullable Tally now = tally;
    String version = now == null ? "" : now.rules.version();
    if (!version.equals(rules.map(RuleSet::version).orElse(""))) {
      tally = rules.map(Tally::new).orElse(null);
    }
  }

  /** The version that is asked. */
  public Optional<String> version() {
    return Optional.ofNullable(tally).map(now -> now.rules.version());
  }

  /** What was found since the shadow was set. */
  public ShadowCounts counts() {
    @Nullable Tally now = tally;
    return now == null ? ShadowCounts.NONE : now.counts();
  }

  @Override
  public Consumer<StoredPlan> decided(DecisionInput input, Decision decision) {
    @Nullable Tally now = tally;
    if (now == null || now.stopped || onTrial.test(input.rules())) {
      return plan -> {};
    }
    RoutingPlan live = plan(decision);
    try {
      thread.execute(() -> compare(now, input, live));
    } catch (RejectedExecutionException e) {
      now.skip();
    }
    return plan -> {};
  }

  private void compare(Tally now, DecisionInput input, RoutingPlan live) {
    if (now.stopped) {
      return;
    }
    try {
      WideningDecider.Comparison compared =
          decider.compare(input, new Policy(now.rules, input.shares()));
      now.add(
          input, compared.standing().map(ShadowRules::plan).orElse(live), plan(compared.other()));
    } catch (OutOfFuelException e) {
      now.stopped = true;
      now.fail(input, e);
      outOfFuel.accept(now.rules, e);
    } catch (RuleFailedException e) {
      now.fail(input, e);
    } catch (RuntimeException e) {
      log.warn("The shadow rules {} cannot be asked", now.rules.version(), e);
    }
  }

  private static RoutingPlan plan(Decision decision) {
    return decision.result().plan().plan();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** What was found by one rule set. */
  private static final class Tally {
    private final RuleSet rules;
    private final Deque<String> examples = new ArrayDeque<>();
    private volatile boolean stopped;
    private long decisions;
    private long otherWay;
    private long worse;
    private long better;
    private long failed;
    private long skipped;

    Tally(RuleSet rules) {
      this.rules = rules;
    }

    synchronized void add(DecisionInput input, RoutingPlan live, RoutingPlan shadow) {
      decisions++;
      int missesMore = shadow.unfulfilledLines().size() - live.unfulfilledLines().size();
      if (missesMore > 0) {
        worse++;
        note(input, "leaves unfulfilled " + shadow.unfulfilledLines());
      } else if (missesMore < 0) {
        better++;
        note(input, "fulfils " + live.unfulfilledLines());
      } else if (PlanDifference.of(live, shadow) == PlanDifference.OTHER_WAY) {
        otherWay++;
        note(input, ways(live) + " -> " + ways(shadow));
      }
    }

    synchronized void fail(DecisionInput input, RuleFailedException failure) {
      decisions++;
      failed++;
      note(input, String.valueOf(failure.getMessage()));
    }

    synchronized void skip() {
      skipped++;
    }

    synchronized ShadowCounts counts() {
      return new ShadowCounts(
          decisions, otherWay, worse, better, failed, skipped, List.copyOf(examples));
    }

    private void note(DecisionInput input, String what) {
      if (examples.size() == MAX_EXAMPLES) {
        examples.removeFirst();
      }
      examples.addLast(
          input.order().key().channel() + "/" + input.order().key().orderId() + ": " + what);
    }

    private static List<String> ways(RoutingPlan plan) {
      return plan.shipments().stream()
          .map(shipment -> shipment.warehouseId() + " by " + shipment.carrierServiceId())
          .toList();
    }
  }
}
