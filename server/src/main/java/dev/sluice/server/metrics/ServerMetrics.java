package dev.sluice.server.metrics;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.postgres.CommitStats;
import dev.sluice.server.postgres.OpenWindowAudit;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** All metrics of one server. They read what the parts count anyway, when somebody asks. */
public final class ServerMetrics implements AutoCloseable {

  private final Map<String, FunctionCounter> ruleMeters = new HashMap<>();

  /** What is counted: counters themselves hold it weakly and stand still once it is gone. */
  private final List<Object> counted = new CopyOnWriteArrayList<>();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** What the committer does. */
  public void commits(CommitStats stats) {
    commits(stats, "sluice.ledger.batches", "Batches committed", CommitStats.Totals::batches);
    commits(stats, "sluice.ledger.orders", "Orders in them", CommitStats.Totals::orders);
    commits(
        stats,
        "sluice.ledger.commit.seconds",
        "Time spent on batches, repeats included",
        totals -> totals.nanos() / (double) TimeUnit.SECONDS.toNanos(1));
    commits(
        stats,
        "sluice.ledger.repeats",
        "Attempts beyond a batch's first",
        CommitStats.Totals::repeats);
    commits(
        stats,
        "sluice.ledger.refused",
        "Orders that nothing fitted, planned again",
        CommitStats.Totals::refused);
    commits(
        stats,
        "sluice.ledger.timed.out",
        "Orders whose deadline passed before their batch began",
        CommitStats.Totals::timedOut);
    commits(
        stats, "sluice.ledger.failed", "Orders answered with an error", CommitStats.Totals::failed);
  }

  /** One of the caches. */
  public void cache(String name, Supplier<CacheStats> stats) {
    counted.add(stats);
    cache(name, stats, "hit", CacheStats::hitCount);
    cache(name, stats, "miss", CacheStats::missCount);
    FunctionCounter.builder("sluice.cache.evictions", stats, source -> source.get().evictionCount())
        .description("Entries that had to leave or grew old")
        .tag("cache", name)
        .register(registry);
  }

  /** What the periodic audit found. */
  public void audit(OpenWindowAudit audit) {
    for (String invariant : OpenWindowAudit.invariants()) {
      Gauge.builder("sluice.audit.violations", audit, source -> source.violations(invariant))
          .description("Violations found by the last audit of the open window; NaN: none ran yet")
          .tag("invariant", invariant)
          .strongReference(true)
          .register(registry);
    }
    TimeGauge.builder("sluice.audit.duration", audit::lastDurationMillis, TimeUnit.MILLISECONDS)
        .description("Of the last audit of the open window")
        .register(registry);
    FunctionCounter.builder("sluice.audit.runs", audit, OpenWindowAudit::runs)
        .description("Audits of the open window that came to an end")
        .register(registry);
  }

  /** A number that only grows. */
  public void counter(String name, String description, Supplier<Number> value) {
    counted.add(value);
    FunctionCounter.builder(name, value, source -> source.get().doubleValue())
        .description(description)
        .register(registry);
  }

  /** How often each live rule spoke; rules that are live no longer leave. */
  public synchronized void rules(Set<String> ruleIds, ToDoubleFunction<String> orders) {
    ruleMeters
        .entrySet()
        .removeIf(
            meter ->
                !ruleIds.contains(meter.getKey()) && registry.remove(meter.getValue()) != null);
    for (String id : ruleIds) {
      ruleMeters.computeIfAbsent(
          id,
          unused ->
              FunctionCounter.builder("sluice.rules.spoken", id, orders)
                  .description("Orders on which a rule spoke")
                  .tag("rule", id)
                  .register(registry));
    }
  }

  /** A number that goes up and down. */
  public void number(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** A number of seconds that goes up and down. */
  public void seconds(String name, String description, Supplier<Number> value) {
    TimeGauge.builder(name, value, TimeUnit.SECONDS).description(description).register(registry);
  }

  /** Everything in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }

  private void commits(
      CommitStats stats,
      String name,
      String description,
      ToDoubleFunction<CommitStats.Totals> value) {
    FunctionCounter.builder(name, stats, source -> value.applyAsDouble(source.totals()))
        .description(description)
        .register(registry);
  }

  private void cache(
      String name, Supplier<CacheStats> stats, String result, ToDoubleFunction<CacheStats> count) {
    FunctionCounter.builder(
            "sluice.cache.requests", stats, source -> count.applyAsDouble(source.get()))
        .description("Look-ups")
        .tag("cache", name)
        .tag("result", result)
        .register(registry);
  }
}
