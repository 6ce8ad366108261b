package dev.sluice.server.cli;

import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the service finds its configuration and its database. */
final class SetupOptions {

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--database-url", paramLabel = "URL", descriptionKey = "option.database-url")
  private Optional<String> databaseUrl = Optional.empty();

  @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.config")
  private Optional<Path> config = Optional.empty();

  /**
   * The configuration of file, environment and command line.
   *
   * @param more what other options of the command line say
   * @throws dev.sluice.server.config.SetupException when a value is wrong
   */
  ServerConfig load(CommandContext context, ConfigOverrides more) {
    ConfigOverrides overrides = more;
    if (data.isPresent()) {
      // What is typed is relative to where it is typed, not to the project.
      String folder = data.get().toAbsolutePath().toString();
      overrides = overrides.with("database.dataFolder", "--data", folder);
    }
    if (databaseUrl.isPresent()) {
      overrides = overrides.with("database.url", "--database-url", databaseUrl.get());
    }
    return ServerConfig.load(home(), config.orElse(null), overrides, context.environment());
  }

  /** The project's folder, which the launcher names; else where the process was started. */
  static Path home() {
    return Path.of(System.getProperty("sluice.home", "")).toAbsolutePath();
  }
}
