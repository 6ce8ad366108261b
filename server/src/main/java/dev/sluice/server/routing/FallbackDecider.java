package dev.sluice.server.routing;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.server.routing.WideningDecider.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, and where the rules cost more than a decision may, or fail while they are on trial,
 * decides again by the last good ones. The plan names the rules that decided it, and says so.
 */
final class FallbackDecider implements WideningDecider.Step {
  private static final Logger log = LoggerFactory.getLogger(FallbackDecider.class);

  private final Decider decider;
  private final PolicySource policies;

  FallbackDecider(Decider decider, PolicySource policies) {
    this.decider = decider;
    this.policies = policies;
  }

  /** Throws {@link RuleFailedException} when no other rules may answer. */
  @Override
  public Outcome decide(DecisionInput input) {
    try {
      return new Outcome(input, decider.decide(input));
    } catch (RuleFailedException e) {
      String failed = input.rules().version();
      Policy lastGood =
          policies
              .lastGood(input.rules(), e)
              .filter(policy -> !policy.rules().version().equals(failed))
              .orElseThrow(() -> e);
      String why = why(failed, e);
      log.error("{}: rule set {}", why, lastGood.rules().version());
      // What is good for trials may be costly, too: its own last good ones answer then.
      Outcome again = decide(input.withPolicy(lastGood));
      return new Outcome(again.seen(), again.decision().withFallback(why));
    }
  }

  private static String why(String version, RuleFailedException failure) {
    return failure instanceof OutOfFuelException
        ? "Rule set %s cost more than a decision may, at rule %s; the last good one decided"
            .formatted(version, failure.ruleId())
        : "Rule set %s failed on trial, at rule %s; the live one decided"
            .formatted(version, failure.ruleId());
  }
}
