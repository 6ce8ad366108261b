package dev.sluice.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.config.SetupException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service's connections to its PostgreSQL, with the schema at the version the code expects. */
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final int MIN_SERVER_VERSION = 140000;
  private static final String APPLICATION_NAME = "sluice";
  private static final long IDLE_POOL_TIMEOUT_MILLIS = 60_000;
  private static final long KEEPALIVE_MILLIS = 60_000;

  private final DatabaseAddress address;
  private final OpenConnections connections;
  private final HikariDataSource pool;
  private final SilenceWatch silenceWatch;

  private Database(DatabaseAddress address, DatabaseConfig config) {
    this.address = address;
    this.connections = new OpenConnections(address, driverProperties(config));
    this.pool = new HikariDataSource(poolConfig(connections, config));
    this.silenceWatch =
        SilenceWatch.start(properties -> connect("watch", properties), this::giveUpOldConnections);
  }

  /**
   * Connects, checks the server, brings the schema up to date and opens the pool. Starting several
   * replicas at once is fine: one migrates, the others wait.
   *
   * @throws SetupException when the database is missing, unreachable, too old or refuses the login
   */
  public static Database open(DatabaseAddress address, DatabaseConfig config) {
    requireUsableServer(address);
    migrate(address);
    return openMigrated(address, config);
  }

  /** For a database that is known to be right, such as a copy of one that {@link #open} made. */
  static Database openMigrated(DatabaseAddress address, DatabaseConfig config) {
    return new Database(address, config);
  }

  /**
   * Pooled connections: auto-commit, READ COMMITTED, time limits as configured. Whoever takes one
   * closes it.
   */
  public DataSource dataSource() {
    return pool;
  }

  public DatabaseAddress address() {
    return address;
  }

  /**
   * A connection outside the pool and without its time limits, for LISTEN and for long reports.
   *
   * @param purpose shown to the database's administrator, one word
   */
  public Connection connectDedicated(String purpose) throws SQLException {
    return connect(purpose, Map.of("tcpKeepAlive", "true"));
  }

  @Override
  public void close() {
    silenceWatch.close();
    pool.close();
  }

  private Connection connect(String purpose, Map<String, String> properties) throws SQLException {
    Map<String, String> named = new HashMap<>(properties);
    named.put("ApplicationName", APPLICATION_NAME + "-" + purpose);
    return connections.connect(named);
  }

  /** Whoever uses one sees a lost connection, and knows what to do then. */
  private void giveUpOldConnections(Connection answered) {
    try {
      int cut = connections.cutAllBut(answered);
      log.warn("The database answers on new connections: {} silent ones were given up", cut);
    } catch (SQLException e) {
      log.warn("Silent connections are left to their time limits: {}", e.getMessage());
    }
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  private static void requireUsableServer(DatabaseAddress address) {
    try (Connection connection = address.connect(Map.of("connectTimeout", "10"));
        Statement statement = connection.createStatement()) {
      int version = Integer.parseInt(show(statement, "server_version_num"));
      if (version < MIN_SERVER_VERSION) {
        throw new SetupException(
            "Database %s is PostgreSQL %s, Sluice needs 14 or later"
                .formatted(address, show(statement, "server_version")),
            "another server is newer, or leave --database-url out to use the embedded one.");
      }
      if ("off".equals(show(statement, "fsync"))
          || "off".equals(show(statement, "full_page_writes"))) {
        log.warn(
            "Database {} has fsync or full_page_writes off: plans can be lost in a power cut",
            address);
      }
    } catch (SQLException e) {
      throw ConnectionFailure.explain(address, e);
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void migrate(DatabaseAddress address) {
    try {
      Flyway.configure()
          .dataSource(address.jdbcUrl(), address.user(), address.password())
          .locations("classpath:db/migration")
          // A schema newer than the code is an error, not a warning: older code would misread it.
          .ignoreMigrationPatterns("")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SetupException(
          "The schema of database %s cannot be brought up to date: %s"
              .formatted(address, e.getMessage()),
          "the database belongs to another program or to a newer Sluice: give Sluice an empty"
              + " database of its own, or start the newer version.",
          e);
    }
  }

  private static HikariConfig poolConfig(DataSource connections, DatabaseConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(APPLICATION_NAME);
    hikari.setDataSource(connections);
    hikari.setMaximumPoolSize(config.poolSize());
    hikari.setMinimumIdle(1);
    hikari.setIdleTimeout(IDLE_POOL_TIMEOUT_MILLIS);
    hikari.setKeepaliveTime(KEEPALIVE_MILLIS);
    hikari.setConnectionTimeout(config.connectionTimeout().toMillis());
    hikari.setConnectionInitSql(sessionSettings(config));
    return hikari;
  }

  private static Map<String, String> driverProperties(DatabaseConfig config) {
    return Map.of(
        "ApplicationName",
        APPLICATION_NAME,
        "tcpKeepAlive",
        "true",
        // The server ends a statement first; this one is for a server that no longer answers at
        // all, where no new connection is to be had either.
        "socketTimeout",
        Long.toString(config.statementTimeout().toSeconds() * 2 + 5),
        "connectTimeout",
        "3",
        "reWriteBatchedInserts",
        "true");
  }

  /**
   * The server's own limits free the row locks of a client that was cut off: a wait for a lock ends
   * by {@code lock_timeout}, and then nobody asks for more until the idle timeout.
   */
  private static String sessionSettings(DatabaseConfig config) {
    return """
    SET synchronous_commit = on;
    SET default_transaction_isolation = 'read committed';
    SET TIME ZONE 'UTC';
    SET statement_timeout = %d;
    SET lock_timeout = %d;
    SET idle_in_transaction_session_timeout = %d;
    SET tcp_keepalives_idle = 2;
    SET tcp_keepalives_interval = 1;
    SET tcp_keepalives_count = 2;
    SET tcp_user_timeout = %d;
    SET client_connection_check_interval = 1000
    """
        .formatted(
            config.statementTimeout().toMillis(),
            config.lockTimeout().toMillis(),
            config.idleInTransactionTimeout().toMillis(),
            config.idleInTransactionTimeout().toMillis());
  }
}
