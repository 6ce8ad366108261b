package dev.sluice.rules.recall;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.Stage;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule set that asks the rule engine only what it has not been asked before. Rules are pure, so
 * one that finds equal values in everything it can read says the same again; {@link Premise} knows
 * what that is. A stage with a rule whose premise is unknown is always evaluated.
 */
public final class RememberingRules implements RuleSet {
  private final RuleSet rules;
  private final Map<Question, Answer> memory;
  private final Optional<List<Premise>> orderPremises;
  private final Optional<CandidateMemory> candidates;

  /**
   * @param premises of those rules that have one
   * @param memory of this rule set alone; safe for many threads, and may forget at any time
   */
  public RememberingRules(RuleSet rules, List<Premise> premises, Map<Question, Answer> memory) {
    this.rules = rules;
    this.memory = memory;
    this.orderPremises = premises(Stage.ORDER, premises);
    this.candidates =
        premises(Stage.CANDIDATE, premises).map(known -> new CandidateMemory(known, memory));
  }

  /** Those of a stage, by rule id; empty where a rule of the stage has none. */
  private Optional<List<Premise>> premises(Stage stage, List<Premise> premises) {
    Map<String, Premise> byRule =
        premises.stream().collect(Collectors.toMap(Premise::ruleId, premise -> premise));
    List<Premise> found = new ArrayList<>();
    for (RuleInfo rule : rules.rules()) {
      if (rule.stage() == stage) {
        @Nullable Premise premise = byRule.get(rule.id());
        if (premise == null) {
          return Optional.empty();
        }
        found.add(premise);
      }
    }
    found.sort(Comparator.comparing(Premise::ruleId));
    return Optional.of(found);
  }

  @Override
  public String version() {
    return rules.version();
  }

  @Override
  public List<RuleInfo> rules() {
    return rules.rules();
  }

  @Override
  public boolean usesOptions() {
    return rules.usesOptions();
  }

  @Override
  public OrderVerdicts judgeOrder(Order order, List<Line> lines, Instant now) {
    if (orderPremises.isEmpty()) {
      return rules.judgeOrder(order, lines, now);
    }
    Question question = orderQuestion(orderPremises.get(), order, lines, now);
    if (memory.get(question) instanceof Answer.OfOrderStage known) {
      return known.verdicts();
    }
    OrderVerdicts said = rules.judgeOrder(order, lines, now);
    memory.put(question, new Answer.OfOrderStage(said));
    return said;
  }

  private static Question orderQuestion(
      List<Premise> premises, Order order, List<Line> lines, Instant now) {
    List<Object> values = new ArrayList<>(16);
    values.add(Stage.ORDER);
    for (int i = 0; i < premises.size(); i++) {
      Premise premise = premises.get(i);
      if (premise.mayMatch(order, now)) {
        List<Line> matching = premise.matching(lines);
        if (premise.line().isEmpty() || !matching.isEmpty()) {
          values.add(i);
          premise.addValues(order, matching, lines, values);
        }
      }
    }
    return new Question(values);
  }

  @Override
  public CandidateVerdicts judgeCandidates(
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options,
      Instant now) {
    if (candidates.isEmpty()) {
      return rules.judgeCandidates(order, lines, warehouses, carriers, options, now);
    }
    CandidateRecall recall =
        CandidateRecall.of(candidates.get(), order, lines, warehouses, carriers, now);
    if (recall.misses()) {
      recall.learn(
          rules.judgeCandidates(
              order, lines, recall.missedWarehouses(), recall.missedCarriers(), List.of(), now));
    }
    return recall.verdicts();
  }

  @Override
  public ShareVerdicts judgeShares(RegionGroup group, List<ShareCarrier> carriers, Instant now) {
    return rules.judgeShares(group, carriers, now);
  }
}
