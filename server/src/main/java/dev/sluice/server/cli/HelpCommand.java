package dev.sluice.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice help}: explains all commands, or one. */
@Command(name = "help")
final class HelpCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "COMMAND", descriptionKey = "help.command")
  private List<String> words = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CommandContext context;

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine wanted = spec.parent().commandLine();
    for (String word : words) {
      @Nullable CommandLine next = wanted.getSubcommands().get(word);
      if (next == null) {
        throw new CommandException(
            ExitCode.USAGE, context.messages().text("error.unknown-command", word));
      }
      wanted = next;
    }
    wanted.usage(context.terminal().out());
    return ExitCode.OK;
  }
}
