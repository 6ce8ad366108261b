package dev.sluice.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice help}: explains all commands, or one. */
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "COMMAND",
      descriptionKey = "help.command",
      defaultValue = "")
  private String command = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CommandContext context;

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine sluice = spec.parent().commandLine();
    if (command.isEmpty()) {
      sluice.usage(context.terminal().out());
      return ExitCode.OK;
    }
    CommandLine wanted = sluice.getSubcommands().get(command);
    if (wanted == null) {
      throw new CommandException(
          ExitCode.USAGE, context.messages().text("error.unknown-command", command));
    }
    wanted.usage(context.terminal().out());
    return ExitCode.OK;
  }
}
