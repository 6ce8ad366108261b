package dev.sluice.server.cli;

import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.RulesImpact;
import dev.sluice.routing.v1.SimulateRulesRequest;
import dev.sluice.routing.v1.SimulateRulesResponse;
import dev.sluice.routing.v1.SimulatedOrder;
import dev.sluice.routing.v1.SimulationProgress;
import dev.sluice.routing.v1.SimulationReport;
import dev.sluice.server.cli.OrderReader.ReadOrder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rules simulate}: decides orders by other rules; nothing is reserved. */
@Command(name = "simulate")
final class RulesSimulateCommand implements Callable<Integer> {

  private static final int MAX_ORDERS = 1_000;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOption output = new OutputOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "VERSION|DIR",
      descriptionKey = "rules.version-or-folder")
  private String rules = "";

  @Option(names = "--orders", paramLabel = "FILE", descriptionKey = "rules.orders")
  private String orders = "";

  @Option(
      names = "--last",
      paramLabel = "COUNT",
      descriptionKey = "rules.last",
      defaultValue = "1000")
  private int last = MAX_ORDERS;

  @Option(names = "--all", descriptionKey = "rules.all")
  private boolean all;

  private final CommandContext context;

  RulesSimulateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SimulateRulesRequest request = request();
    RulesImpact.Builder impact = RulesImpact.newBuilder();
    try (RoutingClient client = server.connect(context.messages())) {
      client
          .policy()
          .simulateRules(
              request,
              answer -> {
                print(answer);
                impact.mergeFrom(answer.getReport().getImpact());
              });
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
    return impact.getWorseCount() + impact.getFailedCount() > 0 ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private SimulateRulesRequest request() {
    SimulateRulesRequest.Builder request =
        SimulateRulesRequest.newBuilder().setIncludeUnchanged(all);
    if (rules.isEmpty() || Files.isDirectory(Path.of(rules))) {
      Path folder = rules.isEmpty() ? CatalogOption.shipped() : Path.of(rules);
      request.addAllFiles(CatalogOption.read(context, folder));
    } else {
      request.setVersion(rules);
    }
    if (orders.isEmpty()) {
      return request.setPastOrderCount(last).build();
    }
    for (ReadOrder order : OrderReader.readFile(context, orders)) {
      request.addOrders(
          order
              .order()
              .orElseThrow(
                  () ->
                      new CommandException(
                          ExitCode.FINDINGS,
                          context
                              .messages()
                              .text("route.failed", order.id(), order.line(), order.problem()))));
    }
    return request.build();
  }

  private void print(SimulateRulesResponse answer) {
    PrintWriter out = context.terminal().out();
    if (answer.hasProgress()) {
      progress(answer.getProgress());
    } else if (output.isJson()) {
      out.println(Json.line(answer.hasReport() ? answer.getReport() : answer.getOrder()));
    } else if (answer.hasOrder()) {
      print(answer.getOrder());
    } else if (answer.hasReport()) {
      print(answer.getReport());
    }
    out.flush();
  }

  private void progress(SimulationProgress progress) {
    context
        .terminal()
        .err()
        .println(
            context
                .messages()
                .text("rules.simulated", progress.getDecidedCount(), progress.getOrderCount()));
  }

  private void print(SimulatedOrder order) {
    Words words = new Words(context.messages(), ZoneId.systemDefault());
    PrintWriter out = context.terminal().out();
    out.println(
        order.getChannel() + "/" + order.getOrderId() + ": " + words.word(order.getDifference()));
    out.println("  - " + Plans.describe(order.getLivePlan()));
    out.println(
        "  + "
            + (order.getFailure().isEmpty()
                ? Plans.describe(order.getSimulatedPlan())
                : order.getFailure()));
    if (order.getLiveOnlyRuleIdsCount() + order.getSimulatedOnlyRuleIdsCount() > 0) {
      StringBuilder spoken = new StringBuilder();
      order.getLiveOnlyRuleIdsList().forEach(id -> spoken.append(" -").append(id));
      order.getSimulatedOnlyRuleIdsList().forEach(id -> spoken.append(" +").append(id));
      out.println("  " + context.messages().text("rules.spoken", spoken));
    }
  }

  private void print(SimulationReport report) {
    PrintWriter out = context.terminal().out();
    new RulesReport(context).impact(report.getImpact());
    out.println(
        context
            .messages()
            .text(
                "rules.simulation",
                report.getVersion(),
                report.getLiveVersion(),
                Words.yuan(report.getLiveCost()),
                Words.yuan(report.getSimulatedCost()),
                report.getLiveShipmentCount(),
                report.getSimulatedShipmentCount()));
    report.getShareDifferencesList().forEach(line -> out.println("  " + line));
  }
}
