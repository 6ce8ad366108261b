package dev.sluice.server.routing;

import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.stock.Inbound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plans lines that may wait, and that nobody has now, from what is on its way: day by day, the
 * soonest first, each day as if its goods were all there is.
 */
final class ArrivalPlanner {

  /** More days are not looked at: each is a decision of its own. */
  private static final int MAX_DAYS = 8;

  private final Step planner;

  /** Plans from the stock that an input shows. */
  @FunctionalInterface
  interface Step {
    PlanningResult plan(DecisionInput input);
  }

  ArrivalPlanner(Step planner) {
    this.planner = planner;
  }

  /** The same with more shipments, where some of what is missed is on its way. */
  PlanningResult complete(DecisionInput input, PlanningResult now) {
    PlanningResult result = now;
    for (Map.Entry<LocalDate, Instant> day : readyTimes(input, now).entrySet()) {
      List<OrderLine> lines = waiting(input, result.plan().plan(), day.getValue());
      if (!lines.isEmpty()) {
        DecisionInput later = input.arriving(lines, day.getKey(), result.plan().takes());
        PlanningResult more = planner.plan(later);
        result = more.plan().takes().isEmpty() ? result : join(input, result, more);
      }
    }
    return result;
  }

  /** From when on what is expected on the soonest days may ship; what is late is not counted on. */
  private static SortedMap<LocalDate, Instant> readyTimes(DecisionInput input, PlanningResult now) {
    SortedMap<LocalDate, Instant> readyTimes = new TreeMap<>();
    for (UnfulfilledLine line : now.plan().plan().unfulfilledLines()) {
      if (mayWait(line) && input.stock().inboundUnits(line.sku()) > 0) {
        for (Inbound inbound : input.stock().listInbound(line.sku())) {
          @Nullable Instant ready = readyTime(input, inbound);
          if (ready != null && ready.isAfter(input.time())) {
            readyTimes.merge(
                inbound.day(), ready, (one, other) -> one.isAfter(other) ? one : other);
          }
        }
      }
    }
    while (readyTimes.size() > MAX_DAYS) {
      readyTimes.remove(readyTimes.lastKey());
    }
    return readyTimes;
  }

  /** The end of the day at the warehouse; null: the network does not know it. */
  private static @Nullable Instant readyTime(DecisionInput input, Inbound inbound) {
    @Nullable Warehouse warehouse = input.view().network().warehouses().get(inbound.warehouseId());
    return warehouse == null
        ? null
        : inbound.day().plusDays(1).atStartOfDay(warehouse.calendar().zone()).toInstant();
  }

  /** Another shipment than rules allow is no more welcome later. */
  private static boolean mayWait(UnfulfilledLine line) {
    return (line.disposition() == Disposition.BACKORDER
            || line.disposition() == Disposition.PRESALE)
        && line.reasons().stream()
            .noneMatch(reason -> reason.reason() == UnfulfilledReason.SPLIT_LIMIT);
  }

  private static List<OrderLine> waiting(DecisionInput input, RoutingPlan plan, Instant ready) {
    List<OrderLine> lines = new ArrayList<>();
    for (UnfulfilledLine missed : plan.unfulfilledLines()) {
      for (OrderLine line : input.order().lines()) {
        if (mayWait(missed) && line.sku().equals(missed.sku())) {
          Instant from = line.shipFromTime().filter(ready::isBefore).orElse(ready);
          lines.add(
              new OrderLine(
                  line.sku(),
                  missed.quantity(),
                  line.unitValueMicros(),
                  line.presale(),
                  Optional.of(from)));
        }
      }
    }
    return lines;
  }

  /** Without alternatives: whoever loses the race plans again. */
  private static PlanningResult join(
      DecisionInput input, PlanningResult first, PlanningResult second) {
    RoutingPlan before = first.plan().plan();
    RoutingPlan more = second.plan().plan();
    List<PlannedShipment> shipments = new ArrayList<>(before.shipments());
    List<ShipmentTakes> takes = new ArrayList<>(first.plan().takes());
    for (int i = 0; i < more.shipments().size(); i++) {
      int number = shipments.size() + 1;
      ShipmentTakes taken = second.plan().takes().get(i);
      shipments.add(more.shipments().get(i).withNumber(number));
      takes.add(new ShipmentTakes(number, taken.takes(), taken.shareTakes()));
    }
    List<UnfulfilledLine> missed = stillMissed(before.unfulfilledLines(), more);
    List<ShareYield> yields = new ArrayList<>(before.shareYields());
    more.shareYields().stream().filter(one -> !yields.contains(one)).forEach(yields::add);
    RoutingPlan plan =
        new RoutingPlan(
            List.copyOf(shipments),
            missed,
            orderCost(input, before, missed, more),
            before.ruleSetVersion(),
            before.decidedTime(),
            before.fallback(),
            List.copyOf(yields),
            before.tags());
    return new PlanningResult(
        new ProposedPlan(plan, List.copyOf(takes)),
        List.of(),
        first.priority(),
        first.workSteps() + second.workSteps(),
        first.workBoundHit() || second.workBoundHit());
  }

  private static List<UnfulfilledLine> stillMissed(List<UnfulfilledLine> before, RoutingPlan more) {
    List<UnfulfilledLine> missed = new ArrayList<>();
    for (UnfulfilledLine line : before) {
      long shipped =
          more.shipments().stream().mapToLong(shipment -> shipment.unitsOf(line.sku())).sum();
      if (shipped < line.quantity()) {
        missed.add(
            new UnfulfilledLine(
                line.sku(),
                line.quantity() - shipped,
                line.reasons(),
                line.disposition(),
                line.expectedTime()));
      }
    }
    return List.copyOf(missed);
  }

  /** The shortage penalty is for what is still missed; a part of a line counts in proportion. */
  private static List<CostTerm> orderCost(
      DecisionInput input, RoutingPlan before, List<UnfulfilledLine> missed, RoutingPlan more) {
    double share = missedLines(input, missed) / missedLines(input, before.unfulfilledLines());
    UnaryOperator<CostTerm> left =
        term ->
            term.name().equals(PlanAssembler.SHORTAGE_PENALTY)
                ? new CostTerm(term.name(), term.kind(), Math.round(term.micros() * share))
                : term;
    List<CostTerm> terms = new ArrayList<>();
    before.orderCost().stream().map(left).filter(term -> term.micros() != 0).forEach(terms::add);
    more.orderCost().stream()
        .filter(term -> !term.name().equals(PlanAssembler.SHORTAGE_PENALTY))
        .forEach(terms::add);
    return List.copyOf(terms);
  }

  private static double missedLines(DecisionInput input, List<UnfulfilledLine> missed) {
    double lines = 0;
    for (UnfulfilledLine one : missed) {
      for (OrderLine line : input.order().lines()) {
        lines += line.sku().equals(one.sku()) ? (double) one.quantity() / line.quantity() : 0;
      }
    }
    return lines;
  }
}
