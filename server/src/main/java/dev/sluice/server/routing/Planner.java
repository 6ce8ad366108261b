package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Deferral;
import dev.sluice.rules.OrderVerdicts.Refusal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.routing.search.FoundPlan;
import dev.sluice.server.routing.search.PlanSearch;
import dev.sluice.server.routing.search.SearchSpace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the cheapest plan within the verdicts. */
public final class Planner {

  private final PlannerLimits limits;

  public Planner(PlannerLimits limits) {
    this.limits = limits;
  }

  /** The cheapest plan and its next best alternatives, with all that their shipments take. */
  public PlanningResult plan(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    ShipmentPricer pricer = new ShipmentPricer(input, candidates, verdicts);
    SearchSpace space = new SpaceBuilder(candidates, verdicts, pricer).build(limits);
    PlanSearch.Result found = search(space);
    @Nullable FoundPlan atAnyPrice = null;
    if (found.best().missed().lines() > 0 && space.shortageMicros().isPresent()) {
      atAnyPrice = search(space.atAnyPrice()).best();
    }
    PlanAssembler assembler =
        new PlanAssembler(input, candidates, verdicts, space, pricer, found.boundHit(), atAnyPrice);
    List<ProposedPlan> alternatives =
        found.plans().stream().skip(1).map(assembler::assemble).toList();
    return new PlanningResult(
        assembler.assemble(found.best()),
        alternatives,
        verdicts.order().priority(),
        found.steps(),
        found.boundHit());
  }

  /** The plan of an order that rules refuse or defer: nothing is reserved. */
  public PlanningResult reserveNothing(DecisionInput input, OrderVerdicts verdicts) {
    UnfulfilledLines unfulfilled = new UnfulfilledLines(input.order(), verdicts);
    if (verdicts.refusal().isPresent()) {
      Refusal refusal = verdicts.refusal().get();
      return nothing(
          input,
          verdicts,
          unfulfilled.all(
              byRule(refusal.ruleId(), refusal.reason()), Disposition.REFUSE, Optional.empty()));
    }
    Deferral deferral =
        verdicts
            .deferral()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No rule refuses or defers order " + input.order().key()));
    return nothing(
        input,
        verdicts,
        unfulfilled.all(
            byRule(deferral.ruleId(), deferral.reason()),
            Disposition.DEFER,
            Optional.of(input.time().plus(deferral.retryAfter()))));
  }

  /** The plan of an order that lost the race for every plan made for it: nothing is reserved. */
  public PlanningResult lostRace(DecisionInput input, OrderVerdicts verdicts) {
    LineReason lost =
        new LineReason(
            UnfulfilledReason.LOST_RACE,
            Optional.empty(),
            "other orders took what every plan for this one needed");
    return nothing(input, verdicts, new UnfulfilledLines(input.order(), verdicts).all(lost));
  }

  /**
   * Within the caps first. Only where that misses something may carriers pass caps that are not
   * strict, and only if it then misses less.
   */
  private PlanSearch.Result search(SearchSpace space) {
    PlanSearch.Result within = PlanSearch.run(space, false, limits.workBound());
    if (within.best().missed().lines() == 0 || !space.feelsCaps()) {
      return within;
    }
    PlanSearch.Result beyond = PlanSearch.run(space, true, limits.workBound());
    boolean better = beyond.best().missed().compareTo(within.best().missed()) < 0;
    return new PlanSearch.Result(
        better ? beyond.plans() : within.plans(),
        within.steps() + beyond.steps(),
        within.boundHit() || beyond.boundHit());
  }

  private static LineReason byRule(String ruleId, String reason) {
    return new LineReason(UnfulfilledReason.RULE, Optional.of(ruleId), reason);
  }

  private static PlanningResult nothing(
      DecisionInput input, OrderVerdicts verdicts, List<UnfulfilledLine> lines) {
    RoutingPlan plan =
        new RoutingPlan(
            List.of(),
            lines,
            List.of(),
            input.rules().version(),
            input.time(),
            Optional.empty(),
            List.of(),
            verdicts.tags());
    return new PlanningResult(
        new ProposedPlan(plan, List.of()), List.of(), verdicts.priority(), 0, false);
  }
}
