package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.rules.Diagnostic;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.policy.GraveImpactException;
import dev.sluice.server.policy.RulesRefusedException;
import dev.sluice.server.policy.UnknownRuleSetException;
import java.util.List;
import java.util.Map;

/** What the rules desk refuses, in the contract's reasons. */
final class RulesRefusals {
  private RulesRefusals() {}

  static RequestRefusedException of(Throwable refusal) {
    String message = String.valueOf(refusal.getMessage());
    if (refusal instanceof UnknownRuleSetException unknown) {
      return RequestRefusedException.of(
          ErrorReason.ERROR_REASON_RULE_SET_NOT_FOUND,
          message,
          Map.of("kind", "rule-set", "id", unknown.version(), "version", unknown.version()));
    }
    if (refusal instanceof RulesRefusedException refused) {
      List<FieldProblem> fields =
          refused.problems().stream()
              .map(problem -> new FieldProblem(place(problem), problem.message()))
              .toList();
      return RequestRefusedException.ofFields(
          ErrorReason.ERROR_REASON_RULES_REFUSED,
          message,
          Map.of("problems", Integer.toString(fields.size())),
          fields);
    }
    Impact impact = ((GraveImpactException) refusal).impact();
    return RequestRefusedException.of(
        ErrorReason.ERROR_REASON_GRAVE_IMPACT,
        message,
        Map.of(
            "orders", Integer.toString(impact.orders()),
            "worse", Integer.toString(impact.worse()),
            "better", Integer.toString(impact.better()),
            "failed", Integer.toString(impact.failed())));
  }

  private static String place(Diagnostic problem) {
    String file = problem.file().isEmpty() ? "files" : problem.file();
    return problem.line() == 0 ? file : file + ":" + problem.line();
  }
}
