package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.SimulateRulesRequest;
import dev.sluice.routing.v1.SimulateRulesResponse;
import dev.sluice.routing.v1.SimulationProgress;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.RuleSimulation;
import dev.sluice.server.policy.SimulatedOrder;
import dev.sluice.server.routing.model.Order;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers simulations, one at a time: each costs as much as a thousand orders. */
final class SimulateRulesStream {
  private static final int PROGRESS_ORDERS = 50;

  private final OrderIntake intake;
  private final Supplier<RuleDesk> desk;
  private final Supplier<RuleSimulation> simulation;
  private final Semaphore turn = new Semaphore(1);

  SimulateRulesStream(
      OrderIntake intake, Supplier<RuleDesk> desk, Supplier<RuleSimulation> simulation) {
    this.intake = intake;
    this.desk = desk;
    this.simulation = simulation;
  }

  /** Tells {@code caller} of each step, the report last. */
  void run(SimulateRulesRequest request, Consumer<SimulateRulesResponse> caller) {
    List<Order> orders = intake.acceptAll(request, request.getOrdersList());
    requireOne("version", !request.getVersion().isEmpty(), "files", request.getFilesCount() > 0);
    requireOne("orders", !orders.isEmpty(), "past_order_count", request.getPastOrderCount() > 0);
    if (!turn.tryAcquire()) {
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_TOO_MANY_REQUESTS,
          "The server simulates for somebody else\nMaybe ask again in a minute.",
          Map.of("max_calls", "1"));
    }
    try {
      RuleSet rules =
          request.getVersion().isEmpty()
              ? PolicyMapper.read(request.getFilesList(), desk.get()::check).get()
              : desk.get().load(request.getVersion());
      Told told = new Told(request, caller);
      RuleSimulation.Report report =
          orders.isEmpty()
              ? simulation.get().runPast(rules, request.getPastOrderCount(), told)
              : simulation.get().run(rules, orders, told);
      caller.accept(
          SimulateRulesResponse.newBuilder().setReport(SimulationMapper.toProto(report)).build());
    } finally {
      turn.release();
    }
  }

  private static void requireOne(String one, boolean hasOne, String other, boolean hasOther) {
    if (hasOne == hasOther) {
      throw RequestRefusedException.invalidField(
          one,
          hasOne
              ? "is there beside `" + other + "`. Maybe leave one of them out."
              : "is missing, and so is `" + other + "`. Maybe give one of them.");
    }
  }

  /** What the caller hears of each order. */
  private static final class Told implements Consumer<SimulatedOrder> {
    private final SimulateRulesRequest request;
    private final Consumer<SimulateRulesResponse> caller;
    private final int total;
    private int decided;

    Told(SimulateRulesRequest request, Consumer<SimulateRulesResponse> caller) {
      this.request = request;
      this.caller = caller;
      this.total = Math.max(request.getOrdersCount(), request.getPastOrderCount());
    }

    @Override
    public void accept(SimulatedOrder order) {
      decided++;
      if (order.isChanged() || request.getIncludeUnchanged()) {
        caller.accept(
            SimulateRulesResponse.newBuilder().setOrder(SimulationMapper.toProto(order)).build());
      }
      if (decided % PROGRESS_ORDERS == 0) {
        caller.accept(
            SimulateRulesResponse.newBuilder()
                .setProgress(
                    SimulationProgress.newBuilder().setDecidedCount(decided).setOrderCount(total))
                .build());
      }
    }
  }
}
