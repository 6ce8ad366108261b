package dev.sluice.server.routing;

import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What was decided for one order at one moment; nothing is reserved yet.
 *
 * @param rulesSpoken ids of the rules that had something to say
 * @param seeksMore whether some line has nobody left of those who were looked at, or most of them
 *     could not ship, while others may have it
 * @param explainer explains the proposal or one of its alternatives: work of its own, so that
 *     nobody who waits for a plan waits for it
 */
public record Decision(
    PlanningResult result,
    SortedSet<String> rulesSpoken,
    boolean seeksMore,
    Function<ProposedPlan, Explanation> explainer) {

  /** Why the proposal is as it is. */
  public Explanation explain() {
    return explainer.apply(result.plan());
  }

  /** Why the plan that stands is as it is: the proposal's or an alternative's. */
  public Explanation explain(RoutingPlan stands) {
    for (ProposedPlan alternative : result.alternatives()) {
      if (alternative.plan().equals(stands)) {
        return explainer.apply(alternative);
      }
    }
    return explain();
  }

  /** The same decision, made another way than usual; its plans say why. */
  Decision withFallback(String why) {
    return new Decision(
        new PlanningResult(
            withFallback(result.plan(), why),
            result.alternatives().stream().map(plan -> withFallback(plan, why)).toList(),
            result.priority(),
            result.workSteps(),
            result.workBoundHit()),
        rulesSpoken,
        seeksMore,
        explainer);
  }

  private static ProposedPlan withFallback(ProposedPlan proposed, String why) {
    return new ProposedPlan(proposed.plan().withFallback(Optional.of(why)), proposed.takes());
  }
}
