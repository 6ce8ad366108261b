package dev.sluice.loadtest;

import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import dev.sluice.server.postgres.PostgresControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A durable PostgreSQL in processes of its own, with the settings of the embedded one, to be
 * killed, stopped and started again on the same port.
 */
public final class PostgresProcess implements AutoCloseable {
  private static final long DEATH_LIMIT_SECONDS = 10;

  private final Path folder;
  private EmbeddedDatabase database;

  private PostgresProcess(Path folder, EmbeddedDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /** Makes a database in {@code folder}, which must not be on a disk in memory, and starts it. */
  public static PostgresProcess start(Path folder) throws IOException {
    return new PostgresProcess(folder, EmbeddedDatabase.start(folder, FreePorts.find()));
  }

  /** Where a service connects. */
  public DatabaseAddress address() {
    return database.address();
  }

  /** Makes one more empty database, for a service that shall not see the first one's plans. */
  public DatabaseAddress createDatabase(String name) throws SQLException {
    return control().createDatabase(name);
  }

  /** Where it listens on 127.0.0.1. */
  public int port() {
    return database.port();
  }

  /** A connection of its own, as the service's user. */
  public Connection connect() throws SQLException {
    DatabaseAddress address = address();
    return DriverManager.getConnection(
        address.jdbcUrl(),
        Objects.requireNonNull(address.user()),
        Objects.requireNonNull(address.password()));
  }

  /** All processes, the postmaster first. */
  public List<Long> processIds() throws IOException {
    long postmaster = postmaster();
    return control().processIds().stream()
        .sorted((a, b) -> Boolean.compare(b == postmaster, a == postmaster))
        .toList();
  }

  /** {@code kill -9} of the postmaster alone: its children find out by themselves. */
  public void killPostmaster() throws IOException {
    ProcessHandle postmaster =
        ProcessHandle.of(postmaster())
            .orElseThrow(() -> new IOException("The postmaster of " + folder + " is gone already"));
    postmaster.destroyForcibly();
    awaitDeath(postmaster.pid());
  }

  /** {@code pg_ctl stop -m immediate}. */
  public void stopImmediately() throws IOException {
    control().stopImmediately();
  }

  /** SIGSTOP to every process: connections stay open and nobody answers. */
  public void pause() throws IOException {
    for (long pid : processIds()) {
      Signals.pause(pid);
    }
  }

  /** SIGCONT to every process. */
  public void resume() throws IOException {
    for (long pid : processIds()) {
      Signals.resume(pid);
    }
  }

  /**
   * Starts again on the same files and port, after whatever happened; returns once it recovered.
   */
  public void restart() {
    int port = database.port();
    database.close();
    database = EmbeddedDatabase.start(folder, port);
  }

  @Override
  public void close() {
    database.close();
  }

  private PostgresControl control() {
    return new PostgresControl(database);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0).strip());
  }

  private void awaitDeath(long pid) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEATH_LIMIT_SECONDS);
    while (control().processIds().contains(pid)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("Process " + pid + " survived its kill");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while process " + pid + " died", e);
      }
    }
  }
}
