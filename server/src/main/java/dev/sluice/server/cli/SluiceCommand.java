package dev.sluice.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice} without a command: says which there are. */
@Command(name = "sluice")
final class SluiceCommand implements Runnable {

  @Option(
      names = {"-V", "--version"},
      descriptionKey = "option.version")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CommandContext context;

  SluiceCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (version) {
      VersionCommand.print(context);
    } else {
      spec.commandLine().usage(context.terminal().out());
    }
  }
}
