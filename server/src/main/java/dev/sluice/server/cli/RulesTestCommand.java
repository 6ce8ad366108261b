package dev.sluice.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.cases.CaseResult;
import dev.sluice.rules.cases.CaseRunner;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rules test}: runs the cases beside the rules, one line each, without a server. */
@Command(name = "test")
final class RulesTestCommand implements Callable<Integer> {

  @Mixin private final CatalogOption catalog = new CatalogOption();

  @Option(names = "--only", paramLabel = "TEXT", descriptionKey = "rules.only")
  private String only = "";

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  private final ObjectMapper json = new ObjectMapper();

  RulesTestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<CaseResult> results;
    try {
      RuleSources sources = RuleSources.read(catalog.folder());
      RuleSet rules = new RuleSetCompiler().compile(sources);
      results =
          new CaseRunner(rules, sources)
              .run().stream().filter(result -> result.file().contains(only)).toList();
    } catch (RuleSetException e) {
      throw RulesReport.refused(context, e);
    }
    print(results);
    return results.stream().allMatch(CaseResult::passed) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void print(List<CaseResult> results) {
    PrintWriter out = context.terminal().out();
    if (output.isJson()) {
      results.forEach(result -> out.println(line(result)));
      return;
    }
    results.forEach(result -> out.println((result.passed() ? "+ " : "- ") + result.message()));
    long failed = results.stream().filter(result -> !result.passed()).count();
    out.println(context.messages().text("rules.cases", results.size() - failed, failed));
  }

  private ObjectNode line(CaseResult result) {
    ObjectNode line =
        json.createObjectNode()
            .put("file", result.file())
            .put("case", result.name())
            .put("passed", result.passed());
    result.expected().forEach(line.putArray("expected")::add);
    result.said().forEach(line.putArray("said")::add);
    return line.put("problem", result.problem());
  }
}
