package dev.sluice.server.routing;

import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.Statement;
import dev.sluice.rules.Verdict;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.Explanation.AlternativeNote;
import dev.sluice.server.routing.model.Explanation.CandidateNote;
import dev.sluice.server.routing.model.Explanation.RuleNote;
import dev.sluice.server.routing.model.PlannedShipment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes down why a plan is as it is. */
public final class Explainer {

  private static final String ORDER = "order";

  /**
   * Every candidate with its cost or rejections, the rules that spoke, the numbers seen.
   *
   * @param chosen the plan that stands: the proposal, one of its alternatives, or none of them
   */
  public Explanation explain(
      DecisionInput input,
      Candidates candidates,
      Verdicts verdicts,
      PlanningResult result,
      ProposedPlan chosen) {
    List<RuleNote> rules = new ArrayList<>(orderNotes(verdicts.order()));
    verdicts.candidates().rejections().forEach(rejection -> rules.add(note(rejection)));
    verdicts.candidates().adjustments().forEach(adjustment -> rules.add(note(adjustment)));
    return new Explanation(
        input.time(),
        input.rules().version(),
        input.view().network().version(),
        candidateNotes(input, candidates, verdicts, chosen),
        List.copyOf(rules),
        verdicts.shortlist().size(),
        input.contenders().unseen(),
        result.workSteps(),
        result.workBoundHit(),
        nextBest(result, chosen));
  }

  /** The same for an order that rules refuse or defer: only they spoke. */
  public Explanation explain(DecisionInput input, OrderVerdicts verdicts) {
    return new Explanation(
        input.time(),
        input.rules().version(),
        input.view().network().version(),
        List.of(),
        orderNotes(verdicts),
        0,
        0,
        0,
        false,
        List.of());
  }

  private static List<CandidateNote> candidateNotes(
      DecisionInput input, Candidates candidates, Verdicts verdicts, ProposedPlan chosen) {
    Set<String> chosenWarehouses = new HashSet<>();
    Set<String> chosenWays = new HashSet<>();
    for (PlannedShipment shipment : fromStock(chosen)) {
      chosenWarehouses.add(shipment.warehouseId());
      chosenWays.add(wayName(shipment.warehouseId(), shipment.carrierServiceId()));
    }
    CandidateNotes notes = new CandidateNotes(input, candidates, verdicts);
    List<CandidateNote> written = new ArrayList<>();
    Stream.concat(verdicts.shortlist().stream(), candidates.rejected().stream())
        .forEach(
            warehouse ->
                written.add(
                    notes.ofWarehouse(warehouse, chosenWarehouses.contains(warehouse.id()))));
    for (WarehouseCandidate warehouse : verdicts.shortlist()) {
      for (ServiceCandidate service : warehouse.services()) {
        String name = wayName(warehouse.id(), service.service().id());
        written.add(notes.ofService(warehouse, service, chosenWays.contains(name)));
      }
    }
    return List.copyOf(written);
  }

  /** Those the candidates were looked at for; what is on its way is planned from afterwards. */
  private static List<PlannedShipment> fromStock(ProposedPlan plan) {
    List<PlannedShipment> shipments = new ArrayList<>(plan.plan().shipments());
    shipments.removeIf(shipment -> plan.takes().get(shipment.number() - 1).waits());
    return shipments;
  }

  private static String wayName(String warehouseId, String serviceId) {
    return warehouseId + ">" + serviceId;
  }

  private static List<RuleNote> orderNotes(OrderVerdicts verdicts) {
    return verdicts.statements().stream().map(Explainer::note).toList();
  }

  private static RuleNote note(Statement statement) {
    return new RuleNote(
        statement.ruleId(),
        statement.verdict().word(),
        statement.subject().isEmpty() ? ORDER : statement.subject(),
        statement.reason().isEmpty() ? statement.text() : statement.reason());
  }

  private static RuleNote note(Rejection rejection) {
    String candidate = rejection.candidate().text();
    return new RuleNote(
        rejection.ruleId(),
        Verdict.REJECT.word(),
        rejection.sku().map(sku -> "line " + sku + " " + candidate).orElse(candidate),
        rejection.reason());
  }

  private static RuleNote note(Adjustment adjustment) {
    Verdict verdict = adjustment.micros() < 0 ? Verdict.DISCOUNT : Verdict.SURCHARGE;
    return new RuleNote(
        adjustment.ruleId(), verdict.word(), adjustment.candidate().text(), adjustment.reason());
  }

  private static List<AlternativeNote> nextBest(PlanningResult result, ProposedPlan chosen) {
    return Stream.concat(Stream.of(result.plan()), result.alternatives().stream())
        .filter(plan -> !plan.equals(chosen) && !plan.plan().shipments().isEmpty())
        .map(ProposedPlan::plan)
        .map(
            plan ->
                new AlternativeNote(PlanSentence.ofShipments(plan.shipments()), plan.totalMicros()))
        .toList();
  }
}
