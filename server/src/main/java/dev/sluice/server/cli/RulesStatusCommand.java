package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.CatalogReport;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.RuleSet;
import dev.sluice.routing.v1.ShadowReport;
import dev.sluice.routing.v1.TrialReport;
import dev.sluice.routing.v1.TrialSide;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice rules status}: what is in force, and what became of the catalog folder. */
@Command(name = "status")
final class RulesStatusCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  RulesStatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      GetRulesStatusResponse status = client.policy().getStatus();
      if (output.isJson()) {
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
    if (!status.getTrialVersion().isEmpty()) {
      print(status, status.getTrial());
    }
    Words words = new Words(messages, ZoneId.systemDefault());
    if (status.hasLastWithdrawn()) {
      RuleSet left = status.getLastWithdrawn();
      out.println(
          messages.text(
              "rules.withdrawn",
              left.getVersion(),
              words.time(left.getWithdrawnTime()),
              left.getWithdrawnReason()));
    }
    CatalogReport catalog = status.getCatalog();
    String time = words.time(catalog.getLookTime());
    out.println(
        catalog.getProblemsCount() == 0
            ? messages.text("rules.catalog-good", time, catalog.getVersion())
            : messages.text("rules.catalog-refused", time, catalog.getProblemsCount()));
    new RulesReport(context).problems(catalog.getProblemsList());
  }

  private void print(GetRulesStatusResponse status, TrialReport trial) {
    Messages messages = context.messages();
    PrintWriter out = context.terminal().out();
    out.println(
        messages.text("rules.is-trial", status.getTrialVersion(), status.getTrialPercent()));
    TextTable table =
        TextTable.of(
            TextTable.left(messages.text("rules.side-column")),
            TextTable.right(messages.text("rules.orders-column")),
            TextTable.right(messages.text("rules.unfulfilled-column")),
            TextTable.right(messages.text("rules.shipments-column")),
            TextTable.right(messages.text("plan.yuan")));
    row(table, messages.text("rules.trial-side"), trial.getTrial());
    row(table, messages.text("rules.live-side"), trial.getLive());
    table.lines("  ", context.terminal().width()).forEach(out::println);
  }

  private static void row(TextTable table, String name, TrialSide side) {
    table.row(
        name,
        side.getOrderCount(),
        side.getUnfulfilledOrderCount(),
        side.getShipmentCount(),
        Words.yuan(side.getCost()));
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
