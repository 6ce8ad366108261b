package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.routing.v1.GetRuleSetResponse;
import dev.sluice.routing.v1.Rule;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RuleSet;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rules show}: the rules of the live rule set, or the files of any. */
@Command(name = "show")
final class RulesShowCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "VERSION",
      descriptionKey = "rules.version-or-live")
  private String version = "";

  @Option(names = "--files", descriptionKey = "rules.files")
  private boolean files;

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  RulesShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (RoutingClient client = server.connect(context.messages())) {
      GetRuleSetResponse found =
          client
              .policy()
              .getRuleSet(
                  GetRuleSetRequest.newBuilder()
                      .setVersion(version)
                      .setIncludeFiles(files)
                      .build());
      if (output.isJson()) {
        context.terminal().out().println(Json.pretty(found));
      } else {
        print(found);
      }
      return ExitCode.OK;
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
  }

  private void print(GetRuleSetResponse found) {
    Messages messages = context.messages();
    PrintWriter out = context.terminal().out();
    RuleSet set = found.getRuleSet();
    Words words = new Words(messages, ZoneId.systemDefault());
    out.println(
        messages.text(
            "rules.set",
            set.getVersion(),
            words.word(set.getState()),
            words.time(set.getPublishTime()),
            set.getAuthor(),
            set.getComment()));
    if (set.getRulesCount() > 0) {
      TextTable table =
          TextTable.of(
              TextTable.left(messages.text("rules.rule-column")),
              TextTable.right(messages.text("rules.orders-column")),
              TextTable.left(messages.text("rules.sentence-column")));
      for (Rule rule : set.getRulesList()) {
        table.row(rule.getRuleId(), rule.getOrderCount(), rule.getSentence());
      }
      table.lines("", context.terminal().width()).forEach(out::println);
    }
    for (RuleFile file : found.getFilesList()) {
      out.println();
      out.println("# " + file.getPath());
      out.print(file.getContent().toStringUtf8());
    }
  }
}
