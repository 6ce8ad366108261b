package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in a data folder: durable, on loopback, behind a password. A second start
 * on the same folder continues where the first ended, however that one ended.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String SUPERUSER = "postgres";
  private static final String USER = "sluice";
  private static final String DATABASE = "sluice";
  private static final Duration FAST_STOP = Duration.ofSeconds(30);
  private static final int PORT_TRIES = 5;

  private final DataFolder data;
  private final PostgresBinaries binaries;
  private final PostgresCommands commands;
  private final int port;
  private final String password;
  private boolean closed;

  private EmbeddedDatabase(
      DataFolder data,
      PostgresBinaries binaries,
      PostgresCommands commands,
      int port,
      String password) {
    this.data = data;
    this.binaries = binaries;
    this.commands = commands;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server and waits until it accepts connections. Takes about two seconds on a new
   * folder; after a crash as long as recovery needs.
   *
   * @param folder created when missing; one process may use it at a time
   * @param port on 127.0.0.1; 0 takes a free one
   * @throws SetupException when it cannot start
   */
  public static EmbeddedDatabase start(Path folder, int port) {
    return start(folder, port, PostgresSettings.durable());
  }

  static EmbeddedDatabase start(Path folder, int port, PostgresSettings settings) {
    DataFolder data = DataFolder.open(folder);
    try {
      PostgresAccount account = PostgresAccount.choose(data.cluster());
      PostgresBinaries binaries = InstalledPostgres.install(data.root(), account);
      PostgresCommands commands = new PostgresCommands(account, data.root());
      new LeftoverServer(data.cluster()).stop(commands, binaries);
      String password = data.password();
      PostgresCluster cluster = new PostgresCluster(data, account, binaries, commands);
      cluster.createIfMissing(SUPERUSER, password, settings);
      cluster.requireSameMajorVersion();
      int actualPort = startServer(cluster, port, settings);
      EmbeddedDatabase database =
          new EmbeddedDatabase(data, binaries, commands, actualPort, password);
      database.createUserAndDatabase();
      log.info("PostgreSQL runs on 127.0.0.1:{} in {}", actualPort, data.root());
      return database;
    } catch (IOException e) {
      data.close();
      throw new SetupException(
          "The embedded PostgreSQL in %s cannot start: %s".formatted(data.root(), e),
          "this user may not write there: choose another folder with --data DIR.",
          e);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /**
   * The server that runs on a data folder now, whoever started it; for commands that look at the
   * data of a running service. The caller must be able to read the folder.
   */
  public static Optional<DatabaseAddress> findRunning(Path folder) {
    Path pidFile = DataFolder.clusterOf(folder).resolve("postmaster.pid");
    Path passwordFile = DataFolder.passwordFile(folder);
    if (!Files.exists(pidFile) || !Files.exists(passwordFile)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      int portLine = 3;
      if (lines.size() <= portLine) {
        return Optional.empty();
      }
      int port = Integer.parseInt(lines.get(portLine).strip());
      return Optional.of(address(port, DATABASE, USER, DataFolder.readPassword(passwordFile)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }

  /** Whether a folder holds the data of an embedded database, running or not. */
  public static boolean isDataFolder(Path folder) {
    return Files.exists(DataFolder.clusterOf(folder).resolve("PG_VERSION"));
  }

  /** Where and as whom the service connects; this user owns the database and is no superuser. */
  public DatabaseAddress address() {
    return address(port, DATABASE, USER, password);
  }

  /** The administrator's way in, to the given database. */
  DatabaseAddress superuserAddress(String database) {
    return address(port, database, SUPERUSER, password);
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return data.root();
  }

  /** Stops the server cleanly within about 40 seconds, and frees the folder. Repeatable. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    LeftoverServer server = new LeftoverServer(data.cluster());
    try {
      server.stopFast(commands, binaries, FAST_STOP);
    } catch (IOException e) {
      log.warn("PostgreSQL in {} could not be asked to stop", data.root(), e);
    }
    try {
      server.kill();
    } finally {
      data.close();
    }
  }

  private static DatabaseAddress address(int port, String database, String user, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
  }

  private static int startServer(PostgresCluster cluster, int port, PostgresSettings settings)
      throws IOException {
    // A free port may be taken by another process between our look and the server's.
    int tries = port == 0 ? PORT_TRIES : 1;
    int candidate = port;
    for (int i = 0; i < tries; i++) {
      candidate = port == 0 ? findFreePort() : port;
      if (cluster.start(candidate, settings)) {
        return candidate;
      }
    }
    throw new SetupException(
        "Database port 127.0.0.1:%d is in use".formatted(candidate),
        "another PostgreSQL runs there: leave database.embeddedPort at 0, and a free one is"
            + " taken.");
  }

  private static int findFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void createUserAndDatabase() {
    try (Connection connection = superuserAddress(SUPERUSER).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET log_min_error_statement = panic");
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
        statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
      }
    } catch (SQLException e) {
      new LeftoverServer(data.cluster()).kill();
      throw new SetupException(
          "The embedded PostgreSQL in %s refuses its own user: %s"
              .formatted(data.root(), e.getMessage()),
          "file %s is not the one this database was made with."
              .formatted(DataFolder.passwordFile(data.root())),
          e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
