package dev.sluice.server.routing;

import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import java.util.List;
import java.util.Optional;

/**
 * A warehouse considered for an order.
 *
 * @param distanceKm to the destination; 0 where unknown
 * @param rejection why it ships nothing of this order whatever the stock; empty: no such reason
 * @param lines one offer for each line of {@link Candidates#lines()}
 * @param services carrier services with a lane to the destination, by id; empty where the warehouse
 *     ships nothing anyway
 */
record WarehouseCandidate(
    Warehouse warehouse,
    double distanceKm,
    Optional<RejectionNote> rejection,
    List<LineOffer> lines,
    List<ServiceCandidate> services) {

  String id() {
    return warehouse.id();
  }

  /** Whether any service could take any unit of any line. */
  boolean shipsAnything(List<CandidateLine> orderLines) {
    for (int i = 0; i < orderLines.size(); i++) {
      if (shipsSome(i, orderLines.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether any service could take any unit of this line. */
  boolean shipsSome(int lineIndex, CandidateLine line) {
    if (lines.get(lineIndex).units() == 0) {
      return false;
    }
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).carries(lineIndex, line)) {
        return true;
      }
    }
    return false;
  }

  boolean holdsWhole(int lineIndex, CandidateLine line) {
    return lines.get(lineIndex).units() >= line.quantity();
  }

  /** How many lines it holds in full. */
  int linesFilled(List<CandidateLine> orderLines) {
    int filled = 0;
    for (int i = 0; i < orderLines.size(); i++) {
      filled += holdsWhole(i, orderLines.get(i)) ? 1 : 0;
    }
    return filled;
  }
}
