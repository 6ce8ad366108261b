package dev.sluice.server.cli;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice rules diff}: the lines in which two rule sets differ; a folder counts as one. */
@Command(name = "diff")
final class RulesDiffCommand implements Callable<Integer> {

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "FROM", descriptionKey = "rules.diff-from")
  private String from = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TO", descriptionKey = "rules.diff-to")
  private String to = "";

  private final CommandContext context;

  RulesDiffCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean same;
    try (RoutingClient client = server.connect(context.messages())) {
      SortedMap<String, String> before = to.isEmpty() ? read(client, "") : read(client, from);
      SortedMap<String, String> after = read(client, to.isEmpty() ? from : to);
      same = before.equals(after);
      FileDifferences.lines(before, after).forEach(context.terminal().out()::println);
    } catch (SluiceException e) {
      throw new ServerFailures(context.messages(), server.target()).fatal(e);
    }
    return same ? ExitCode.OK : ExitCode.FINDINGS;
  }

  /** The text of each file by its path. */
  private SortedMap<String, String> read(RoutingClient client, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    Path folder = Path.of(name);
    if (!name.isEmpty() && Files.isDirectory(folder)) {
      try {
        RuleSources.read(folder).files().forEach(file -> texts.put(file.path(), file.text()));
      } catch (RuleSetException e) {
        throw new CommandException(ExitCode.FINDINGS, String.valueOf(e.getMessage()), e);
      }
      return texts;
    }
    client
        .policy()
        .getRuleSet(GetRuleSetRequest.newBuilder().setVersion(name).setIncludeFiles(true).build())
        .getFilesList()
        .forEach(file -> texts.put(file.getPath(), file.getContent().toStringUtf8()));
    return texts;
  }
}
