package dev.sluice.server.cli;

import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.routing.v1.RuleDiagnostic;
import dev.sluice.routing.v1.RulesImpact;
import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import java.io.PrintWriter;
import java.util.List;

/** Prints what commands on rules have to say. */
final class RulesReport {

  private final Messages messages;
  private final PrintWriter out;

  RulesReport(CommandContext context) {
    this.messages = context.messages();
    this.out = context.terminal().out();
  }

  /** Prints why rules cannot be used, one problem a line; answers what ends the command. */
  static CommandException refused(CommandContext context, RuleSetException refusal) {
    Messages messages = context.messages();
    List<Diagnostic> problems = refusal.diagnostics();
    problems.forEach(problem -> context.terminal().err().println(line(messages, problem)));
    return new CommandException(
        ExitCode.FINDINGS, messages.text("rules.refused", problems.size()), refusal);
  }

  /** The problems and warnings, one a line, and a summary. */
  void print(CheckRulesResponse checked) {
    problems(checked.getProblemsList());
    for (RuleDiagnostic warning : checked.getWarningsList()) {
      out.println(messages.text("rules.warning", line(warning)));
    }
    out.println(
        checked.getProblemsCount() == 0
            ? messages.text(
                "rules.good",
                checked.getVersion(),
                checked.getRuleCount(),
                checked.getCaseCount(),
                checked.getWarningsCount())
            : messages.text("rules.refused", checked.getProblemsCount()));
  }

  void problems(List<RuleDiagnostic> problems) {
    problems.forEach(problem -> out.println(line(problem)));
  }

  /** What the rules would have done to past orders; nothing where none were asked. */
  void impact(RulesImpact impact) {
    if (impact.getOrderCount() > 0) {
      out.println(
          messages.text(
              "rules.impact",
              impact.getOrderCount(),
              impact.getWorseCount(),
              impact.getBetterCount(),
              impact.getOtherWayCount(),
              impact.getFailedCount()));
    }
  }

  /** As compilers write it, so that editors find the place. */
  private String line(RuleDiagnostic one) {
    // Servers from before there were Chinese messages leave them out.
    String inChinese = one.getMessageZh().isEmpty() ? one.getMessage() : one.getMessageZh();
    return line(
        messages,
        new Diagnostic(
            one.getFile(),
            one.getLine(),
            one.getColumn(),
            one.getCode(),
            one.getFound(),
            one.getMessage(),
            inChinese));
  }

  private static String line(Messages messages, Diagnostic one) {
    return messages.isChinese() ? one.inChinese() : one.toString();
  }
}
