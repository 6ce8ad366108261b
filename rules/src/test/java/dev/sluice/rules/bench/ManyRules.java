package dev.sluice.rules.bench;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.cases.CaseRunner;
import dev.sluice.rules.compile.LayeredGuard;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Prints how long many rules take to check, what one changed file costs then, and what they cost an
 * order that none of them concerns. Argument: how many rules there are in all (500).
 */
public final class ManyRules {
  private static final int ORDERS = 1_000;
  private static final int ROUNDS = 8;
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<GeneratedOrder> orders;

  private ManyRules() {
    var random = new Random(1);
    orders = Stream.generate(() -> GeneratedOrder.of(random)).limit(ORDERS).toList();
  }

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    new ManyRules().run(count);
  }

  private void run(int count) {
    var shipped = RuleSources.read(Path.of("catalog"));
    var plain = new RuleSetCompiler();
    var catalog = plain.compile(shipped);
    int more = count - catalog.rules().size();
    var many = ManyRulesCatalog.grow(shipped, more);
    System.out.printf("%d rules, %d of them shipped%n", count, catalog.rules().size());
    var remembering = new RuleSetCompiler(() -> new ConcurrentHashMap<>());
    var rules = check("checking all", remembering, many);
    check("the same again", remembering, changed(many, 0));
    for (int i = 1; i < 4; i++) {
      check("one file changed", remembering, changed(many, i));
    }
    compare("evaluated", catalog, plain.compile(many));
    compare("remembered", remembering.compile(shipped), rules);
  }

  private static RuleSources changed(RuleSources sources, int change) {
    var files = new ArrayList<SourceFile>();
    for (var file : sources.files()) {
      files.add(
          change > 0 && file.path().endsWith("more-10" + change + ".drl")
              ? new SourceFile(file.path(), file.text() + "// changed\n" + wider(file.text()))
              : file);
    }
    return new RuleSources(files);
  }

  /** A second rule in the same file, that its cases do not meet. */
  private static String wider(String text) {
    return text.replace("MORE-", "WIDER-").replace("NAME-", "WIDER-");
  }

  private static RuleSet check(String what, RuleSetCompiler compiler, RuleSources sources) {
    long start = System.nanoTime();
    long cpu = cpuNanos();
    var files = new HashMap<String, byte[]>();
    sources
        .files()
        .forEach(file -> files.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8)));
    var taken = new dev.sluice.rules.guard.intake.Intake().readUpload(files);
    new LayeredGuard().check(taken);
    long guarded = System.nanoTime();
    var rules = compiler.compile(taken);
    long compiled = System.nanoTime();
    var results = new CaseRunner(rules, taken).run();
    long end = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "%-18s %6.2f s: guard %.2f, compile (with guard) %.2f, %d cases %.2f; CPU of all threads %.2f s%n",
        what,
        (end - start) / NANOS_PER_SECOND,
        (guarded - start) / NANOS_PER_SECOND,
        (compiled - guarded) / NANOS_PER_SECOND,
        results.size(),
        (end - compiled) / NANOS_PER_SECOND,
        (cpuNanos() - cpu) / NANOS_PER_SECOND);
    results.stream()
        .filter(result -> !result.passed())
        .limit(3)
        .forEach(result -> System.out.println("FAILED " + result.message()));
    return rules;
  }

  /** In turns, the best of each. */
  private void compare(String how, RuleSet catalog, RuleSet many) {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      best[0] = Math.min(best[0], microsPerOrder(catalog));
      best[1] = Math.min(best[1], microsPerOrder(many));
    }
    System.out.printf(
        Locale.ROOT,
        "an order, %-11s %7.2f us with all rules, %7.2f us with the shipped ones: %.2f%n",
        how,
        best[1],
        best[0],
        best[1] / best[0]);
  }

  private double microsPerOrder(RuleSet rules) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    int said = 0;
    for (var order : orders) {
      said += Judgement.of(rules, order).candidates().rejections().size();
    }
    if (said == 0) {
      throw new IllegalStateException("The rules say nothing");
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1_000.0 / orders.size();
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
