package dev.sluice.server.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Turns what was typed into a command, and what happened into an exit code. */
public final class SluiceCli {

  private SluiceCli() {}

  /** Runs one command of this process and answers its {@link ExitCode}. */
  public static int run(String... arguments) {
    Map<String, String> environment = System.getenv();
    return run(environment, Terminal.ofProcess(environment), arguments);
  }

  static int run(Map<String, String> environment, Terminal terminal, String... arguments) {
    Messages messages = Messages.choose(languageIn(arguments), environment);
    int exitCode =
        commandLine(new CommandContext(messages, terminal, environment)).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return exitCode;
  }

  /** All commands, in the order in which help lists them. */
  static CommandLine commandLine(CommandContext context) {
    CommandLine commandLine =
        new CommandLine(new SluiceCommand(context))
            .addSubcommand(new DemoCommand(context))
            .addSubcommand(new HelpCommand(context))
            .addSubcommand(new ServeCommand(context))
            .addSubcommand(new ImportCommand(context))
            .addSubcommand(new RouteCommand(context))
            .addSubcommand(new ExplainCommand(context))
            .addSubcommand(RulesCommand.commandLine(context))
            .addSubcommand(new EventsCommand(context))
            .addSubcommand(new AuditCommand(context))
            .addSubcommand(new VersionCommand(context));
    addCommonOptions(commandLine);
    Terminal terminal = context.terminal();
    FailureReport failures = new FailureReport(context);
    return commandLine
        .setResourceBundle(context.messages().bundle())
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.min(terminal.width(), 100))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures::usage)
        .setExecutionExceptionHandler(failures::execution);
  }

  /** A command that reads one of them has declared them itself. */
  private static void addCommonOptions(CommandLine command) {
    if (command.getCommandSpec().findOption("--lang") == null) {
      command.addMixin("common", new CommonOptions());
    }
    command.getSubcommands().values().forEach(SluiceCli::addCommonOptions);
  }

  /** Known before parsing, so that the complaint about a mistyped option speaks it too. */
  private static String languageIn(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) {
        return arguments[i].substring("--lang=".length());
      }
      if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return "";
  }
}
