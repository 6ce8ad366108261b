package dev.sluice.server.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What load programs do to the PostgreSQL of a data folder behind its owner's back. */
public final class PostgresControl {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final EmbeddedDatabase database;
  private final Path root;
  private final Path cluster;

  public PostgresControl(EmbeddedDatabase database) {
    this.database = database;
    this.root = database.folder();
    this.cluster = DataFolder.clusterOf(root);
  }

  /** Makes one more empty database beside the service's own. */
  public DatabaseAddress createDatabase(String name) throws SQLException {
    try (Connection connection = database.superuserAddress("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " OWNER sluice");
    }
    DatabaseAddress own = database.address();
    return new DatabaseAddress(
        database.superuserAddress(name).jdbcUrl(), own.user(), own.password());
  }

  /** All processes of the server, the postmaster included. */
  public List<Long> processIds() {
    return new LeftoverServer(cluster).processIds();
  }

  /** {@code pg_ctl stop -m immediate}: no checkpoint, the next start recovers from the log. */
  public void stopImmediately() throws IOException {
    PostgresAccount account = PostgresAccount.choose(cluster);
    PostgresBinaries binaries = InstalledPostgres.install(root, account);
    PostgresCommands.Outcome outcome =
        new PostgresCommands(account, root)
            .run(
                STOP_LIMIT.plusSeconds(5),
                binaries.pgCtl(),
                "stop",
                "-D",
                cluster.getFileName().toString(),
                "-m",
                "immediate",
                "-w",
                "-t",
                Long.toString(STOP_LIMIT.toSeconds()));
    if (!outcome.succeeded()) {
      throw new IOException("pg_ctl stop -m immediate failed: " + outcome.output());
    }
  }
}
