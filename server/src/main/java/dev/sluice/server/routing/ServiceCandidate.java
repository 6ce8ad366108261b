package dev.sluice.server.routing;

import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.search.Departure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A carrier service that could carry from one warehouse to the destination.
 *
 * @param applied the lane with the service and carrier it is by
 * @param standing where its carrier stands in the destination's shares
 * @param departures one for each of {@link Candidates#readyTimes()}
 * @param rejections why it carries nothing of this order, by precedence; empty: it does
 * @param lineRejections for each line of the order why it cannot carry that one
 */
record ServiceCandidate(
    AppliedLane applied,
    CarrierStanding standing,
    List<Departure> departures,
    List<RejectionNote> rejections,
    List<Optional<RejectionNote>> lineRejections) {

  private static final Comparator<RejectionNote> PRECEDENCE =
      Comparator.comparing(RejectionNote::reason);

  CarrierService service() {
    return applied.service();
  }

  Carrier carrier() {
    return applied.carrier();
  }

  Lane lane() {
    return applied.lane();
  }

  Tariff tariff() {
    return applied.tariff();
  }

  Departure departure(CandidateLine line) {
    return departures.get(line.readyIndex());
  }

  /** The first reason in precedence why this service does not carry the line. */
  Optional<RejectionNote> findRejection(int lineIndex, CandidateLine line) {
    return Stream.of(
            rejections.stream(),
            departure(line).rejection().stream(),
            lineRejections.get(lineIndex).stream())
        .flatMap(notes -> notes)
        .min(PRECEDENCE);
  }

  boolean carries(int lineIndex, CandidateLine line) {
    return rejections.isEmpty()
        && departure(line).rejection().isEmpty()
        && lineRejections.get(lineIndex).isEmpty();
  }
}
