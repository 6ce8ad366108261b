package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.Statement;
import dev.sluice.rules.Verdict;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.Explanation.AlternativeNote;
import dev.sluice.server.routing.model.Explanation.CandidateNote;
import dev.sluice.server.routing.model.Explanation.RuleNote;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static TestWorld world() {
    return new TestWorld()
        .warehouse("WH-A", a -> a.distanceKm = 50)
        .warehouse("WH-B", b -> b.distanceKm = 500)
        .warehouse("WH-Z", z -> z.covers = false)
        .service("SF-AIR")
        .service("ZTO-STD")
        .lane("WH-A", "SF-AIR", 12, 3, 20)
        .lane("WH-A", "ZTO-STD", 5, 2, 40)
        .lane("WH-B", "ZTO-STD", 4, 2, 60)
        .stock("WH-A", "CUP", 5)
        .stock("WH-B", "CUP", 1)
        .stock("WH-Z", "CUP", 9)
        .counter(CounterKey.warehouseDay("WH-A", TODAY), 100, 40)
        .cap("ZTO", 50, false)
        .parcels("ZTO", 60, 100);
  }

  private static CandidateNote note(Explanation explanation, String warehouseId, String service) {
    return explanation.candidates().stream()
        .filter(note -> note.warehouseId().equals(warehouseId))
        .filter(note -> note.carrierServiceId().orElse("").equals(service))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_candidate_has_its_cost_or_its_rejection_and_the_numbers_seen() {
    SaidRules rules = SaidRules.nothing().adjust(CandidateId.warehouse("WH-A"), "PREF-NEAR", -1);
    Explanation explanation = Decided.of(world(), order("2 x CUP"), rules).explain();
    assertThat(explanation.decidedTime()).isEqualTo(NOW);
    assertThat(explanation.networkVersion()).isEqualTo(7);
    assertThat(explanation.shortlistSize()).isEqualTo(2);
    CandidateNote chosen = note(explanation, "WH-A", "SF-AIR");
    assertThat(chosen.chosen()).isTrue();
    assertThat(chosen.linesItCouldShip()).containsExactly("CUP");
    assertThat(chosen.cost())
        .containsExactly(
            new CostTerm("tariff", Kind.CASH, 12 * YUAN),
            new CostTerm("PREF-NEAR", Kind.PREFERENCE, -YUAN));
    CandidateNote capped = note(explanation, "WH-A", "ZTO-STD");
    assertThat(capped.chosen()).isFalse();
    assertThat(capped.rejections().get(0).reason()).isEqualTo(UnfulfilledReason.CARRIER_SHARE_CAP);
    assertThat(capped.rejections().get(0).detail())
        .isEqualTo("ZTO is at its cap of 50 % in CN with 60 of 100 parcels");
    assertThat(capped.numbers())
        .containsEntry("capPpm CN", 500_000L)
        .containsEntry("parcels CN", 60L)
        .containsEntry("allParcels CN", 100L);
    assertThat(note(explanation, "WH-A", "").numbers())
        .containsEntry("dayUsed", 40L)
        .containsEntry("dayCapacity", 100L)
        .containsEntry("available CUP", 5L);
    assertThat(note(explanation, "WH-B", "").rejections().get(0).reason())
        .isEqualTo(UnfulfilledReason.OUT_OF_STOCK);
    assertThat(note(explanation, "WH-Z", "").rejections().get(0).reason())
        .isEqualTo(UnfulfilledReason.OUT_OF_COVERAGE);
  }

  @Test
  void rules_and_plans_that_lost_are_told() {
    SaidRules rules =
        SaidRules.nothing()
            .reject("CUP", CandidateId.service("SF", "SF-AIR"))
            .adjust(CandidateId.warehouse("WH-A"), "PREF-NEAR", 2);
    rules.order().statements(List.of(new Statement("SPLIT-1", Verdict.LIMIT_SHIPMENTS, "", 2, "")));
    TestWorld world = world().parcels("ZTO", 10, 100).stock("WH-B", "CUP", 5);
    Explanation explanation = Decided.of(world, order("2 x CUP"), rules).explain();
    assertThat(explanation.rules())
        .containsExactly(
            new RuleNote("SPLIT-1", "limitShipments", "order", "limitShipments 2"),
            new RuleNote("ELIG-2", "reject", "line CUP carrier SF/SF-AIR", "not for this line"),
            new RuleNote("PREF-NEAR", "surcharge", "warehouse WH-A", "preferred so"));
    assertThat(explanation.nextBest())
        .containsExactly(new AlternativeNote("2 x CUP @ WH-A by ZTO-STD", 7 * YUAN));
    assertThat(note(explanation, "WH-A", "SF-AIR").rejections())
        .extracting(Explanation.RejectionNote::ruleId)
        .containsExactly(Optional.of("ELIG-2"));
  }

  @Test
  void a_refused_order_is_explained_by_its_rules_alone() {
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .refusal(new OrderVerdicts.Refusal("INT-1", "blocked"))
        .statements(List.of(new Statement("INT-1", Verdict.REFUSE, "", 0, "blocked")));
    DecisionInput input = world().input(order("1 x CUP"), rules);
    Explanation explanation =
        new Explainer()
            .explain(input, new PolicyEvaluator().judgeOrder(input, OrderFacts.of(input)));
    assertThat(explanation.candidates()).isEmpty();
    assertThat(explanation.rules())
        .containsExactly(new RuleNote("INT-1", "refuse", "order", "blocked"));
  }
}
