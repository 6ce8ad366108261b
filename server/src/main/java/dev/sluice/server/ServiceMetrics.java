package dev.sluice.server;

import dev.sluice.server.config.AdminConfig;
import dev.sluice.server.metrics.MetricsEndpoint;
import dev.sluice.server.metrics.ServerMetrics;
import dev.sluice.server.postgres.OpenWindowAudit;
import dev.sluice.server.postgres.OutboxLag;
import java.time.Duration;
import java.util.Optional;

/** What the service says of itself, beside its caches and rules. */
final class ServiceMetrics {

  private static final Duration OUTBOX_LAG_REFRESH = Duration.ofSeconds(15);
  private static final Duration AUDIT_PERIOD = Duration.ofMinutes(5);

  private ServiceMetrics() {}

  /** Begins to measure, among the chores, and to audit. */
  static void watch(
      Setup setup,
      ServerMetrics metrics,
      Storage storage,
      DecisionRecords records,
      Routing routing,
      Housekeeping chores) {
    metrics.commits(routing.ledger().stats());
    metrics.counter(
        "sluice.prices.fallbacks",
        "Refreshes of tolls whose program was late or failed; mirror descent came instead",
        routing.prices()::fallbacks);
    metrics.counter(
        "sluice.journal.lost",
        "Decision records that were dropped; plans never are",
        records.journal()::lost);
    OutboxLag lag = new OutboxLag(storage.connections());
    chores.every(OUTBOX_LAG_REFRESH, "Measuring the outbox's lag", lag::refresh);
    metrics.seconds(
        "sluice.outbox.lag",
        "For how long the oldest event that readers may not see yet has waited",
        lag::seconds);
    metrics.audit(setup.keep(OpenWindowAudit.start(storage.database(), AUDIT_PERIOD)));
  }

  /** Offers {@code GET /metrics}, where that is configured. */
  static Optional<MetricsEndpoint> offer(Setup setup, ServerMetrics metrics) {
    AdminConfig config = setup.config().admin();
    return config.isOn()
        ? Optional.of(setup.keep(MetricsEndpoint.start(config, metrics)))
        : Optional.empty();
  }
}
