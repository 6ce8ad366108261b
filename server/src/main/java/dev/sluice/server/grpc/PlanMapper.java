package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.ValueMapper.toDate;
import static dev.sluice.server.grpc.ValueMapper.toMoney;
import static dev.sluice.server.grpc.ValueMapper.toTimestamp;

import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.PlanCost;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Maps routing plans out. */
final class PlanMapper {

  private PlanMapper() {}

  /** A plan as the ledger keeps it. */
  static dev.sluice.routing.v1.RoutingPlan toProto(StoredPlan stored) {
    List<ShipmentState> states = stored.shipmentStates();
    dev.sluice.routing.v1.RoutingPlan.Builder proto =
        header(stored.order().key(), stored.plan())
            .setPlanId(stored.planId())
            .setRevision(stored.revision())
            .setState(planState(states))
            .setStoredTime(toTimestamp(stored.storedTime()));
    stored.expireTime().ifPresent(time -> proto.setExpireTime(toTimestamp(time)));
    stored.lineage().replaces().ifPresent(proto::setReplacedPlanId);
    stored.lineage().replacedBy().ifPresent(proto::setReplacedByPlanId);
    proto.setRerouteCause(stored.lineage().cause());
    List<PlannedShipment> shipments = stored.plan().shipments();
    for (int i = 0; i < shipments.size(); i++) {
      proto.addPlannedShipments(
          shipment(
                  shipments.get(i),
                  stored.takes().get(i),
                  stillHeld(stored.takes().get(i), states.get(i)))
              .setState(toProto(states.get(i)))
              .setCarried(i < stored.lineage().carriedShipments()));
    }
    return proto.build();
  }

  /** A plan that holds nothing. */
  static dev.sluice.routing.v1.RoutingPlan toProto(OrderKey key, ProposedPlan proposed) {
    RoutingPlan plan = proposed.plan();
    dev.sluice.routing.v1.RoutingPlan.Builder proto =
        header(key, plan)
            .setState(
                plan.shipments().isEmpty()
                    ? PlanState.PLAN_STATE_UNFULFILLED
                    : PlanState.PLAN_STATE_PLANNED);
    for (int i = 0; i < plan.shipments().size(); i++) {
      proto.addPlannedShipments(
          shipment(plan.shipments().get(i), proposed.takes().get(i), ShippedLine::quantity)
              .setState(dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_PLANNED));
    }
    return proto.build();
  }

  static dev.sluice.routing.v1.CostTerm toProto(CostTerm term) {
    return dev.sluice.routing.v1.CostTerm.newBuilder()
        .setName(term.name())
        .setKind(toProto(term.kind()))
        .setAmount(toMoney(term.micros()))
        .build();
  }

  static dev.sluice.routing.v1.UnfulfilledReason toProto(UnfulfilledReason reason) {
    return dev.sluice.routing.v1.UnfulfilledReason.valueOf("UNFULFILLED_REASON_" + reason.name());
  }

  static PlanState planState(List<ShipmentState> states) {
    if (states.isEmpty()) {
      return PlanState.PLAN_STATE_UNFULFILLED;
    }
    if (states.contains(ShipmentState.HELD)) {
      return PlanState.PLAN_STATE_HELD;
    }
    if (states.contains(ShipmentState.CONFIRMED)) {
      return PlanState.PLAN_STATE_CONFIRMED;
    }
    if (states.contains(ShipmentState.CARRIED)) {
      return PlanState.PLAN_STATE_CARRIED;
    }
    return states.contains(ShipmentState.SHIPPED)
        ? PlanState.PLAN_STATE_SHIPPED
        : PlanState.PLAN_STATE_RELEASED;
  }

  private static dev.sluice.routing.v1.RoutingPlan.Builder header(OrderKey key, RoutingPlan plan) {
    dev.sluice.routing.v1.RoutingPlan.Builder proto =
        dev.sluice.routing.v1.RoutingPlan.newBuilder()
            .setOrderId(key.orderId())
            .setChannel(key.channel())
            .setCost(cost(plan))
            .setRuleSetVersion(plan.ruleSetVersion())
            .setFallback(plan.fallback().orElse(""))
            .addAllTags(plan.tags())
            .setDecidedTime(toTimestamp(plan.decidedTime()));
    plan.unfulfilledLines().forEach(line -> proto.addUnfulfilledLines(toProto(line)));
    plan.shareYields().forEach(yielded -> proto.addShareYields(toProto(yielded)));
    return proto;
  }

  /** How many units of a line a shipment still has: what it takes of the SKU's stock. */
  private static ToLongFunction<ShippedLine> stillHeld(ShipmentTakes takes, ShipmentState state) {
    if (state == ShipmentState.RELEASED) {
      return line -> 0;
    }
    return line -> takes.unitsOf(line.sku());
  }

  private static dev.sluice.routing.v1.PlannedShipment.Builder shipment(
      PlannedShipment shipment, ShipmentTakes takes, ToLongFunction<ShippedLine> stillHeld) {
    dev.sluice.routing.v1.PlannedShipment.Builder proto =
        dev.sluice.routing.v1.PlannedShipment.newBuilder()
            .setNumber(shipment.number())
            .setWarehouseId(shipment.warehouseId())
            .setCarrierId(shipment.carrierId())
            .setCarrierServiceId(shipment.carrierServiceId())
            .setLaneId(shipment.laneId())
            .setShipDay(toDate(shipment.shipDay()))
            .setShipByTime(toTimestamp(shipment.shipByTime()))
            .setPromiseTime(toTimestamp(shipment.promiseTime()))
            .setChargedWeightGrams(shipment.chargedWeightGrams())
            .addAllServices(shipment.services())
            .setPriority(shipment.priority());
    for (ShippedLine line : shipment.lines()) {
      dev.sluice.routing.v1.ShippedLine.Builder shipped =
          proto
              .addLinesBuilder()
              .setSku(line.sku())
              .setQuantity(line.quantity())
              .setReleasedQuantity(line.quantity() - stillHeld.applyAsLong(line));
      takes.expectedDay(line.sku()).ifPresent(day -> shipped.setExpectedDate(toDate(day)));
    }
    shipment.cost().forEach(term -> proto.addCost(toProto(term)));
    return proto;
  }

  private static dev.sluice.routing.v1.UnfulfilledLine toProto(UnfulfilledLine line) {
    dev.sluice.routing.v1.UnfulfilledLine.Builder proto =
        dev.sluice.routing.v1.UnfulfilledLine.newBuilder()
            .setSku(line.sku())
            .setQuantity(line.quantity())
            .setDisposition(toProto(line.disposition()));
    for (LineReason reason : line.reasons()) {
      proto.addReasons(
          dev.sluice.routing.v1.LineReason.newBuilder()
              .setReason(toProto(reason.reason()))
              .setRuleId(reason.ruleId().orElse(""))
              .setDetail(reason.detail()));
    }
    line.expectedTime().ifPresent(time -> proto.setExpectedTime(toTimestamp(time)));
    return proto.build();
  }

  private static dev.sluice.routing.v1.ShareYield toProto(ShareYield yielded) {
    return dev.sluice.routing.v1.ShareYield.newBuilder()
        .setCarrierId(yielded.carrierId())
        .setRegionGroupId(yielded.regionGroupId())
        .setReason(yielded.reason())
        .build();
  }

  private static PlanCost cost(RoutingPlan plan) {
    Map<CostTerm.Kind, Map<String, Long>> byKind = new TreeMap<>();
    plan.orderCost().forEach(term -> add(byKind, term));
    plan.shipments().forEach(shipment -> shipment.cost().forEach(term -> add(byKind, term)));
    PlanCost.Builder proto =
        PlanCost.newBuilder()
            .setTotal(toMoney(plan.totalMicros()))
            .setCash(toMoney(plan.totalMicros(CostTerm.Kind.CASH)))
            .setPreference(toMoney(plan.totalMicros(CostTerm.Kind.PREFERENCE)))
            .setOpportunity(toMoney(plan.totalMicros(CostTerm.Kind.OPPORTUNITY)));
    byKind.forEach(
        (kind, byName) ->
            byName.forEach(
                (name, micros) -> proto.addTerms(toProto(new CostTerm(name, kind, micros)))));
    plan.orderCost().forEach(term -> proto.addOrderTerms(toProto(term)));
    return proto.build();
  }

  private static void add(Map<CostTerm.Kind, Map<String, Long>> byKind, CostTerm term) {
    byKind
        .computeIfAbsent(term.kind(), unused -> new TreeMap<>())
        .merge(term.name(), term.micros(), Long::sum);
  }

  private static CostKind toProto(CostTerm.Kind kind) {
    return switch (kind) {
      case CASH -> CostKind.COST_KIND_CASH;
      case PREFERENCE -> CostKind.COST_KIND_PREFERENCE;
      case OPPORTUNITY -> CostKind.COST_KIND_OPPORTUNITY;
    };
  }

  private static dev.sluice.routing.v1.ShipmentState toProto(ShipmentState state) {
    return switch (state) {
      case HELD -> dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_HELD;
      case CONFIRMED -> dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_CONFIRMED;
      case SHIPPED -> dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_SHIPPED;
      case RELEASED -> dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_RELEASED;
      case CARRIED -> dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_CARRIED;
    };
  }

  private static dev.sluice.routing.v1.Disposition toProto(Disposition disposition) {
    return switch (disposition) {
      case BACKORDER -> dev.sluice.routing.v1.Disposition.DISPOSITION_BACKORDER;
      case PRESALE -> dev.sluice.routing.v1.Disposition.DISPOSITION_PRESALE;
      case DEFER -> dev.sluice.routing.v1.Disposition.DISPOSITION_DEFER;
      case REFUSE -> dev.sluice.routing.v1.Disposition.DISPOSITION_REFUSE;
    };
  }
}
