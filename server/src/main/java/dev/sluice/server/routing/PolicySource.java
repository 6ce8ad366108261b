package dev.sluice.server.routing;

import dev.sluice.rules.RuleSet;
import java.util.Optional;

/** Knows the policy in force. */
@FunctionalInterface
public interface PolicySource {

  /** The policy at this moment. */
  Policy current();

  /**
   * The policy to decide by where rules cost more than a decision may; the source no longer gives
   * these rules then.
   *
   * @return empty when no earlier rules are known
   */
  default Optional<Policy> lastGood(RuleSet failed) {
    return Optional.empty();
  }
}
