package dev.sluice.server.cli;

import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The database of a service, whether the service runs or not, for commands that read it alone. */
final class LedgerDatabase implements AutoCloseable {

  private final Supplier<DatabaseAddress> address;
  private final @Nullable EmbeddedDatabase started;

  private LedgerDatabase(Supplier<DatabaseAddress> address, @Nullable EmbeddedDatabase started) {
    this.address = address;
    this.started = started;
  }

  /** Finds it, or starts the embedded one when it does not run. */
  static LedgerDatabase open(CommandContext context, DatabaseConfig database) {
    if (database.url().isPresent()) {
      DatabaseAddress given =
          DatabaseAddress.parse(database.url().get())
              .withDefaults(database.user().orElse(null), database.password().orElse(null));
      return new LedgerDatabase(() -> given, null);
    }
    Path folder = database.dataFolder();
    if (!EmbeddedDatabase.isDataFolder(folder)) {
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("audit.no-data", folder));
    }
    // A crash may have left the signs of a server that is gone.
    Optional<DatabaseAddress> running =
        EmbeddedDatabase.findRunning(folder).filter(DatabaseAddress::answers);
    if (running.isPresent()) {
      DatabaseAddress address = running.get();
      return new LedgerDatabase(() -> EmbeddedDatabase.findRunning(folder).orElse(address), null);
    }
    EmbeddedDatabase started = EmbeddedDatabase.start(folder, 0);
    return new LedgerDatabase(started::address, started);
  }

  /** Where it is now: a service that was started again may have it on another port. */
  DatabaseAddress address() {
    return address.get();
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
