package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.routing.v1.PublishRulesRequest;
import dev.sluice.routing.v1.PublishRulesResponse;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RulesRole;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rules publish}: sends a folder of rules to the server, which keeps it. */
@Command(name = "publish")
final class RulesPublishCommand implements Callable<Integer> {

  @Mixin private final CatalogOption catalog = new CatalogOption();
  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();
  @Mixin private final RoleOptions roles = new RoleOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(names = "--live", descriptionKey = "rules.live")
  private boolean live;

  private final CommandContext context;

  RulesPublishCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RulesRole role = roles.role(context, live, RulesRole.RULES_ROLE_LIVE);
    List<RuleFile> files = CatalogOption.read(context, catalog.folder());
    try (RoutingClient client = server.connect(context.messages())) {
      // Asked first: an error has no room for all that may be wrong.
      CheckRulesResponse checked = client.policy().checkRules(files);
      if (checked.getProblemsCount() > 0) {
        print(checked);
        return ExitCode.FINDINGS;
      }
      print(
          client
              .policy()
              .publishRules(
                  PublishRulesRequest.newBuilder()
                      .addAllFiles(files)
                      .setRole(role)
                      .setAuthor(change.author(context.environment()))
                      .setComment(change.comment())
                      .setTrialPercent(roles.trialPercent())
                      .setAcceptImpact(roles.acceptImpact())
                      .build()),
          role);
      return ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private void print(CheckRulesResponse checked) {
    if (output.isJson()) {
      context.terminal().out().println(Json.pretty(checked));
    } else {
      new RulesReport(context).print(checked);
    }
  }

  private void print(PublishRulesResponse published, RulesRole role) {
    if (output.isJson()) {
      context.terminal().out().println(Json.pretty(published));
      return;
    }
    new RulesReport(context).impact(published.getImpact());
    context.terminal().out().println(roles.text(context, role, published.getVersion()));
  }
}
