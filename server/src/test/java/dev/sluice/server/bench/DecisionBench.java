package dev.sluice.server.bench;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.routing.CandidateFinder;
import dev.sluice.server.routing.Candidates;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.Explainer;
import dev.sluice.server.routing.OrderFacts;
import dev.sluice.server.routing.Planner;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.PolicyEvaluator;
import dev.sluice.server.routing.Verdicts;
import dev.sluice.server.routing.model.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Prints CPU and allocation of each step of a decision, on orders of one line and on all of the
 * demo's evening. Arguments: milliseconds to warm each step up (3000), and names of steps to
 * measure (all).
 */
public final class DecisionBench {
  private final CandidateFinder finder = new CandidateFinder(PlannerLimits.DEFAULT);
  private final PolicyEvaluator evaluator = new PolicyEvaluator();
  private final Planner planner = new Planner(PlannerLimits.DEFAULT);
  private final Explainer explainer = new Explainer();
  private final SampleEvening evening;
  private final Stopwatch stopwatch;
  private final Predicate<String> asked;

  /** The steps of one decision, each with what it left for the next. */
  private record Decided(
      DecisionInput input,
      OrderFacts facts,
      OrderVerdicts said,
      Candidates candidates,
      Verdicts verdicts,
      PlanningResult result) {}

  private DecisionBench(SampleEvening evening, Stopwatch stopwatch, Predicate<String> asked) {
    this.evening = evening;
    this.stopwatch = stopwatch;
    this.asked = asked;
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) {
    long warmUpMillis = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3_000;
    List<String> steps =
        List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    DecisionBench bench =
        new DecisionBench(
            SampleEvening.begin(),
            new Stopwatch(warmUpMillis),
            step -> steps.isEmpty() || steps.contains(step));
    List<Order> orders = bench.evening.orders();
    bench.run("all orders", orders);
    bench.run(
        "orders of one line", orders.stream().filter(one -> one.lines().size() == 1).toList());
  }

  private void run(String title, List<Order> orders) {
    int count = orders.size();
    List<Decided> decided = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      decide(orders.get(i), evening.time(i)).ifPresent(decided::add);
    }
    int ways = 0;
    int steps = 0;
    for (Decided one : decided) {
      ways += one.verdicts.shortlist().size();
      steps += (int) one.result.workSteps();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d, %.1f warehouses in a shortlist, %.1f steps of the search%n",
        title,
        count,
        (double) ways / decided.size(),
        (double) steps / decided.size());
    int size = decided.size();
    measure("capture network", n -> captureNetwork(decided.get(n % size).input, evening.time(n)));
    measure("capture stock", n -> evening.stocks().capture(orders.get(n % count), evening.time(n)));
    measure("capture all", n -> evening.capture(orders.get(n % count), evening.time(n)));
    measure("judge order", n -> judgeOrder(decided.get(n % size).input));
    measure("find", n -> find(decided.get(n % size)));
    measure("judge candidates", n -> judge(decided.get(n % size)));
    measure("plan", n -> plan(decided.get(n % size)));
    measure("explain", n -> explain(decided.get(n % size)));
    measure("decide", n -> decide(orders.get(n % count), evening.time(n)));
  }

  private void measure(String step, IntConsumer work) {
    if (asked.test(step)) {
      stopwatch.measure(step, work);
    }
  }

  private Optional<Decided> decide(Order order, Instant time) {
    DecisionInput input = evening.capture(order, time);
    OrderFacts facts = OrderFacts.of(input);
    OrderVerdicts said = evaluator.judgeOrder(input, facts);
    if (Verdicts.reservesNothing(said)) {
      return Optional.empty();
    }
    Candidates candidates = finder.find(input, said);
    Verdicts verdicts = evaluator.judgeCandidates(input, facts, candidates, said);
    return Optional.of(
        new Decided(
            input, facts, said, candidates, verdicts, planner.plan(input, candidates, verdicts)));
  }

  private void captureNetwork(DecisionInput input, Instant time) {
    NetworkViews networks = evening.networks();
    networks.count(networks.around(input.order().regionCode(), time), input.contenders().lanes());
  }

  private OrderVerdicts judgeOrder(DecisionInput input) {
    return evaluator.judgeOrder(input, OrderFacts.of(input));
  }

  private Candidates find(Decided one) {
    return finder.find(one.input, one.said);
  }

  private Verdicts judge(Decided one) {
    return evaluator.judgeCandidates(one.input, one.facts, one.candidates, one.said);
  }

  private PlanningResult plan(Decided one) {
    return planner.plan(one.input, one.candidates, one.verdicts);
  }

  private void explain(Decided one) {
    explainer.explain(one.input, one.candidates, one.verdicts, one.result, one.result.plan());
  }
}
