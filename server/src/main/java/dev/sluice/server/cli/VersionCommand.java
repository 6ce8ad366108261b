package dev.sluice.server.cli;

import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code sluice version}: says which Sluice and Java this is. */
@Command(name = "version")
final class VersionCommand implements Runnable {

  private final CommandContext context;

  VersionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    print(context);
  }

  static void print(CommandContext context) {
    String version =
        Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
            .orElse(context.messages().text("version.unpackaged"));
    context
        .terminal()
        .out()
        .printf(
            "Sluice %s (Java %s, %s %s)%n",
            version,
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
