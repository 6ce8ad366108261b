package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Exemption;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.routing.search.Bundle;
import dev.sluice.server.routing.search.FoundPlan;
import dev.sluice.server.routing.search.PricedShipment;
import dev.sluice.server.routing.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what the search found into a proposal: shipments, unfulfilled lines, costs and takes. */
final class PlanAssembler {

  /** The term for what is missed. */
  static final String SHORTAGE_PENALTY = "shortagePenalty";

  private final DecisionInput input;
  private final OrderVerdicts verdicts;
  private final List<CandidateLine> lines;
  private final List<WarehouseCandidate> shortlist;
  private final SearchSpace space;
  private final ShipmentPricer pricer;
  private final ShortageReasons reasons;
  private final UnfulfilledLines unfulfilled;
  private final boolean boundHit;
  private final @Nullable FoundPlan atAnyPrice;

  /**
   * An assembler for the plans of one order.
   *
   * @param boundHit whether the search stopped at its bound
   * @param atAnyPrice the best plan where a missed line is infinitely bad; null where that was not
   *     asked
   */
  PlanAssembler(
      DecisionInput input,
      Candidates candidates,
      Verdicts verdicts,
      SearchSpace space,
      ShipmentPricer pricer,
      boolean boundHit,
      @Nullable FoundPlan atAnyPrice) {
    this.input = input;
    this.verdicts = verdicts.order();
    this.lines = candidates.lines();
    this.shortlist = verdicts.shortlist();
    this.space = space;
    this.pricer = pricer;
    this.reasons = new ShortageReasons(candidates, verdicts);
    this.unfulfilled = new UnfulfilledLines(input.order(), verdicts.order());
    this.boundHit = boundHit;
    this.atAnyPrice = atAnyPrice;
  }

  ProposedPlan assemble(FoundPlan found) {
    ShipmentTaker taker = new ShipmentTaker(input, lines, yieldReason());
    List<PlannedShipment> shipments = new ArrayList<>();
    List<ShipmentTakes> takes = new ArrayList<>();
    for (PricedShipment shipment : found.shipments()) {
      int number = shipments.size() + 1;
      ShipSlot slot = shipment.departure().slot().orElseThrow();
      shipments.add(planned(number, shipment, slot));
      takes.add(taker.take(number, shipment, service(shipment), slot));
    }
    RoutingPlan plan =
        new RoutingPlan(
            List.copyOf(shipments),
            unfulfilledLines(found),
            orderCost(found),
            input.rules().version(),
            input.time(),
            Optional.empty(),
            taker.yields(),
            verdicts.tags());
    return new ProposedPlan(plan, List.copyOf(takes));
  }

  private PlannedShipment planned(int number, PricedShipment shipment, ShipSlot slot) {
    WarehouseCandidate warehouse = shortlist.get(shipment.way().candidate());
    ServiceCandidate service = service(shipment);
    long[] units = shipment.load().units();
    return new PlannedShipment(
        number,
        warehouse.id(),
        service.carrier().id(),
        service.service().id(),
        service.applied().id(),
        shippedLines(units),
        slot.shipDay(),
        slot.shipByTime(),
        shipment.departure().promiseTime(),
        pricer.chargedWeightGrams(service, units),
        verdicts.requiredServices(),
        verdicts.priority(),
        pricer.terms(warehouse, service, units));
  }

  private ServiceCandidate service(PricedShipment shipment) {
    return shortlist.get(shipment.way().candidate()).services().get(shipment.way().service());
  }

  private List<ShippedLine> shippedLines(long[] units) {
    List<ShippedLine> shipped = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      if (units[i] > 0) {
        shipped.add(new ShippedLine(lines.get(i).sku(), units[i]));
      }
    }
    return List.copyOf(shipped);
  }

  private List<CostTerm> orderCost(FoundPlan found) {
    List<CostTerm> terms = new ArrayList<>();
    long splitMicros = space.splitMicros() * Math.max(0, found.shipments().size() - 1);
    if (splitMicros != 0) {
      terms.add(new CostTerm("splitCost", Kind.PREFERENCE, splitMicros));
    }
    long shortageMicros = found.micros() - splitMicros;
    for (PricedShipment shipment : found.shipments()) {
      shortageMicros -= shipment.micros();
    }
    if (shortageMicros != 0) {
      terms.add(new CostTerm(SHORTAGE_PENALTY, Kind.PREFERENCE, shortageMicros));
    }
    return List.copyOf(terms);
  }

  private List<UnfulfilledLine> unfulfilledLines(FoundPlan found) {
    List<UnfulfilledLine> missing = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      CandidateLine line = lines.get(i);
      long missed = line.quantity() - found.shipped(i);
      if (missed > 0) {
        missing.add(unfulfilled.shortOf(line.line(), missed, reasons.reasons(i, whyNotPlanned(i))));
      }
    }
    return List.copyOf(missing);
  }

  /** Why the plan misses a line that some way could have carried. */
  private Optional<LineReason> whyNotPlanned(int lineIndex) {
    CandidateLine line = lines.get(lineIndex);
    Bundle bundle = space.bundleOf(lineIndex);
    if (!space.anybodyTakes(lineIndex)) {
      return Optional.empty();
    }
    if (!bundle.divisible() && !space.anybodyTakesWhole(bundle)) {
      return reason(
          UnfulfilledReason.KEEP_TOGETHER,
          line.sku() + " may only ship whole and with what it travels with, which nobody can");
    }
    if (atAnyPrice != null && atAnyPrice.ships(lineIndex, line.quantity())) {
      return reason(
          UnfulfilledReason.NOT_WORTH_COST,
          "shipping "
              + line.sku()
              + " costs more than the shortage penalty of "
              + OrderFacts.yuan(verdicts.shortagePenaltyMicros().orElse(0))
              + " yuan");
    }
    if (boundHit) {
      return reason(
          UnfulfilledReason.WORK_LIMIT, "the search stopped before it found a way for all lines");
    }
    if (bundle.divisible() && space.total(lineIndex) < line.quantity()) {
      return Optional.empty();
    }
    if (space.shipsWhole() && lines.size() > 1) {
      return reason(
          UnfulfilledReason.KEEP_TOGETHER,
          "the order ships whole or not at all, and not all of it can ship");
    }
    return reason(
        UnfulfilledReason.SPLIT_LIMIT,
        "the order may leave in no more than " + space.maxShipments() + " shipments");
  }

  private static Optional<LineReason> reason(UnfulfilledReason reason, String detail) {
    return Optional.of(new LineReason(reason, Optional.empty(), detail));
  }

  private String yieldReason() {
    return verdicts
        .shareCapExemption()
        .map(PlanAssembler::exemptionText)
        .orElse("the order has no other way");
  }

  private static String exemptionText(Exemption exemption) {
    return exemption.ruleId() + ": " + exemption.reason();
  }
}
