package dev.sluice.server.scenarios;

import static dev.sluice.routing.v1.Handling.HANDLING_FRAGILE;
import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.AlternativeNote;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.PlanCost;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.Rule;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan can say why it is as it is: who else was considered, at what cost, and why not. */
class A05_ExplanationIT {

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .carrier("ZTO", CarrierRole.CARRIER_ROLE_MAIN)
              .service("ZTO-STANDARD", "ZTO", "4.00", zto -> zto.setHandlesFragile(false)));

  @Test
  void costTermsAddUpToTheTotal() {
    sluice.sells("FORK", at("Hangzhou", 10));
    sluice.sells("KNIFE", at("Wuhan", 10));

    RoutingPlan plan = sluice.route(sluice.order("adds-up").line("FORK", 2).line("KNIFE", 1));

    PlanCost cost = plan.getCost();
    List<CostTerm> byShipment = new ArrayList<>(cost.getOrderTermsList());
    plan.getPlannedShipmentsList().forEach(shipment -> byShipment.addAll(shipment.getCostList()));
    assertThat(plan.getPlannedShipmentsCount()).isEqualTo(2);
    assertThat(sum(cost.getTermsList())).isEqualByComparingTo(yuan(cost.getTotal()));
    assertThat(sum(byShipment)).isEqualByComparingTo(yuan(cost.getTotal()));
    assertThat(
            yuan(cost.getCash()).add(yuan(cost.getPreference())).add(yuan(cost.getOpportunity())))
        .isEqualByComparingTo(yuan(cost.getTotal()));
    // What finance pays: two parcels of 4 yuan.
    assertThat(yuan(cost.getCash())).isEqualByComparingTo("8.00");
    assertThat(cost.getTermsList())
        .extracting(CostTerm::getName)
        .containsExactlyInAnyOrder(
            "tariff", "PREF-010", "PREF-060", "valueOfTime", "shareToll", "splitCost");
    assertThat(cost.getTermsList())
        .filteredOn(term -> term.getKind() == CostKind.COST_KIND_CASH)
        .extracting(CostTerm::getName)
        .containsExactly("tariff");
  }

  @Test
  void listsEveryCandidateWithItsCostOrItsRejection() {
    sluice.sells(
        "VASE", List.of(HANDLING_FRAGILE), at("Hangzhou", 5), at("Wuhan", 7), at("Beijing", 0));

    RoutingPlan plan = sluice.route(sluice.order("explained").line("VASE", 2));
    Explanation why = sluice.explained(plan).getExplanation();

    CandidateNote chosen = candidate(why, "Hangzhou", "SF-EXPRESS");
    assertThat(chosen.getChosen()).isTrue();
    assertThat(chosen.getRejectionsList()).isEmpty();
    PlannedShipment shipment = plan.getPlannedShipments(0);
    assertThat(chosen.getCostList()).isEqualTo(shipment.getCostList());

    CandidateNote dearer = candidate(why, "Wuhan", "SF-EXPRESS");
    assertThat(dearer.getChosen()).isFalse();
    assertThat(sum(dearer.getCostList())).isGreaterThan(sum(chosen.getCostList()));

    assertThat(candidate(why, "Hangzhou", "ZTO-STANDARD").getRejectionsList())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.getReason())
                  .isEqualTo(UnfulfilledReason.UNFULFILLED_REASON_RULE);
              assertThat(rejection.getRuleId()).isEqualTo("ELIG-010");
              assertThat(rejection.getSku()).isEqualTo("VASE");
              assertThat(rejection.getDetail()).contains("not certified for fragile goods");
            });
    assertThat(candidate(why, "Beijing", "").getRejections(0).getReason())
        .isEqualTo(UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_STOCK);
    assertThat(candidate(why, "Beijing", "").getRejections(0).getDetail())
        .isEqualTo("Beijing has 0 of 2 x VASE");
  }

  @Test
  void keepsTheNumbersAsTheyWereSeen() {
    sluice.sells("CUP", at("Hangzhou", 5));

    RoutingPlan first = sluice.route(sluice.order("seen-1").line("CUP", 2));
    RoutingPlan second = sluice.route(sluice.order("seen-2").line("CUP", 1));

    assertThat(available(first, "CUP")).isEqualTo(5);
    assertThat(available(second, "CUP")).isEqualTo(3);
    assertThat(sluice.explained(first).getExplanation().getDecidedTime())
        .isEqualTo(first.getDecidedTime());
  }

  @Test
  void namesTheRulesThatSpokeAndTheirVersion() {
    sluice.sells("PAN", at("Hangzhou", 5));

    RoutingPlan plan = sluice.route(sluice.order("rules").line("PAN", 1));
    Explanation why = sluice.explained(plan).getExplanation();

    assertThat(why.getRulesList())
        .anySatisfy(
            note -> {
              assertThat(note.getRuleId()).isEqualTo("PREF-010");
              assertThat(note.getVerdict()).isEqualTo("surcharge");
              assertThat(note.getReason()).isEqualTo("distance to the buyer");
            })
        .anySatisfy(note -> assertThat(note.getRuleId()).isEqualTo("SPL-010"));
    assertThat(why.getRuleSetVersion())
        .isEqualTo(plan.getRuleSetVersion())
        .isEqualTo(sluice.client().policy().getRuleSet().getRuleSet().getVersion());
    assertThat(sluice.client().policy().getRuleSet().getRuleSet().getRulesList())
        .filteredOn(rule -> rule.getRuleId().equals("PREF-010"))
        .extracting(Rule::getOrderCount)
        .allSatisfy(orders -> assertThat(orders).isPositive());
  }

  @Test
  void saysWhatWouldHaveBeenNextBest() {
    sluice.sells("POT", at("Hangzhou", 5), at("Wuhan", 5), at("Beijing", 5));

    RoutingPlan plan = sluice.route(sluice.order("next-best").line("POT", 1));
    Explanation why = sluice.explained(plan).getExplanation();

    assertThat(why.getNextBestList()).as("of six ways").hasSize(2);
    assertThat(why.getNextBestList())
        .extracting(AlternativeNote::getWay)
        .doesNotHaveDuplicates()
        .doesNotContain(Plans.describe(plan));
    assertThat(yuan(why.getNextBest(0).getTotal()))
        .isBetween(yuan(plan.getCost().getTotal()), yuan(why.getNextBest(1).getTotal()));
  }

  @Test
  void anOrderThatNobodyCanShipIsExplainedToo() {
    sluice.sells("GLASS", List.of(HANDLING_FRAGILE), at("Hangzhou", 0));

    RoutingPlan plan = sluice.route(sluice.order("nobody").line("GLASS", 1));
    Explanation why = sluice.explained(plan).getExplanation();

    assertThat(plan.getPlannedShipmentsList()).isEmpty();
    assertThat(why.getCandidatesList())
        .isNotEmpty()
        .allSatisfy(candidate -> assertThat(candidate.getRejectionsList()).isNotEmpty());
  }

  private static long available(RoutingPlan plan, String sku) {
    Explanation why = sluice.explained(plan).getExplanation();
    return candidate(why, "Hangzhou", "").getNumbersOrThrow("available " + sku);
  }

  private static CandidateNote candidate(Explanation why, String warehouse, String service) {
    List<CandidateNote> notes =
        why.getCandidatesList().stream()
            .filter(note -> note.getWarehouseId().equals(warehouse))
            .filter(note -> note.getCarrierServiceId().equals(service))
            .toList();
    assertThat(notes).as("notes on %s %s", warehouse, service).hasSize(1);
    return notes.get(0);
  }

  private static BigDecimal sum(Collection<CostTerm> terms) {
    return terms.stream()
        .map(term -> yuan(term.getAmount()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal yuan(Money money) {
    return Amounts.toYuan(money);
  }
}
