package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.CatalogReport;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.ShadowReport;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rules status}: what is in force, and what became of the catalog folder. */
@Command(name = "status")
final class RulesStatusCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      descriptionKey = "option.output",
      defaultValue = "table")
  private OutputForm output = OutputForm.TABLE;

  private final CommandContext context;

  RulesStatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      GetRulesStatusResponse status = client.policy().getStatus();
      if (output == OutputForm.JSON) {
        context.terminal().out().println(Json.pretty(status));
      } else {
        print(status);
      }
      boolean findings =
          status.getCatalog().getProblemsCount() > 0 || !status.getTrouble().isEmpty();
      return findings ? ExitCode.FINDINGS : ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private void print(GetRulesStatusResponse status) {
    Messages messages = context.messages();
    PrintWriter out = context.terminal().out();
    out.println(messages.text("rules.is-live", status.getObeyedVersion()));
    if (!status.getTrouble().isEmpty()) {
      out.println(messages.text("rules.trouble", status.getTrouble()));
    } else if (!status.getLiveVersion().equals(status.getObeyedVersion())) {
      out.println(messages.text("rules.follows", status.getLiveVersion()));
    }
    if (!status.getBeforeVersion().isEmpty()) {
      out.println(messages.text("rules.before", status.getBeforeVersion()));
    }
    if (!status.getShadowVersion().isEmpty()) {
      print(status.getShadowVersion(), status.getShadow());
    }
    CatalogReport catalog = status.getCatalog();
    String time = new Words(messages, ZoneId.systemDefault()).time(catalog.getLookTime());
    out.println(
        catalog.getProblemsCount() == 0
            ? messages.text("rules.catalog-good", time, catalog.getVersion())
            : messages.text("rules.catalog-refused", time, catalog.getProblemsCount()));
    new RulesReport(context).problems(catalog.getProblemsList());
  }

  private void print(String version, ShadowReport shadow) {
    context
        .terminal()
        .out()
        .println(
            context
                .messages()
                .text(
                    "rules.shadow-report",
                    version,
                    shadow.getDecisionCount(),
                    shadow.getOtherWayCount(),
                    shadow.getWorseCount(),
                    shadow.getBetterCount(),
                    shadow.getFailedCount(),
                    shadow.getSkippedCount()));
    shadow.getExamplesList().forEach(example -> context.terminal().out().println("  " + example));
  }
}
