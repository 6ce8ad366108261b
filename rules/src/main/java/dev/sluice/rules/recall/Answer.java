package dev.sluice.rules.recall;

import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.OrderVerdicts;
import java.util.List;

/** What rules said to a {@link Question}. */
public sealed interface Answer {

  /** What all rules of the order stage said. */
  record OfOrderStage(OrderVerdicts verdicts) implements Answer {}

  /**
   * What one rule of the candidate stage said of one candidate. The candidate and the lines it
   * names are those it was asked about, whatever their ids: ids are questions only where a rule
   * reads them.
   */
  record OfRule(List<Rejection> rejections, List<Adjustment> adjustments) implements Answer {
    static final OfRule NOTHING = new OfRule(List.of(), List.of());

    public OfRule {
      rejections = List.copyOf(rejections);
      adjustments = List.copyOf(adjustments);
    }
  }
}
