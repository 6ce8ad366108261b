package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.RoutingPlan;

/** One decision with all that its steps answered. */
record Decided(
    DecisionInput input, Candidates candidates, Verdicts verdicts, PlanningResult result) {

  static Decided of(TestWorld world, Order order) {
    return of(world.input(order), PlannerLimits.DEFAULT);
  }

  static Decided of(TestWorld world, Order order, SaidRules rules) {
    return of(world.input(order, rules), PlannerLimits.DEFAULT);
  }

  static Decided of(DecisionInput input, PlannerLimits limits) {
    PolicyEvaluator policy = new PolicyEvaluator();
    OrderVerdicts said = policy.judgeOrder(input, OrderFacts.of(input));
    Candidates candidates = new CandidateFinder(limits).find(input, said);
    Verdicts verdicts = policy.judgeCandidates(input, OrderFacts.of(input), candidates, said);
    return new Decided(
        input, candidates, verdicts, new Planner(limits).plan(input, candidates, verdicts));
  }

  RoutingPlan plan() {
    return result.plan().plan();
  }

  Explanation explain() {
    return new Explainer().explain(input, candidates, verdicts, result, result.plan());
  }

  String sentence() {
    return PlanSentence.of(plan());
  }
}
