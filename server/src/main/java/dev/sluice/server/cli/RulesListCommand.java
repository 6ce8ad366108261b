package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.ListRuleSetsRequest;
import dev.sluice.routing.v1.ListRuleSetsResponse;
import dev.sluice.routing.v1.RuleSet;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rules list}: the rule sets that were published, the newest first. */
@Command(name = "list")
final class RulesListCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      descriptionKey = "rules.limit",
      defaultValue = "20")
  private int limit = 20;

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  RulesListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      ListRuleSetsResponse found =
          client.policy().listRuleSets(ListRuleSetsRequest.newBuilder().setPageSize(limit).build());
      if (output.isJson()) {
        found.getRuleSetsList().forEach(one -> context.terminal().out().println(Json.line(one)));
      } else {
        print(found);
      }
      return ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private void print(ListRuleSetsResponse found) {
    Messages messages = context.messages();
    Words words = new Words(messages, ZoneId.systemDefault());
    TextTable table =
        TextTable.of(
            TextTable.left(messages.text("rules.version-column")),
            TextTable.left(messages.text("rules.state-column")),
            TextTable.left(messages.text("rules.time-column")),
            TextTable.left(messages.text("rules.author-column")),
            TextTable.left(messages.text("rules.comment-column")));
    for (RuleSet one : found.getRuleSetsList()) {
      table.row(
          one.getVersion(),
          words.word(one.getState()),
          words.time(one.getPublishTime()),
          one.getAuthor(),
          one.getWithdrawnReason().isEmpty()
              ? one.getComment()
              : one.getComment() + " (" + one.getWithdrawnReason() + ")");
    }
    table.lines("", context.terminal().width()).forEach(context.terminal().out()::println);
  }
}
