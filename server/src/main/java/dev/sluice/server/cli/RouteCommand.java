package dev.sluice.server.cli;

import dev.sluice.client.OrderStream;
import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.cli.OrderReader.ReadOrder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice route}: routes the orders of a file, or only plans them. */
@Command(name = "route")
final class RouteCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "route.file")
  private String file = OrderReader.STANDARD_INPUT;

  @Option(names = "--plan-only", descriptionKey = "route.plan-only")
  private boolean planOnly;

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  RouteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<ReadOrder> orders = OrderReader.readFile(context, file);
    ServerFailures failures = new ServerFailures(context.messages(), server.target());
    try (RoutingClient client = server.connect(context.messages())) {
      List<CompletableFuture<RoutingPlan>> plans =
          planOnly ? plan(client, orders) : route(client, orders);
      return print(orders, plans, failures);
    }
  }

  private static List<CompletableFuture<RoutingPlan>> route(
      RoutingClient client, List<ReadOrder> orders) {
    List<CompletableFuture<RoutingPlan>> plans = new ArrayList<>();
    if (orders.size() == 1) {
      // A single order is repeated by the client when the server is briefly unavailable.
      orders.get(0).order().map(client::routeOrderAsync).ifPresent(plans::add);
      return plans;
    }
    try (OrderStream stream = client.openStream()) {
      for (ReadOrder order : orders) {
        order.order().ifPresent(one -> plans.add(submit(stream, one)));
      }
    }
    return plans;
  }

  /** One that finds no room in time fails alone, like one that is not answered in time. */
  private static CompletableFuture<RoutingPlan> submit(OrderStream stream, Order order) {
    try {
      return stream.submit(order);
    } catch (SluiceException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static List<CompletableFuture<RoutingPlan>> plan(
      RoutingClient client, List<ReadOrder> orders) {
    List<CompletableFuture<RoutingPlan>> plans = new ArrayList<>();
    for (ReadOrder order : orders) {
      order
          .order()
          .map(one -> client.planOrderAsync(one).thenApply(PlanOrderResponse::getPlan))
          .ifPresent(
              plan -> {
                plans.add(plan);
                waitForRoom(plans);
              });
    }
    return plans;
  }

  /** Keeps a bounded number under way. */
  private static void waitForRoom(List<CompletableFuture<RoutingPlan>> plans) {
    int first = plans.size() - 64;
    if (first >= 0) {
      plans.get(first).exceptionally(failure -> RoutingPlan.getDefaultInstance()).join();
    }
  }

  private int print(
      List<ReadOrder> orders, List<CompletableFuture<RoutingPlan>> plans, ServerFailures failures) {
    int exitCode = ExitCode.OK;
    int failed = 0;
    List<RoutingPlan> answered = new ArrayList<>();
    var nextPlan = plans.iterator();
    for (ReadOrder order : orders) {
      if (order.order().isEmpty()) {
        complain(order, order.problem());
        exitCode = Math.max(exitCode, ExitCode.FINDINGS);
        failed++;
        continue;
      }
      try {
        answered.add(nextPlan.next().join());
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof SluiceException refused)) {
          throw e;
        }
        // Nobody answers: said once, not for each of ten thousand orders.
        if (exitCode < ServerFailures.exitCode(refused) || !ServerFailures.isUnreachable(refused)) {
          complain(order, failures.describe(refused));
        }
        exitCode = Math.max(exitCode, ServerFailures.exitCode(refused));
        failed++;
      }
    }
    printPlans(answered, orders.size() == 1);
    if (orders.size() > 1) {
      context
          .terminal()
          .err()
          .println(context.messages().text("route.summary", answered.size(), failed));
    }
    return exitCode;
  }

  private void complain(ReadOrder order, String problem) {
    String id = order.id().isEmpty() ? "?" : order.id();
    context
        .terminal()
        .err()
        .println(context.messages().text("route.failed", id, order.line(), problem));
  }

  private void printPlans(List<RoutingPlan> plans, boolean single) {
    var out = context.terminal().out();
    if (output.isJson()) {
      plans.forEach(plan -> out.println(single ? Json.pretty(plan) : Json.line(plan)));
      return;
    }
    Messages messages = context.messages();
    Words words = new Words(messages, ZoneId.systemDefault());
    int width = context.terminal().width();
    if (single) {
      PlanReport report = new PlanReport(messages, words, width);
      plans.forEach(plan -> report.lines(plan).forEach(out::println));
    } else if (!plans.isEmpty()) {
      TextTable table =
          TextTable.of(
              TextTable.left(messages.text("route.order")),
              TextTable.left(messages.text("route.state")),
              TextTable.right(messages.text("plan.yuan")),
              TextTable.left(messages.text("route.ships")));
      for (RoutingPlan plan : plans) {
        table.row(
            plan.getOrderId(),
            words.word(plan.getState()),
            Words.yuan(plan.getCost().getTotal()),
            Plans.describe(plan));
      }
      table.lines("", width).forEach(out::println);
    }
  }
}
