package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;

/** Chooses where the PostgreSQL programs live, and makes sure that they run on this system. */
final class InstalledPostgres {
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);

  private InstalledPostgres() {}

  static PostgresBinaries install(Path dataFolder, PostgresAccount account) throws IOException {
    Path parent = parentFolder(dataFolder, account);
    PostgresCommands commands = new PostgresCommands(account, dataFolder);
    PostgresBinaries binaries = PostgresBinaries.unpack(parent);
    if (version(commands, binaries).succeeded()) {
      return binaries;
    }
    // A power cut soon after unpacking leaves empty files under a good name.
    binaries.delete();
    PostgresBinaries again = PostgresBinaries.unpack(parent);
    PostgresCommands.Outcome outcome = version(commands, again);
    if (!outcome.succeeded()) {
      throw new SetupException(
          "The embedded PostgreSQL in %s does not run here: %s"
              .formatted(again.folder(), outcome.output()),
          account.foreign()
              ? "user id %d, who runs it in root's place, may not enter a folder on that path: start"
                      .formatted(account.uid())
                  + " Sluice as an ordinary user, or choose a folder such as --data /var/lib/sluice."
              : "this system has no glibc (Alpine) or forbids programs there; name a PostgreSQL of"
                  + " your own with --database-url.");
    }
    return again;
  }

  static PostgresCommands.Outcome version(PostgresCommands commands, PostgresBinaries binaries)
      throws IOException {
    return commands.run(VERSION_LIMIT, binaries.postgres(), "--version");
  }

  /**
   * The user's own cache, shared by all data folders; a temporary folder would be shared by all
   * users, and one's files would stop the other.
   */
  private static Path parentFolder(Path dataFolder, PostgresAccount account) throws IOException {
    if (account.foreign()) {
      Files.setPosixFilePermissions(dataFolder, PosixFilePermissions.fromString("rwx--x--x"));
      return dataFolder;
    }
    Path home = Path.of(System.getProperty("user.home"));
    try {
      if (Files.isDirectory(home) && Files.getOwner(home).equals(owner())) {
        return Files.createDirectories(home.resolve(".cache/sluice"));
      }
    } catch (IOException e) {
      // A home that is read-only or not ours: the data folder serves as well.
    }
    return dataFolder;
  }

  private static UserPrincipal owner() throws IOException {
    return Files.getOwner(Path.of("/proc/self"));
  }
}
