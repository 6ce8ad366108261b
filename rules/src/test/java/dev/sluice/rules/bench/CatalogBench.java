package dev.sluice.rules.bench;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.PlainCatalog;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.engine.PlainSessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;

/** What the shipped rules of both stages say to an order with 12 warehouses and 6 carriers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class CatalogBench {
  private static final int ORDERS = 2_048;
  private static final int UNMET = 10_000;
  private static final long SEED = 1;

  private List<GeneratedOrder> orders = List.of();
  private RuleSet rules = compile(new RuleSetCompiler());
  private RuleSet remembering = compile(new RuleSetCompiler(() -> new ConcurrentHashMap<>()));
  private PlainSessions plain = new PlainSessions(PlainCatalog.compile(sources()));
  private List<GeneratedOrder> unmet = List.of();
  private final Random unmetRandom = new Random(SEED + 1);
  private int next;

  private static RuleSources sources() {
    return RuleSources.read(Path.of("catalog"));
  }

  private static RuleSet compile(RuleSetCompiler compiler) {
    return compiler.compile(sources());
  }

  /** Makes the orders. */
  @Setup
  public void generate() {
    var random = new Random(SEED);
    orders = Stream.generate(() -> GeneratedOrder.of(random)).limit(ORDERS).toList();
  }

  /** Makes orders that were never asked before; only {@link #servedUnmet} needs them. */
  @Setup(Level.Iteration)
  public void generateUnmet(BenchmarkParams params) {
    if (params.getBenchmark().endsWith("servedUnmet")) {
      unmet = Stream.generate(() -> GeneratedOrder.of(unmetRandom)).limit(UNMET).toList();
    }
  }

  private GeneratedOrder next() {
    next = (next + 1) % ORDERS;
    return orders.get(next);
  }

  /** As the server does, but for remembering: pooled sessions, options only where a rule looks. */
  @Benchmark
  public Object rules() {
    return Judgement.of(rules, next());
  }

  /** As the server does when it has met all of this before. */
  @Benchmark
  public Object remembered() {
    return Judgement.of(remembering, next());
  }

  /**
   * As the server does with orders it has not met, after many others: what is new in an order is
   * evaluated, what its parts share with earlier ones is remembered.
   */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(UNMET)
  @Warmup(iterations = 10)
  @Measurement(iterations = 10)
  public void servedUnmet(Blackhole heard) {
    for (var asked : unmet) {
      heard.consume(Judgement.of(remembering, asked));
    }
  }

  /** A new session for each order, with every option. */
  @Benchmark
  public Object plain() {
    var asked = next();
    plain.judge(
        asked.order(), asked.lines(), asked.warehouses(), asked.carriers(), asked.options());
    return new Judgement(plain.orderVerdicts(), plain.candidateVerdicts());
  }

  /** The same rules written in Java. */
  @Benchmark
  public Object twin() {
    return Judgement.ofTwin(next());
  }
}
