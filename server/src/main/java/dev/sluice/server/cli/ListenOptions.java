package dev.sluice.server.cli;

import dev.sluice.server.config.ConfigOverrides;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the service listens and whose rules it obeys. */
final class ListenOptions {

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "serve.port")
  private Optional<String> port = Optional.empty();

  @Option(names = "--host", paramLabel = "HOST", descriptionKey = "serve.host")
  private Optional<String> host = Optional.empty();

  @Option(names = "--rules", paramLabel = "DIR", descriptionKey = "serve.rules")
  private Optional<Path> rules = Optional.empty();

  /** What was given, as overrides of the configuration; it names what is wrong with them. */
  ConfigOverrides overrides() {
    ConfigOverrides overrides = ConfigOverrides.none();
    if (port.isPresent()) {
      overrides = overrides.with("grpc.port", "--port", port.get());
    }
    if (host.isPresent()) {
      overrides = overrides.with("grpc.host", "--host", host.get());
    }
    if (rules.isPresent()) {
      String folder = rules.get().toAbsolutePath().toString();
      overrides = overrides.with("rules.catalog", "--rules", folder);
    }
    return overrides;
  }
}
