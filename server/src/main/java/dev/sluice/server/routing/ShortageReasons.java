package dev.sluice.server.routing;

import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says why candidates do not ship a line. */
final class ShortageReasons {

  private static final Comparator<RejectionNote> PRECEDENCE =
      Comparator.comparing(RejectionNote::reason);

  private static final Comparator<LineReason> NEAREST_TO_SHIPPING =
      Comparator.comparing(LineReason::reason)
          .reversed()
          .thenComparing(reason -> reason.ruleId().orElse(""));

  /** Of goods that nobody ever had, either: otherwise those who had them are named. */
  private static final LineReason NOBODY_COVERS =
      new LineReason(
          UnfulfilledReason.OUT_OF_COVERAGE,
          Optional.empty(),
          "no warehouse covers the destination");

  private final Candidates candidates;
  private final Verdicts verdicts;

  ShortageReasons(Candidates candidates, Verdicts verdicts) {
    this.candidates = candidates;
    this.verdicts = verdicts;
  }

  /**
   * The first rejections of all candidates without repeats and, where some way could have shipped
   * the line, why the plan did not use it; first what came nearest to shipping.
   */
  List<LineReason> reasons(int lineIndex, Optional<LineReason> whyNotPlanned) {
    Map<String, LineReason> distinct = new TreeMap<>();
    whyNotPlanned.ifPresent(reason -> put(distinct, reason));
    for (WarehouseCandidate warehouse : verdicts.shortlist()) {
      collect(distinct, warehouse, lineIndex);
    }
    for (WarehouseCandidate warehouse : candidates.rejected()) {
      collect(distinct, warehouse, lineIndex);
    }
    if (verdicts.shortlist().isEmpty() && candidates.rejected().isEmpty()) {
      put(distinct, NOBODY_COVERS);
    }
    return distinct.values().stream().sorted(NEAREST_TO_SHIPPING).toList();
  }

  /** Why a warehouse ships nothing of a line whatever the service; empty when services decide. */
  Optional<RejectionNote> ofWarehouse(WarehouseCandidate warehouse, int lineIndex) {
    LineOffer offer = warehouse.lines().get(lineIndex);
    List<RejectionNote> notes = new ArrayList<>(2);
    warehouse.rejection().ifPresent(notes::add);
    if (offer.units() == 0) {
      offer.rejection().ifPresent(notes::add);
    }
    return notes.stream().min(PRECEDENCE);
  }

  /** Why a service does not carry a line from a warehouse that could ship it. */
  Optional<RejectionNote> ofService(
      WarehouseCandidate warehouse, ServiceCandidate service, int lineIndex) {
    CandidateLine line = candidates.lines().get(lineIndex);
    Optional<RejectionNote> physical = service.findRejection(lineIndex, line);
    if (physical.isPresent()) {
      return physical;
    }
    @Nullable Rejection byRule =
        PolicyEvaluator.findRejection(verdicts.candidates(), line.sku(), warehouse.id(), service);
    return Optional.ofNullable(byRule).map(ShortageReasons::note);
  }

  /** A rule's rejection as a note. */
  static RejectionNote note(Rejection rejection) {
    return new RejectionNote(
        UnfulfilledReason.RULE,
        Optional.of(rejection.ruleId()),
        rejection.sku(),
        rejection.candidate().text() + ": " + rejection.reason());
  }

  private void collect(
      Map<String, LineReason> distinct, WarehouseCandidate warehouse, int lineIndex) {
    Optional<RejectionNote> whole = ofWarehouse(warehouse, lineIndex);
    if (whole.isPresent()) {
      put(distinct, reason(whole.get()));
      return;
    }
    for (ServiceCandidate service : warehouse.services()) {
      ofService(warehouse, service, lineIndex).ifPresent(note -> put(distinct, reason(note)));
    }
    warehouse.lines().get(lineIndex).rejection().ifPresent(partly -> put(distinct, reason(partly)));
  }

  private static LineReason reason(RejectionNote note) {
    return new LineReason(note.reason(), note.ruleId(), note.detail());
  }

  private static void put(Map<String, LineReason> distinct, LineReason reason) {
    distinct.putIfAbsent(reason.reason() + " " + reason.ruleId().orElse(""), reason);
  }
}
