package dev.sluice.server.cli;

import dev.sluice.client.NotFoundException;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice explain}: says why an order's plan is as it is. */
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "ORDER_ID", descriptionKey = "explain.order")
  private String id = "";

  @Option(names = "--channel", paramLabel = "CHANNEL", descriptionKey = "explain.channel")
  private String channel = "";

  @Option(names = "--all", descriptionKey = "explain.all")
  private boolean all;

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      print(find(client));
      return ExitCode.OK;
    } catch (NotFoundException e) {
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("explain.not-found", id), e);
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private GetPlanResponse find(RoutingClient client) {
    if (!channel.isEmpty()) {
      return client.explainPlan(channel, id);
    }
    Map<String, RoutingPlan> currentByChannel =
        client
            .listPlans(ListPlansRequest.newBuilder().setOrderId(id).build())
            .getPlansList()
            .stream()
            .collect(
                Collectors.toMap(
                    RoutingPlan::getChannel,
                    plan -> plan,
                    BinaryOperator.maxBy(Comparator.comparingInt(RoutingPlan::getRevision)),
                    TreeMap::new));
    if (currentByChannel.size() > 1) {
      throw new CommandException(
          ExitCode.USAGE,
          context
              .messages()
              .text("explain.several", id, String.join(", ", currentByChannel.keySet())));
    }
    return currentByChannel.isEmpty()
        ? client.explainPlan(id)
        : client.explainPlan(List.copyOf(currentByChannel.values()).get(0).getPlanId());
  }

  private void print(GetPlanResponse answer) {
    var out = context.terminal().out();
    if (output.isJson()) {
      out.println(Json.pretty(answer));
      return;
    }
    Messages messages = context.messages();
    Words words = new Words(messages, ZoneId.systemDefault());
    int width = context.terminal().width();
    new ExplanationReport(messages, words, width, all).lines(answer).forEach(out::println);
  }
}
