package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Amounts;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.AlternativeNote;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Disposition;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlanCost;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RejectionNote;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RuleNote;
import dev.sluice.routing.v1.ShipTo;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationReportTest {

  private static final Instant NOON = Instant.parse("2026-06-18T04:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final CostTerm TARIFF = term("tariff", CostKind.COST_KIND_CASH, "8.20");
  private static final CostTerm DISTANCE = term("PREF-010", CostKind.COST_KIND_PREFERENCE, "1.305");

  private static final RoutingPlan PLAN =
      RoutingPlan.newBuilder()
          .setPlanId("P-1")
          .setChannel("DOUYIN")
          .setOrderId("D-1")
          .setRevision(1)
          .setState(PlanState.PLAN_STATE_CONFIRMED)
          .setRuleSetVersion("0123456789abcdef")
          .setDecidedTime(Times.timestamp(NOON))
          .addPlannedShipments(
              PlannedShipment.newBuilder()
                  .setNumber(1)
                  .setState(ShipmentState.SHIPMENT_STATE_CONFIRMED)
                  .setWarehouseId("WH-A")
                  .setCarrierServiceId("SF-AIR")
                  .addLines(ShippedLine.newBuilder().setSku("CUP").setQuantity(2))
                  .setShipByTime(Times.timestamp(NOON.plusSeconds(3600)))
                  .setPromiseTime(Times.timestamp(NOON.plusSeconds(86_400)))
                  .setChargedWeightGrams(1250)
                  .addServices("INSURANCE")
                  .addCost(TARIFF)
                  .addCost(DISTANCE))
          .addUnfulfilledLines(
              UnfulfilledLine.newBuilder()
                  .setSku("VASE")
                  .setQuantity(1)
                  .setDisposition(Disposition.DISPOSITION_BACKORDER)
                  .addReasons(
                      LineReason.newBuilder()
                          .setReason(UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_STOCK)))
          .setCost(
              PlanCost.newBuilder()
                  .setTotal(Amounts.yuan("9.505"))
                  .setCash(Amounts.yuan("8.20"))
                  .setPreference(Amounts.yuan("1.305"))
                  .setOpportunity(Amounts.yuan("0")))
          .build();

  private static final GetPlanResponse ANSWER =
      GetPlanResponse.newBuilder()
          .setPlan(PLAN)
          .setOrder(
              Order.newBuilder()
                  .setChannel("DOUYIN")
                  .setOrderId("D-1")
                  .setCustomerTier(CustomerTier.CUSTOMER_TIER_VIP)
                  .setPlacedTime(Times.timestamp(NOON))
                  .setShipTo(ShipTo.newBuilder().setRegionCode("330106"))
                  .addLines(OrderLine.newBuilder().setSku("CUP").setQuantity(2))
                  .addLines(OrderLine.newBuilder().setSku("VASE").setQuantity(1)))
          .setExplanation(
              Explanation.newBuilder()
                  .setShortlistSize(3)
                  .setWorkSteps(40)
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-FAR")
                          .setDistanceKm(900)
                          .addRejections(
                              RejectionNote.newBuilder()
                                  .setReason(UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_COVERAGE)))
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-A")
                          .setChosen(true)
                          .setDistanceKm(12.4)
                          .putNumbers("onHand CUP", 7))
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-A")
                          .setCarrierServiceId("SF-AIR")
                          .setChosen(true)
                          .setDistanceKm(12.4)
                          .addCost(TARIFF)
                          .addCost(DISTANCE))
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-A")
                          .setCarrierServiceId("SF-STD")
                          .setDistanceKm(12.4)
                          .addAllShippableSkus(List.of("CUP", "VASE"))
                          .addCost(term("tariff", CostKind.COST_KIND_CASH, "11.00")))
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-C")
                          .setCarrierServiceId("SF-STD")
                          .setDistanceKm(300)
                          .addShippableSkus("VASE")
                          .addCost(term("tariff", CostKind.COST_KIND_CASH, "4.00")))
                  .addCandidates(
                      CandidateNote.newBuilder().setWarehouseId("WH-B").setDistanceKm(80))
                  .addCandidates(
                      CandidateNote.newBuilder()
                          .setWarehouseId("WH-B")
                          .setCarrierServiceId("ZTO-STD")
                          .setDistanceKm(80)
                          .addRejections(
                              RejectionNote.newBuilder()
                                  .setReason(UnfulfilledReason.UNFULFILLED_REASON_RULE)
                                  .setRuleId("ELIG-010")
                                  .setSku("CUP")
                                  .setDetail("not certified for fragile goods")))
                  .addRules(
                      RuleNote.newBuilder()
                          .setRuleId("ELIG-010")
                          .setVerdict("reject")
                          .setSubject("CUP by ZTO-STD")
                          .setReason("not certified for fragile goods"))
                  .addNextBest(
                      AlternativeNote.newBuilder()
                          .setWay("2 x CUP @ WH-A by SF-STD")
                          .setTotal(Amounts.yuan("11.00"))))
          .build();

  @Test
  void tellsOfRevisionsAndOfWhatWasGivenBack() {
    GetPlanResponse.Builder answer = ANSWER.toBuilder();
    answer
        .getPlanBuilder()
        .setRevision(2)
        .setReplacedPlanId("P-0")
        .setRerouteCause("paid at last")
        .setReplacedByPlanId("P-2");
    answer
        .getPlanBuilder()
        .getPlannedShipmentsBuilder(0)
        .setCarried(true)
        .getLinesBuilder(0)
        .setReleasedQuantity(1);

    String english = String.join(" ", lines(Messages.english(), answer.build()));

    assertThat(english)
        .contains("revision 2")
        .contains("; replaces P-0 since: paid at last; replaced by P-2")
        .contains("2 x CUP (1 given back) @")
        .contains("carried over");
  }

  @Test
  void explainsInEnglish() {
    assertThat(lines(Messages.english(), ANSWER))
        .containsExactly(
            "Asked: DOUYIN D-1, customer VIP, service level STANDARD, to region 330106, placed"
                + " 2026-06-18 12:00",
            "+08:00: 2 x CUP, 1 x VASE",
            "",
            "Order DOUYIN D-1 ships from WH-A by SF-AIR, arrives by 2026-06-19 12:00 +08:00, costs"
                + " 9.50 yuan.",
            "Unfulfilled lines: 1.",
            "Plan P-1, revision 1, confirmed; rule set 0123456789abcdef; decided 2026-06-18 12:00"
                + " +08:00",
            "",
            "Shipment 1: 2 x CUP @ WH-A by SF-AIR",
            "  confirmed; ships by 2026-06-18 13:00 +08:00; promised for 2026-06-19 12:00 +08:00; charged",
            "  weight 1.250 kg",
            "  extra services: INSURANCE",
            "  cost      kind        yuan",
            "  --------  ----------  ----",
            "  tariff    cash        8.20",
            "  PREF-010  preference  1.30",
            "  sum                   9.50",
            "",
            "Total 9.50 yuan: 8.20 cash, 1.30 preference, 0.00 opportunity",
            "",
            "Unfulfilled",
            "  units  SKU   then       because",
            "  -----  ----  ---------  ------------",
            "      1  VASE  backorder  out of stock",
            "",
            "Candidates: 3 warehouses looked at, 40 combinations priced",
            "  warehouse  carrier service   km   yuan  why",
            "  ---------  ---------------  ---  -----  " + "-".repeat(56),
            "  WH-A       SF-AIR            12   9.50  chosen",
            "  WH-A       SF-STD            12  11.00  possible, but another way is cheaper",
            "  WH-C       SF-STD           300   4.00  could ship only VASE",
            "  WH-B       ZTO-STD           80         for CUP: rule ELIG-010: not certified for fragile"
                + " goods",
            "  WH-FAR                      900         out of coverage",
            "  WH-B                         80         no carrier service is left from here: for CUP: rule",
            "                                          ELIG-010: not certified for fragile goods",
            "",
            "Rules that spoke",
            "  rule      said    about           reason",
            "  --------  ------  --------------  -------------------------------",
            "  ELIG-010  reject  CUP by ZTO-STD  not certified for fragile goods",
            "",
            "Numbers as they were seen",
            "  WH-A  on hand CUP 7",
            "",
            "Next best",
            "   yuan  more  way",
            "  -----  ----  ------------------------",
            "  11.00  1.50  2 x CUP @ WH-A by SF-STD");
  }

  @Test
  void explainsInChinese() {
    assertThat(lines(Messages.chinese(), ANSWER))
        .contains(
            "发货单 1：2 x CUP @ WH-A 走 SF-AIR",
            "  费用      类别    元",
            "  tariff    现金  8.20",
            "总成本 9.50 元：现金 8.20，偏好 1.30，机会 0.00",
            "     1  VASE  缺货等待  库存不足")
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(98));
  }

  @Test
  void tellsOfASearchThatStoppedAtItsBound() {
    GetPlanResponse.Builder bounded = ANSWER.toBuilder();
    bounded.getExplanationBuilder().setWorkBoundHit(true);

    String said = "The search stopped at its work bound; a cheaper plan may exist.";
    assertThat(lines(Messages.english(), bounded.build())).contains("  " + said);
    assertThat(lines(Messages.english(), ANSWER)).doesNotContain("  " + said);
  }

  @Test
  void nobodyCanShipSaysWhy() {
    GetPlanResponse refused =
        GetPlanResponse.newBuilder()
            .setPlan(PLAN.toBuilder().clearPlannedShipments())
            .setExplanationMissing(true)
            .build();

    assertThat(lines(Messages.english(), refused))
        .contains("Nobody can ship order DOUYIN D-1 now: out of stock.")
        .contains(
            "There is no explanation (yet): it is written shortly after the plan.\n"
                + "Maybe ask again in a second.");
  }

  private static List<String> lines(Messages messages, GetPlanResponse answer) {
    return new ExplanationReport(messages, new Words(messages, ZONE), 98, false).lines(answer);
  }

  private static CostTerm term(String name, CostKind kind, String yuan) {
    return CostTerm.newBuilder().setName(name).setKind(kind).setAmount(Amounts.yuan(yuan)).build();
  }
}
