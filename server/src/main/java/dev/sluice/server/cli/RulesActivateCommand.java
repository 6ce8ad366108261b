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

/** {@code sluice rules activate}: makes a published rule set live, or the shadow. */
@Command(name = "activate")
final class RulesActivateCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "VERSION", descriptionKey = "rules.version")
  private String version = "";

  @Option(names = "--shadow", descriptionKey = "rules.shadow")
  private boolean shadow;

  @Option(names = "--end-shadow", descriptionKey = "rules.end-shadow")
  private boolean endShadow;

  @Option(names = "--accept-impact", descriptionKey = "rules.accept-impact")
  private boolean acceptImpact;

  private final CommandContext context;

  RulesActivateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RulesRole role = role(context, !shadow && !endShadow, shadow);
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
                      .setAcceptImpact(acceptImpact)
                      .build());
      new RulesReport(context).impact(done.getImpact());
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
    String key = endShadow ? "rules.no-shadow" : shadow ? "rules.is-shadow" : "rules.is-live";
    context.terminal().out().println(context.messages().text(key, version));
    return ExitCode.OK;
  }

  /** The one role that was asked for. */
  static RulesRole role(CommandContext context, boolean live, boolean shadow) {
    if (live && shadow) {
      throw new CommandException(ExitCode.USAGE, context.messages().text("rules.one-role"));
    }
    if (live) {
      return RulesRole.RULES_ROLE_LIVE;
    }
    return shadow ? RulesRole.RULES_ROLE_SHADOW : RulesRole.RULES_ROLE_UNSPECIFIED;
  }
}
