package dev.sluice.server.cli;

import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.grpc.PolicyMapper;
import dev.sluice.server.policy.RuleSetCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice rules check}: says what is wrong in a folder of rules, without a server. */
@Command(name = "check")
final class RulesCheckCommand implements Callable<Integer> {

  @Mixin private final CatalogOption catalog = new CatalogOption();

  @Option(names = "--strict", descriptionKey = "rules.strict")
  private boolean strict;

  @Mixin private final OutputOption output = new OutputOption();

  private final CommandContext context;

  RulesCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CheckRulesResponse checked =
        PolicyMapper.toProto(new RuleSetCheck(new RuleSetCompiler()).checkFolder(catalog.folder()));
    if (output.isJson()) {
      context.terminal().out().println(Json.pretty(checked));
    } else {
      new RulesReport(context).print(checked);
    }
    boolean findings = checked.getProblemsCount() > 0 || (strict && checked.getWarningsCount() > 0);
    return findings ? ExitCode.FINDINGS : ExitCode.OK;
  }
}
