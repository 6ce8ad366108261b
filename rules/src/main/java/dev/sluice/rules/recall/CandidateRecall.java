package dev.sluice.rules.recall;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One judgement of candidates: what is remembered of it, and what has to be asked. */
final class CandidateRecall {
  private final CandidateMemory memory;
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();
  private final List<Missed> missed = new ArrayList<>(0);

  /** A rule that has not been asked this yet. */
  private record Missed(
      int rule,
      Candidate candidate,
      CandidateId id,
      List<Line> matching,
      @Nullable Question question) {}

  private CandidateRecall(CandidateMemory memory) {
    this.memory = memory;
  }

  static CandidateRecall of(
      CandidateMemory memory,
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      Instant now) {
    CandidateRecall recall = new CandidateRecall(memory);
    @Nullable CandidateId[] warehouseIds = new CandidateId[warehouses.size()];
    @Nullable CandidateId[] carrierIds = new CandidateId[carriers.size()];
    List<Object> values = new ArrayList<>();
    for (int rule = 0; rule < memory.premises().size(); rule++) {
      Premise premise = memory.premises().get(rule);
      if (!premise.mayMatch(order, now)) {
        continue;
      }
      List<Line> matching = premise.matching(lines);
      if (premise.line().isPresent() && matching.isEmpty()) {
        continue;
      }
      values.clear();
      values.add(rule);
      premise.addValues(order, matching, lines, values);
      if (premise.warehouse().isPresent()) {
        Asked<Warehouse> asked = premise.warehouse().get();
        recall.ask(rule, asked, warehouses, warehouseIds, matching, values);
      } else if (premise.carrier().isPresent()) {
        recall.ask(rule, premise.carrier().get(), carriers, carrierIds, matching, values);
      }
    }
    return recall;
  }

  private <F extends Candidate> void ask(
      int rule,
      Asked<F> asked,
      List<F> candidates,
      @Nullable CandidateId[] ids,
      List<Line> matching,
      List<Object> values) {
    int shared = values.size();
    for (int i = 0; i < candidates.size(); i++) {
      F candidate = candidates.get(i);
      if (asked.mayMatch(candidate)) {
        asked.addValues(candidate, values);
        @Nullable Question question = values.size() == 1 ? null : new Question(values);
        values.subList(shared, values.size()).clear();
        @Nullable CandidateId id = ids[i];
        if (id == null) {
          id = CandidateId.of(candidate);
          ids[i] = id;
        }
        Answer.@Nullable OfRule known = memory.find(rule, question);
        if (known == null) {
          missed.add(new Missed(rule, candidate, id, matching, question));
        } else {
          add(rule, id, matching, known);
        }
      }
    }
  }

  boolean misses() {
    return !missed.isEmpty();
  }

  List<Warehouse> missedWarehouses() {
    return missed(Warehouse.class);
  }

  List<Carrier> missedCarriers() {
    return missed(Carrier.class);
  }

  private <F extends Candidate> List<F> missed(Class<F> kind) {
    return missed.stream()
        .map(Missed::candidate)
        .filter(kind::isInstance)
        .map(kind::cast)
        .distinct()
        .toList();
  }

  /** Takes over what was missed from what the rules said of every missed candidate. */
  void learn(CandidateVerdicts said) {
    for (Missed miss : missed) {
      Answer.OfRule answer = answer(miss, said);
      memory.put(miss.rule(), miss.question(), answer);
      add(miss.rule(), miss.id(), miss.matching(), answer);
    }
  }

  private Answer.OfRule answer(Missed miss, CandidateVerdicts said) {
    Premise premise = memory.premises().get(miss.rule());
    List<Rejection> rejected =
        said.rejections().stream()
            .filter(one -> one.ruleId().equals(premise.ruleId()))
            .filter(one -> one.candidate().equals(miss.id()))
            .filter(one -> !premise.saysTheSameOfEveryLine() || isOfFirst(one, miss.matching()))
            .toList();
    List<Adjustment> adjusted =
        said.adjustments().stream()
            .filter(one -> one.ruleId().equals(premise.ruleId()))
            .filter(one -> one.candidate().equals(miss.id()))
            .toList();
    return rejected.isEmpty() && adjusted.isEmpty()
        ? Answer.OfRule.NOTHING
        : new Answer.OfRule(rejected, adjusted);
  }

  private static boolean isOfFirst(Rejection one, List<Line> matching) {
    return one.sku().isEmpty() || one.sku().get().equals(matching.get(0).sku());
  }

  private void add(int rule, CandidateId id, List<Line> matching, Answer.OfRule answer) {
    for (Rejection one : answer.rejections()) {
      if (one.sku().isPresent() && memory.premises().get(rule).saysTheSameOfEveryLine()) {
        for (Line line : matching) {
          rejections.add(new Rejection(id, Optional.of(line.sku()), one.ruleId(), one.reason()));
        }
      } else {
        rejections.add(new Rejection(id, one.sku(), one.ruleId(), one.reason()));
      }
    }
    for (Adjustment one : answer.adjustments()) {
      adjustments.add(new Adjustment(id, one.micros(), one.ruleId(), one.reason()));
    }
  }

  CandidateVerdicts verdicts() {
    return CandidateVerdicts.of(rejections, adjustments);
  }
}
