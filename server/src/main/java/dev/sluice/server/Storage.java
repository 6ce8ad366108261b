package dev.sluice.server;

import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.config.SetupException;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.CounterNews;
import dev.sluice.server.postgres.Database;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import dev.sluice.server.postgres.PostgresClock;
import dev.sluice.server.postgres.PostgresCounters;
import dev.sluice.server.postgres.PostgresDecisions;
import dev.sluice.server.postgres.PostgresNetwork;
import dev.sluice.server.postgres.PostgresPlans;
import dev.sluice.server.postgres.PostgresRuleSets;
import dev.sluice.server.postgres.PostgresStock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The database, its time, and what is kept in it but for the ledger.
 *
 * @param news of counters, from every commit of this server
 * @param replica this server among those on the same database
 */
record Storage(
    Database database,
    DatabaseClock clock,
    CounterNews news,
    UUID replica,
    PostgresNetwork networks,
    PostgresCounters counters,
    PostgresStock stock,
    PostgresRuleSets ruleSets,
    PostgresDecisions decisions,
    PostgresPlans plans) {

  private static final Duration CLOCK_REFRESH = Duration.ofSeconds(5);

  static Storage open(Setup setup, Optional<DatabaseClock> givenClock) {
    Database database = openDatabase(setup);
    DataSource connections = database.dataSource();
    DatabaseClock clock = givenClock.orElseGet(() -> databaseClock(setup, connections));
    CounterNews news = new CounterNews();
    return new Storage(
        database,
        clock,
        news,
        UUID.randomUUID(),
        new PostgresNetwork(connections, clock),
        new PostgresCounters(connections),
        new PostgresStock(connections, clock, news),
        new PostgresRuleSets(connections),
        new PostgresDecisions(connections),
        new PostgresPlans(connections));
  }

  DataSource connections() {
    return database.dataSource();
  }

  private static Database openDatabase(Setup setup) {
    DatabaseConfig config = setup.config().database();
    DatabaseAddress address =
        config
            .url()
            .map(DatabaseAddress::parse)
            .map(
                given ->
                    given.withDefaults(config.user().orElse(null), config.password().orElse(null)))
            .orElseGet(() -> startEmbedded(setup, config));
    return setup.keep(Database.open(address, config));
  }

  private static DatabaseAddress startEmbedded(Setup setup, DatabaseConfig config) {
    return setup.keep(EmbeddedDatabase.start(config.dataFolder(), config.embeddedPort())).address();
  }

  /** Asked again on a thread of its own: a slow chore must not let the time drift. */
  private static DatabaseClock databaseClock(Setup setup, DataSource connections) {
    try {
      PostgresClock clock = new PostgresClock(connections, System::nanoTime);
      setup
          .keep(new Housekeeping("sluice-clock"))
          .every(CLOCK_REFRESH, "Asking the database for the time", clock::refresh);
      return clock;
    } catch (SQLException e) {
      throw new SetupException(
          "The database does not tell the time", "it stopped just now: start it again.", e);
    }
  }
}
