package dev.sluice.server.cli;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.OrderLine;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which candidates of a decision tell most, and what each could have done. */
final class CandidateRanking {

  private final List<CandidateNote> notes;
  private final Set<String> skus;

  CandidateRanking(GetPlanResponse answer) {
    notes = answer.getExplanation().getCandidatesList();
    skus =
        answer.getOrder().getLinesList().stream()
            .map(OrderLine::getSku)
            .collect(Collectors.toSet());
  }

  /**
   * What was chosen; what could have shipped it all, cheapest first; what could have shipped a
   * part; then what was out, that which came nearest to shipping first. Notes on warehouses whose
   * carrier services say it all are left out.
   */
  List<CandidateNote> telling() {
    Set<String> withService =
        notes.stream()
            .filter(note -> !note.getCarrierServiceId().isEmpty())
            .filter(note -> note.getRejectionsCount() == 0)
            .map(CandidateNote::getWarehouseId)
            .collect(Collectors.toCollection(HashSet::new));
    return notes.stream()
        .filter(
            note ->
                !note.getCarrierServiceId().isEmpty()
                    || note.getRejectionsCount() > 0
                    || !withService.contains(note.getWarehouseId()))
        .sorted(byWeight())
        .toList();
  }

  /** Whether a candidate that is not out could have shipped the whole order. */
  boolean shipsAll(CandidateNote note) {
    return note.getShippableSkusCount() == 0 || note.getShippableSkusList().containsAll(skus);
  }

  /** Of a warehouse without any service that is left, the service that came nearest. */
  Optional<CandidateNote> nearestService(CandidateNote warehouse) {
    return notes.stream()
        .filter(other -> other.getWarehouseId().equals(warehouse.getWarehouseId()))
        .filter(other -> !other.getCarrierServiceId().isEmpty())
        .filter(other -> other.getRejectionsCount() > 0)
        .min(byWeight());
  }

  /** What shipping its lines this way alone would have cost. */
  static Money total(CandidateNote note) {
    return Amounts.ofMicros(
        note.getCostList().stream().map(CostTerm::getAmount).mapToLong(Amounts::toMicros).sum());
  }

  private Comparator<CandidateNote> byWeight() {
    return Comparator.comparing((CandidateNote note) -> !note.getChosen())
        .thenComparing(CandidateRanking::isOut)
        .thenComparing(note -> !shipsAll(note))
        .thenComparingLong(CandidateRanking::costOrNearness)
        .thenComparingDouble(CandidateNote::getDistanceKm)
        .thenComparing(CandidateNote::getWarehouseId)
        .thenComparing(CandidateNote::getCarrierServiceId);
  }

  /** A warehouse that is told apart from its services has none that is left. */
  private static boolean isOut(CandidateNote note) {
    return note.getRejectionsCount() > 0 || note.getCarrierServiceId().isEmpty();
  }

  /** The contract lists reasons in the order in which they are looked at. */
  private static long costOrNearness(CandidateNote note) {
    return note.getRejectionsCount() == 0
        ? Amounts.toMicros(total(note))
        : -note.getRejections(0).getReasonValue();
  }
}
