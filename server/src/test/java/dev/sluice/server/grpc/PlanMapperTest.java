package dev.sluice.server.grpc;

import static dev.sluice.routing.v1.UnfulfilledReason.UNFULFILLED_REASON_UNSPECIFIED;
import static dev.sluice.routing.v1.UnfulfilledReason.UNRECOGNIZED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Lineage;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanMapperTest {
  private static final ProposedPlan TWO_SHIPMENTS =
      LedgerSamples.plan(Leg.of("WH-A", "SF", "SKU-1", 2), Leg.of("WH-B", "SF", "SKU-2", 1));

  @Test
  void writesEveryPartOfAStoredPlan() {
    RoutingPlan plan =
        PlanMapper.toProto(stored(TWO_SHIPMENTS, ShipmentState.HELD, ShipmentState.RELEASED));

    assertThat(plan.getPlanId()).isEqualTo("P-1");
    assertThat(plan.getRevision()).isEqualTo(3);
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(plan.getPlannedShipmentsList())
        .extracting(one -> one.getWarehouseId() + " " + one.getState().name())
        .containsExactly("WH-A SHIPMENT_STATE_HELD", "WH-B SHIPMENT_STATE_RELEASED");
    assertThat(plan.getPlannedShipments(0).getLines(0).getQuantity()).isEqualTo(2);
    assertThat(plan.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isZero();
    assertThat(plan.getPlannedShipments(1).getLines(0).getReleasedQuantity()).isEqualTo(1);
    assertThat(plan.getPlannedShipments(0).getShipDay().getDay()).isEqualTo(11);
    assertThat(plan.getPlannedShipments(0).getServicesList()).containsExactly("INSURANCE");
    assertThat(plan.getExpireTime().getSeconds())
        .isEqualTo(LedgerSamples.START.plusSeconds(60).getEpochSecond());
    assertThat(plan.getShareYields(0).getCarrierId()).isEqualTo("SF");
    assertThat(plan.getTagsList()).containsExactly("pulse");
  }

  @Test
  void addsUpCostsByNameAndKind() {
    RoutingPlan plan = PlanMapper.toProto(new OrderKey("C", "O"), TWO_SHIPMENTS);

    assertThat(plan.getCost().getTermsList())
        .extracting(CostTerm::getName, CostTerm::getKind, CostTerm::getAmount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tariff", CostKind.COST_KIND_CASH, yuan(16, 0)),
            org.assertj.core.groups.Tuple.tuple(
                "split", CostKind.COST_KIND_PREFERENCE, yuan(0, 12_000)));
    assertThat(plan.getCost().getTotal()).isEqualTo(yuan(16, 12_000));
    assertThat(plan.getCost().getCash()).isEqualTo(yuan(16, 0));
    assertThat(plan.getCost().getOrderTermsList()).hasSize(1);
  }

  @Test
  void marksAPlanThatHoldsNothing() {
    RoutingPlan plan = PlanMapper.toProto(new OrderKey("C", "O"), TWO_SHIPMENTS);

    assertThat(plan.getPlanId()).isEmpty();
    assertThat(plan.getRevision()).isZero();
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_PLANNED);
    assertThat(plan.hasStoredTime()).isFalse();
  }

  @Test
  void writesWhyALineIsUnfulfilled() {
    RoutingPlan plan = PlanMapper.toProto(stored(LedgerSamples.nothing("SKU-1", 5)));

    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_UNFULFILLED);
    assertThat(plan.getUnfulfilledLines(0).getReasons(0).getRuleId()).isEqualTo("ELIG-010");
    assertThat(plan.getUnfulfilledLines(0).getDisposition().name())
        .isEqualTo("DISPOSITION_BACKORDER");
    assertThat(plan.getUnfulfilledLines(0).hasExpectedTime()).isTrue();
  }

  @Test
  void tellsWhereAPlanStandsAsAWhole() {
    assertThat(PlanMapper.planState(List.of(ShipmentState.CONFIRMED, ShipmentState.SHIPPED)))
        .isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(PlanMapper.planState(List.of(ShipmentState.RELEASED, ShipmentState.SHIPPED)))
        .isEqualTo(PlanState.PLAN_STATE_SHIPPED);
    assertThat(PlanMapper.planState(List.of(ShipmentState.RELEASED)))
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);
  }

  /** The contract lists reasons in the order of precedence, as ours does. */
  @Test
  void listsTheSameReasonsInTheSameOrderAsTheContract() {
    List<dev.sluice.routing.v1.UnfulfilledReason> contract =
        Stream.of(dev.sluice.routing.v1.UnfulfilledReason.values())
            .filter(one -> one != UNFULFILLED_REASON_UNSPECIFIED && one != UNRECOGNIZED)
            .toList();

    assertThat(Stream.of(UnfulfilledReason.values()).map(PlanMapper::toProto))
        .containsExactlyElementsOf(contract);
  }

  @Test
  void writesMoneyExactly() {
    assertThat(ValueMapper.toMoney(-1_500_001)).isEqualTo(yuan(-1, -500_001_000));
    assertThat(ValueMapper.toMicros(ValueMapper.toMoney(-1_500_001))).isEqualTo(-1_500_001);
    assertThat(ValueMapper.toMicros(ValueMapper.toMoney(1_234_567_890_123L)))
        .isEqualTo(1_234_567_890_123L);
  }

  private static Money yuan(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("CNY").setUnits(units).setNanos(nanos).build();
  }

  private static StoredPlan stored(ProposedPlan plan, ShipmentState... states) {
    return new StoredPlan(
        "P-1",
        3,
        LedgerSamples.order("O-1", List.of()),
        "fingerprint",
        plan.plan(),
        plan.takes(),
        List.of(states),
        LedgerSamples.START,
        Optional.of(LedgerSamples.START.plusSeconds(60)),
        Lineage.FIRST);
  }
}
