package dev.sluice.server.cli.demo;

import com.sun.management.ThreadMXBean;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.policy.RuleMemory;
import dev.sluice.server.routing.CandidateFinder;
import dev.sluice.server.routing.Candidates;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.OrderFacts;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.PolicyEvaluator;
import dev.sluice.server.routing.Verdicts;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What evaluating the shipped rules costs an order: CPU time and allocation of one thread, warm, on
 * an evening other than the one it warmed up with. Arguments: orders to measure, rounds.
 */
final class RulesBench {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CHUNK = 5;
  private static final Path CATALOG = Path.of("../rules/catalog");

  private final RuleSet plain = new RuleSetCompiler().compile(RuleSources.read(CATALOG));
  private final RuleSet remembering =
      new RuleSetCompiler(RuleMemory::create).compile(RuleSources.read(CATALOG));
  private final PolicyEvaluator evaluator = new PolicyEvaluator();
  private final CandidateFinder finder = new CandidateFinder(PlannerLimits.DEFAULT);

  private RulesBench() {}

  public static void main(String[] arguments) {
    int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new RulesBench().run(orders, rounds);
  }

  private void run(int orders, int rounds) {
    SampleNetwork sample = SampleNetwork.create(orders);
    for (int round = 0; round < rounds; round++) {
      List<DecisionInput> inputs = new ArrayList<>();
      new InMemoryEvening(sample, plain, inputs::add)
          .route(EveningOrders.create(sample, orders, round + 1));
      System.out.printf(Locale.ROOT, "round %d, %d orders%n", round, inputs.size());
      measure("plain", plain, inputs);
      measure("remembering", remembering, inputs);
    }
  }

  private void measure(String name, RuleSet rules, List<DecisionInput> captured) {
    List<DecisionInput> inputs = captured.stream().map(input -> asked(rules, input)).toList();
    Meter order = new Meter();
    Meter find = new Meter();
    Meter candidates = new Meter();
    long warehouses = 0;
    long said = 0;
    for (int from = 0; from < inputs.size(); from += CHUNK) {
      List<DecisionInput> chunk = inputs.subList(from, Math.min(inputs.size(), from + CHUNK));
      order.start();
      List<OrderFacts> facts = chunk.stream().map(OrderFacts::of).toList();
      List<OrderVerdicts> orderVerdicts = new ArrayList<>();
      for (int i = 0; i < chunk.size(); i++) {
        orderVerdicts.add(evaluator.judgeOrder(chunk.get(i), facts.get(i)));
      }
      order.stop();
      find.start();
      List<Candidates> found = new ArrayList<>();
      for (int i = 0; i < chunk.size(); i++) {
        found.add(finder.find(chunk.get(i), orderVerdicts.get(i)));
      }
      find.stop();
      List<Verdicts> verdicts = new ArrayList<>();
      candidates.start();
      for (int i = 0; i < chunk.size(); i++) {
        verdicts.add(
            evaluator.judgeCandidates(
                chunk.get(i), facts.get(i), found.get(i), orderVerdicts.get(i)));
      }
      candidates.stop();
      for (Verdicts verdict : verdicts) {
        warehouses += verdict.shortlist().size();
        said += verdict.candidates().rejections().size();
        said += verdict.candidates().adjustments().size();
      }
    }
    int n = inputs.size();
    System.out.printf(
        Locale.ROOT,
        "  %s: %.1f warehouses, %.1f verdicts an order; "
            + "judgeOrder %s, judgeCandidates %s (finder %s)%n",
        name,
        (double) warehouses / n,
        (double) said / n,
        order.per(n),
        candidates.per(n),
        find.per(n));
  }

  private static DecisionInput asked(RuleSet rules, DecisionInput input) {
    return input.withPolicy(new Policy(rules, input.shares()));
  }

  /** CPU time and allocation of this thread between start and stop, summed. */
  private static final class Meter {
    private long nanos;
    private long bytes;

    void start() {
      bytes -= THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
      nanos -= THREAD.getCurrentThreadCpuTime();
    }

    void stop() {
      nanos += THREAD.getCurrentThreadCpuTime();
      bytes += THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    String per(int orders) {
      return String.format(
          Locale.ROOT, "%.1f us %.1f KB", nanos / 1e3 / orders, bytes / 1024.0 / orders);
    }
  }
}
