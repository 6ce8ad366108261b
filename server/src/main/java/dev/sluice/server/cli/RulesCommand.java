package dev.sluice.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice rules}: everything about the policy; alone it says what there is. */
@Command(name = "rules")
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private final CommandContext context;

  RulesCommand(CommandContext context) {
    this.context = context;
  }

  /** With its own commands, in the order in which help lists them. */
  static CommandLine commandLine(CommandContext context) {
    return new CommandLine(new RulesCommand(context))
        .addSubcommand(new RulesCheckCommand(context))
        .addSubcommand(new RulesTestCommand(context))
        .addSubcommand(new RulesSimulateCommand(context))
        .addSubcommand(new RulesPublishCommand(context))
        .addSubcommand(new RulesListCommand(context))
        .addSubcommand(new RulesShowCommand(context))
        .addSubcommand(new RulesDiffCommand(context))
        .addSubcommand(new RulesActivateCommand(context))
        .addSubcommand(new RulesRollbackCommand(context))
        .addSubcommand(new RulesStatusCommand(context));
  }

  @Override
  public void run() {
    spec.commandLine().usage(context.terminal().out());
  }
}
