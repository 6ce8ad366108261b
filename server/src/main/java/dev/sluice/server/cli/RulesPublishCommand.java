package dev.sluice.server.cli;

import com.google.protobuf.ByteString;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.routing.v1.PublishRulesRequest;
import dev.sluice.routing.v1.PublishRulesResponse;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RulesRole;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import java.nio.charset.StandardCharsets;
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

  @Option(names = "--live", descriptionKey = "rules.live")
  private boolean live;

  @Option(names = "--shadow", descriptionKey = "rules.shadow")
  private boolean shadow;

  @Option(names = "--accept-impact", descriptionKey = "rules.accept-impact")
  private boolean acceptImpact;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      descriptionKey = "option.output",
      defaultValue = "table")
  private OutputForm output = OutputForm.TABLE;

  private final CommandContext context;

  RulesPublishCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RulesRole role = RulesActivateCommand.role(context, live, shadow);
    List<RuleFile> files = read();
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
                      .setAcceptImpact(acceptImpact)
                      .build()),
          role);
      return ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private List<RuleFile> read() {
    try {
      return RuleSources.read(catalog.folder()).files().stream()
          .map(
              file ->
                  RuleFile.newBuilder()
                      .setPath(file.path())
                      .setContent(ByteString.copyFrom(file.text(), StandardCharsets.UTF_8))
                      .build())
          .toList();
    } catch (RuleSetException e) {
      e.diagnostics().forEach(problem -> context.terminal().err().println(problem));
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("rules.refused", e.diagnostics().size()), e);
    }
  }

  private void print(CheckRulesResponse checked) {
    if (output == OutputForm.JSON) {
      context.terminal().out().println(Json.pretty(checked));
    } else {
      new RulesReport(context).print(checked);
    }
  }

  private void print(PublishRulesResponse published, RulesRole role) {
    if (output == OutputForm.JSON) {
      context.terminal().out().println(Json.pretty(published));
      return;
    }
    new RulesReport(context).impact(published.getImpact());
    String key =
        switch (role) {
          case RULES_ROLE_LIVE -> "rules.is-live";
          case RULES_ROLE_SHADOW -> "rules.is-shadow";
          case RULES_ROLE_UNSPECIFIED, UNRECOGNIZED -> "rules.is-kept";
        };
    context.terminal().out().println(context.messages().text(key, published.getVersion()));
  }
}
