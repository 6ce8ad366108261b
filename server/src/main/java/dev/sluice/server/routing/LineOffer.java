package dev.sluice.server.routing;

import dev.sluice.server.routing.model.Explanation.RejectionNote;
import java.util.Optional;

/**
 * What a warehouse could ship of one line.
 *
 * @param units 0 up to the line's quantity
 * @param rejection why not all of it; empty when it could ship the line in full
 */
public record LineOffer(long units, Optional<RejectionNote> rejection) {}
