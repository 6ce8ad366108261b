package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.ActivateRulesRequest;
import dev.sluice.routing.v1.ActivateRulesResponse;
import dev.sluice.routing.v1.RulesRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rules activate}: makes a published rule set live, the shadow, or tries it out. */
@Command(name = "activate")
final class RulesActivateCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "VERSION", descriptionKey = "rules.version")
  private String version = "";

  @Mixin private final RoleOptions roles = new RoleOptions();

  @Option(
      names = {"--end-shadow", "--end-trial"},
      descriptionKey = "rules.end-shadow")
  private boolean end;

  private final CommandContext context;

  RulesActivateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RulesRole other = roles.role(context, end, RulesRole.RULES_ROLE_UNSPECIFIED);
    boolean live = !end && other == RulesRole.RULES_ROLE_UNSPECIFIED;
    RulesRole role = live ? RulesRole.RULES_ROLE_LIVE : other;
    try (RoutingClient client = server.connect(context.messages())) {
      ActivateRulesResponse done =
          client
              .policy()
              .activateRules(
                  ActivateRulesRequest.newBuilder()
                      .setVersion(version)
                      .setRole(role)
                      .setAuthor(change.author(context.environment()))
                      .setComment(change.comment())
                      .setTrialPercent(roles.trialPercent())
                      .setAcceptImpact(roles.acceptImpact())
                      .build());
      new RulesReport(context).impact(done.getImpact());
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
    context
        .terminal()
        .out()
        .println(
            end
                ? context.messages().text("rules.no-role", version)
                : roles.text(context, role, version));
    return ExitCode.OK;
  }
}
