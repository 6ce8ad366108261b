package dev.sluice.server.routing;

import dev.sluice.rules.OrderFuel;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The decision itself: equal inputs get equal decisions, whenever and wherever they are made.
 * Routing, planning and replaying an order all run this.
 */
public final class Decider {

  private final CandidateFinder finder;
  private final PolicyEvaluator evaluator;
  private final Planner planner;
  private final ArrivalPlanner arrivals;
  private final Explainer explainer;
  private final OptionLister options;
  private final PlannerLimits limits;

  public Decider(PlannerLimits limits) {
    this.finder = new CandidateFinder(limits);
    this.evaluator = new PolicyEvaluator();
    this.planner = new Planner(limits);
    this.arrivals = new ArrivalPlanner(this::planOnce);
    this.explainer = new Explainer();
    this.options = new OptionLister(limits);
    this.limits = limits;
  }

  PlannerLimits limits() {
    return limits;
  }

  /** Decides on what was captured; reserves nothing. */
  public Decision decide(DecisionInput input) {
    return OrderFuel.share(() -> decided(input, now -> arrivals.complete(input, now)));
  }

  /**
   * All steps of a decision.
   *
   * @param completion what becomes of the plan from the stock that the input shows
   */
  private Decision decided(DecisionInput input, UnaryOperator<PlanningResult> completion) {
    OrderFacts facts = OrderFacts.of(input);
    OrderVerdicts orderVerdicts = evaluator.judgeOrder(input, facts);
    if (input.raceLost()) {
      return withoutCandidates(input, orderVerdicts, planner.lostRace(input, orderVerdicts));
    }
    if (Verdicts.reservesNothing(orderVerdicts)) {
      return withoutCandidates(input, orderVerdicts, planner.reserveNothing(input, orderVerdicts));
    }
    Candidates candidates = finder.find(input, orderVerdicts);
    Verdicts verdicts = evaluator.judgeCandidates(input, facts, candidates, orderVerdicts);
    PlanningResult result = completion.apply(planner.plan(input, candidates, verdicts));
    return new Decision(
        result,
        ruleIds(Stream.of(orderVerdicts.spoken(), verdicts.candidates().spoken())),
        seeksMore(input, candidates, verdicts),
        stands -> explainer.explain(input, candidates, verdicts, result, stands));
  }

  /**
   * The ways this order could go if it were the first of its day, for working out what scarce
   * things are worth; none where rules refuse or defer it.
   */
  public OrderOptions options(DecisionInput seen) {
    DecisionInput input = seen.beforeTheDay();
    DecisionInput free = input.withTolls(Tolls.none());
    OrderFacts facts = OrderFacts.of(free);
    OrderVerdicts orderVerdicts = evaluator.judgeOrder(free, facts);
    if (Verdicts.reservesNothing(orderVerdicts)) {
      return OrderOptions.NONE;
    }
    Candidates candidates = finder.find(free, orderVerdicts);
    Verdicts verdicts = evaluator.judgeCandidates(free, facts, candidates, orderVerdicts);
    List<PlanningResult> planned = new ArrayList<>(2);
    if (input.order().lines().size() > 1) {
      planned.add(planner.plan(free, candidates, verdicts));
      if (!input.tolls().isEmpty()) {
        planned.add(planOnce(input));
      }
    }
    return options.list(free, candidates, verdicts, planned);
  }

  /** The plan from nothing but the stock that the input shows. */
  private PlanningResult planOnce(DecisionInput input) {
    return decided(input, now -> now).result();
  }

  private Decision withoutCandidates(
      DecisionInput input, OrderVerdicts orderVerdicts, PlanningResult result) {
    return new Decision(
        result,
        ruleIds(Stream.of(orderVerdicts.spoken())),
        false,
        stands -> explainer.explain(input, orderVerdicts));
  }

  private boolean seeksMore(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    Contenders contenders = input.contenders();
    boolean fewAble = 2 * candidates.ranked().size() < contenders.warehouseIds().size();
    for (int line = 0; line < candidates.lines().size(); line++) {
      String sku = candidates.lines().get(line).sku();
      boolean unseen = contenders.unseenSkus().contains(sku);
      if (unseen && fewAble) {
        return true;
      }
      if ((unseen || contenders.hidesServices(limits, input.stock(), sku))
          && !PolicyEvaluator.hasSomebody(candidates, verdicts, line)) {
        return true;
      }
    }
    return false;
  }

  private static SortedSet<String> ruleIds(Stream<List<Spoken>> spoken) {
    return spoken
        .flatMap(List::stream)
        .map(Spoken::ruleId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
