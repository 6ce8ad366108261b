package dev.sluice.server.routing;

import dev.sluice.server.ledger.StoredPlan;
import java.util.function.Consumer;

/** Hears of every decision that is about to be reserved, and of the plan once it is a fact. */
@FunctionalInterface
public interface DecisionListener {

  /**
   * Called on the deciding thread. Must be quick and must not throw: the order is decided whatever
   * happens here.
   *
   * @return told of the plan after it is durable and before the caller is, under the same terms;
   *     dropped when another plan stands instead. Many wait at a time: it should hold little
   */
  Consumer<StoredPlan> decided(DecisionInput input, Decision decision);
}
