package dev.sluice.server.routing;

import dev.sluice.rules.OutOfFuelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, and where the live rules cost more than a decision may, decides again by the last good
 * ones. The plan names the rules that decided it, and says so.
 */
final class FallbackDecider {
  private static final Logger log = LoggerFactory.getLogger(FallbackDecider.class);

  private final Decider decider;
  private final PolicySource policies;

  /**
   * A decision and what it saw.
   *
   * @param seen with the rules that decided
   */
  record Outcome(DecisionInput seen, Decision decision) {}

  FallbackDecider(Decider decider, PolicySource policies) {
    this.decider = decider;
    this.policies = policies;
  }

  /** Throws {@link OutOfFuelException} when no earlier rules are known. */
  Outcome decide(DecisionInput input) {
    try {
      return new Outcome(input, decider.decide(input));
    } catch (OutOfFuelException e) {
      Policy lastGood = policies.lastGood(input.rules()).orElseThrow(() -> e);
      log.error(
          "Rule set {} ran out of fuel at rule `{}`; the order is answered by rule set {}",
          input.rules().version(),
          e.ruleId(),
          lastGood.rules().version());
      DecisionInput again = input.withPolicy(lastGood);
      String why =
          "Rule set %s cost more than a decision may, at rule %s; the last good one decided"
              .formatted(input.rules().version(), e.ruleId());
      return new Outcome(again, decider.decide(again).withFallback(why));
    }
  }
}
