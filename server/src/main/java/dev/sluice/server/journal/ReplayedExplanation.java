package dev.sluice.server.journal;

import dev.sluice.server.routing.model.Explanation;
import java.util.Optional;

/**
 * The explanation of a stored plan, made again from what its decision saw.
 *
 * @param explanation empty: it cannot be made, or would be of another plan
 * @param whyMissing for people; empty when there is an explanation
 */
public record ReplayedExplanation(Optional<Explanation> explanation, String whyMissing) {

  static ReplayedExplanation of(Explanation explanation) {
    return new ReplayedExplanation(Optional.of(explanation), "");
  }

  static ReplayedExplanation missing(String why) {
    return new ReplayedExplanation(Optional.empty(), why);
  }
}
