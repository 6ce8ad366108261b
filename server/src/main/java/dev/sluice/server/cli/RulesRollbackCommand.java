package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.RollbackRulesRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code sluice rules rollback}: ends the trial, or returns to the rule set that was live before.
 */
@Command(name = "rollback")
final class RulesRollbackCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  private final CommandContext context;

  RulesRollbackCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      // Named, so that a call that is repeated does not go back twice.
      GetRulesStatusResponse status = client.policy().getStatus();
      boolean trial = !status.getTrialVersion().isEmpty();
      String leave = trial ? status.getTrialVersion() : status.getLiveVersion();
      String live =
          client
              .policy()
              .rollbackRules(
                  RollbackRulesRequest.newBuilder()
                      .setExpectedLiveVersion(leave)
                      .setAuthor(change.author(context.environment()))
                      .setComment(change.comment())
                      .build())
              .getLiveVersion();
      context
          .terminal()
          .out()
          .println(
              context
                  .messages()
                  .text(trial ? "rules.trial-ended" : "rules.rolled-back", leave, live));
      return ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }
}
