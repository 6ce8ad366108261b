package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server a command talks to. */
final class ServerOptions {

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      descriptionKey = "option.target",
      defaultValue = RoutingClientOptions.DEFAULT_TARGET)
  private String target = RoutingClientOptions.DEFAULT_TARGET;

  @Option(names = "--tls", paramLabel = "FILE", descriptionKey = "option.tls")
  private Optional<Path> trustedCertificates = Optional.empty();

  /** A client of the server that was named. */
  RoutingClient connect(Messages messages) {
    try {
      RoutingClientOptions.Builder options =
          RoutingClientOptions.newBuilder(target).userAgent("sluice-cli");
      trustedCertificates.ifPresent(options::tls);
      return RoutingClient.create(options.build());
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.USAGE, messages.text("error.target", target, String.valueOf(e.getMessage())), e);
    }
  }

  String target() {
    return target;
  }
}
