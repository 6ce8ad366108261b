package dev.sluice.server;

import dev.sluice.server.postgres.PostgresLedger;
import dev.sluice.server.postgres.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does beside its orders. It begins after what it works on, so it ends before. */
final class Chores {

  private static final Duration NETWORK_POLL = Duration.ofSeconds(2);
  private static final Duration SHARE_REFRESH = Duration.ofSeconds(60);
  private static final Duration EXPIRY_POLL = Duration.ofSeconds(1);
  private static final Duration RETENTION_POLL = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Chores.class);

  private Chores() {}

  /** Begins with them; what else is to be done often may be added. */
  static Housekeeping begin(
      Setup setup, Storage storage, Snapshots snapshots, RulesInForce rules, Routing routing) {
    Housekeeping often = setup.keep(new Housekeeping("sluice-housekeeping"));
    often.every(NETWORK_POLL, "Looking for a newer network", snapshots.network()::refresh);
    often.every(SHARE_REFRESH, "Asking the share rules", rules.policy()::refreshShares);
    often.every(EXPIRY_POLL, "Expiring holds", () -> expire(routing.ledger()));
    often.every(EXPIRY_POLL, "Ending earmarks", storage.stock()::endEarmarks);

    Retention retention = new Retention(storage.connections(), storage.clock(), setup.retention());
    setup
        .keep(new Housekeeping("sluice-retention"))
        .every(RETENTION_POLL, "Forgetting old days", () -> forget(retention));
    return often;
  }

  private static void forget(Retention retention) throws SQLException {
    List<LocalDate> days = retention.run();
    if (!days.isEmpty()) {
      log.info("Plans of {} are kept no longer, but for those that are still to ship", days);
    }
  }

  private static void expire(PostgresLedger ledger) throws Exception {
    int expired = ledger.expireHolds().toCompletableFuture().get(30, TimeUnit.SECONDS);
    if (expired > 0) {
      log.info("{} plans were released since their hold expired", expired);
    }
  }
}
