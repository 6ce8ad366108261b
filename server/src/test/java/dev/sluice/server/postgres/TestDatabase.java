package dev.sluice.server.postgres;

import dev.sluice.server.config.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh, migrated databases for tests: {@code try (Database database = TestDatabase.create())}. One
 * PostgreSQL per test JVM stands behind them, started by the first call and stopped at exit.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "sluice_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** An empty database of its own at the newest schema. */
  public static Database create() {
    return Database.openMigrated(createAddress(), config());
  }

  /** The same, for tests that connect by themselves. */
  public static DatabaseAddress createAddress() {
    String name = "test_" + COUNT.incrementAndGet();
    Shared.administer("CREATE DATABASE " + name + " OWNER sluice TEMPLATE " + TEMPLATE);
    return Shared.addressOf(name);
  }

  /** A power cut may take the data: ten times faster to start where many tests share a disk. */
  static PostgresSettings fastSettings() {
    return PostgresSettings.durable().with(Map.of("fsync", "off", "full_page_writes", "off"));
  }

  /** Generous limits: a slow machine must not fail a test. */
  public static DatabaseConfig config() {
    return new DatabaseConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Path.of("target"),
        0,
        16,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** Initialized by the JVM at first use, which makes it both lazy and safe between threads. */
  private static final class Shared {
    private static final EmbeddedDatabase SERVER = start();

    private static EmbeddedDatabase start() {
      try {
        Path folder = Files.createTempDirectory("sluice-test-");
        PostgresSettings settings =
            fastSettings().with(Map.of("max_connections", "300", "shared_buffers", "128MB"));
        EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
        execute(server, "CREATE DATABASE " + TEMPLATE + " OWNER sluice");
        DatabaseAddress template =
            new DatabaseAddress(
                server.superuserAddress(TEMPLATE).jdbcUrl(),
                server.address().user(),
                server.address().password());
        Database.open(template, config()).close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(EmbeddedDatabase server, Path folder) {
      server.close();
      Folders.delete(folder);
    }

    static void administer(String sql) {
      execute(SERVER, sql);
    }

    static DatabaseAddress addressOf(String name) {
      return new DatabaseAddress(
          SERVER.superuserAddress(name).jdbcUrl(),
          SERVER.address().user(),
          SERVER.address().password());
    }

    private static void execute(EmbeddedDatabase server, String sql) {
      try (Connection connection = server.superuserAddress("postgres").connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
