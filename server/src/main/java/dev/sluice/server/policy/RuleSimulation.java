package dev.sluice.server.policy;

import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.journal.Effort;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.journal.PastOrders;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.ShareDifferences;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.WideningDecider;
import dev.sluice.server.routing.WideningDecider.Comparison;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Decides orders by other rules and by the live ones; nothing of it is reserved or stored. */
public final class RuleSimulation {

  /** What is decided by then is what the report is about. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LivePolicy policy;
  private final WideningDecider decider;
  private final Function<Order, DecisionInput> capture;
  private final PastOrders pastOrders;
  private final LongSupplier nanoTime;

  /**
   * What a simulation comes to.
   *
   * @param impact how many orders are decided otherwise
   * @param live what the plans by the live rules come to, where the other rules do not fail
   * @param simulated what the plans by the other rules come to
   * @param shareDifferences one line each share number in which both differ
   */
  public record Report(
      String version,
      String liveVersion,
      Impact impact,
      Sum live,
      Sum simulated,
      List<String> shareDifferences) {}

  /** What plans come to together. */
  public record Sum(long costMicros, long shipments) {}

  /**
   * @param capture what a decision about an order sees now
   */
  public RuleSimulation(
      LivePolicy policy,
      WideningDecider decider,
      Function<Order, DecisionInput> capture,
      PastOrders pastOrders,
      LongSupplier nanoTime) {
    this.policy = policy;
    this.decider = decider;
    this.capture = capture;
    this.pastOrders = pastOrders;
    this.nanoTime = nanoTime;
  }

  /**
   * Decides orders on what is there now, each rule set by its own share numbers and looking as far
   * as it has to.
   */
  public Report run(RuleSet rules, List<Order> orders, Consumer<SimulatedOrder> told) {
    Policy live = policy.current();
    ShareNumbers shares = shares(rules);
    SimulationTally tally = new SimulationTally();
    long end = nanoTime.getAsLong() + PATIENCE.toNanos();
    for (Order order : orders) {
      if (nanoTime.getAsLong() - end >= 0) {
        break;
      }
      DecisionInput seen = capture.apply(order);
      SimulatedOrder decided =
          decide(
              order.key(),
              decider.decide(seen.withPolicy(live)).decision(),
              () -> alone(decider.decide(seen.withPolicy(new Policy(rules, shares)))));
      tally.add(decided);
      told.accept(decided);
    }
    return report(rules, live, shares, tally);
  }

  /**
   * Decides past orders on what was seen then, the share numbers included.
   *
   * @param atMost so many, the latest first
   */
  public Report runPast(RuleSet rules, int atMost, Consumer<SimulatedOrder> told) {
    Policy live = policy.current();
    ShareNumbers shares = shares(rules);
    SimulationTally tally = new SimulationTally();
    pastOrders.decideAgain(
        live.rules(),
        rules,
        atMost,
        Effort.whole(PATIENCE),
        (key, now, then) -> {
          SimulatedOrder decided = decide(key, now, then);
          tally.add(decided);
          told.accept(decided);
        });
    return report(rules, live, shares, tally);
  }

  private ShareNumbers shares(RuleSet rules) {
    try {
      return policy.tryShares(rules);
    } catch (RuleFailedException e) {
      throw RulesRefusedException.sharesFailed(e);
    }
  }

  private static Comparison alone(WideningDecider.Outcome other) {
    return new Comparison(Optional.empty(), other.decision());
  }

  private static SimulatedOrder decide(OrderKey key, Decision decided, Supplier<Comparison> other) {
    try {
      Comparison compared = other.get();
      Decision live = compared.standing().orElse(decided);
      Decision then = compared.other();
      return new SimulatedOrder(
          key,
          live.result().plan(),
          Optional.of(then.result().plan()),
          without(live.rulesSpoken(), then.rulesSpoken()),
          without(then.rulesSpoken(), live.rulesSpoken()),
          "");
    } catch (RuleFailedException e) {
      return new SimulatedOrder(
          key,
          decided.result().plan(),
          Optional.empty(),
          new TreeSet<>(),
          new TreeSet<>(),
          String.valueOf(e.getMessage()));
    }
  }

  private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> others) {
    SortedSet<String> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  private static Report report(
      RuleSet rules, Policy live, ShareNumbers shares, SimulationTally tally) {
    return new Report(
        rules.version(),
        live.rules().version(),
        tally.impact(),
        tally.live(),
        tally.simulated(),
        ShareDifferences.lines(live.shares(), shares));
  }
}
