package dev.sluice.rules.bench;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleSet;
import java.time.Instant;

/** What rules say to one order and its candidates. */
record Judgement(OrderVerdicts order, CandidateVerdicts candidates) {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  static Judgement of(RuleSet rules, GeneratedOrder asked) {
    return new Judgement(
        rules.judgeOrder(asked.order(), asked.lines(), NOW),
        rules.judgeCandidates(
            asked.order(),
            asked.lines(),
            asked.warehouses(),
            asked.carriers(),
            asked.options(),
            NOW));
  }

  static Judgement ofTwin(GeneratedOrder asked) {
    return new Judgement(
        OrderTwin.judge(asked.order(), asked.lines()),
        CandidateTwin.judge(asked.order(), asked.lines(), asked.warehouses(), asked.carriers()));
  }
}
