package dev.sluice.server.routing;

import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.routing.model.OrderKey;
import java.util.Optional;

/** Knows the policy in force. */
@FunctionalInterface
public interface PolicySource {

  /** The policy at this moment. */
  Policy current();

  /** The policy that decides an order; another one than the current where a trial takes it. */
  default Policy forOrder(OrderKey key) {
    return current();
  }

  /**
   * The policy to decide by where rules fail on an order; the source no longer gives these rules
   * then.
   *
   * @return empty when the order has to fail: no earlier rules are known, or live ones fail by
   *     saying something impossible
   */
  default Optional<Policy> lastGood(RuleSet failed, RuleFailedException why) {
    return Optional.empty();
  }
}
