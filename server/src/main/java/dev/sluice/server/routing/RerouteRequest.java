package dev.sluice.server.routing;

import dev.sluice.server.routing.model.OrderKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One order to route again.
 *
 * @param expectedRevision the revision the caller saw; empty: whichever is current
 * @param requestId makes the request repeatable: the same id makes one revision; may be empty
 * @param cause why, kept with the revision; may be empty
 * @param hold how long what is planned anew stays HELD; empty: CONFIRMED at once
 * @param deadline after which nobody waits for the answer
 */
public record RerouteRequest(
    OrderKey key,
    OptionalInt expectedRevision,
    String requestId,
    String cause,
    Optional<Duration> hold,
    Instant deadline) {}
