package dev.sluice.server.grpc;

import dev.sluice.routing.v1.SimulatedDifference;
import dev.sluice.routing.v1.SimulationReport;
import dev.sluice.server.policy.RuleSimulation;
import dev.sluice.server.policy.SimulatedOrder;

/** Maps simulations out. */
final class SimulationMapper {
  private SimulationMapper() {}

  static dev.sluice.routing.v1.SimulatedOrder toProto(SimulatedOrder order) {
    dev.sluice.routing.v1.SimulatedOrder.Builder proto =
        dev.sluice.routing.v1.SimulatedOrder.newBuilder()
            .setChannel(order.key().channel())
            .setOrderId(order.key().orderId())
            .setDifference(difference(order))
            .setLivePlan(PlanMapper.toProto(order.key(), order.live()))
            .addAllLiveOnlyRuleIds(order.liveOnly())
            .addAllSimulatedOnlyRuleIds(order.simulatedOnly())
            .setFailure(order.failure());
    order
        .simulated()
        .ifPresent(plan -> proto.setSimulatedPlan(PlanMapper.toProto(order.key(), plan)));
    return proto.build();
  }

  static SimulationReport toProto(RuleSimulation.Report report) {
    return SimulationReport.newBuilder()
        .setVersion(report.version())
        .setLiveVersion(report.liveVersion())
        .setImpact(PolicyMapper.toProto(report.impact()))
        .setLiveCost(ValueMapper.toMoney(report.live().costMicros()))
        .setSimulatedCost(ValueMapper.toMoney(report.simulated().costMicros()))
        .setLiveShipmentCount(report.live().shipments())
        .setSimulatedShipmentCount(report.simulated().shipments())
        .addAllShareDifferences(report.shareDifferences())
        .build();
  }

  private static SimulatedDifference difference(SimulatedOrder order) {
    if (order.simulated().isEmpty()) {
      return SimulatedDifference.SIMULATED_DIFFERENCE_FAILED;
    }
    return switch (order.difference()) {
      case NONE -> SimulatedDifference.SIMULATED_DIFFERENCE_NONE;
      case WORSE -> SimulatedDifference.SIMULATED_DIFFERENCE_WORSE;
      case BETTER -> SimulatedDifference.SIMULATED_DIFFERENCE_BETTER;
      case OTHER_WAY -> SimulatedDifference.SIMULATED_DIFFERENCE_OTHER_WAY;
    };
  }
}
