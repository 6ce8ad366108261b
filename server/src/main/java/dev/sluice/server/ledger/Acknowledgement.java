package dev.sluice.server.ledger;

import java.time.Instant;

/**
 * What a caller was told of a plan. Whoever was told so must find it in the ledger ever after.
 *
 * @param time when the caller had the answer, by its own clock
 * @param contentHash SHA-256 of what never changes about the plan, 64 lower-case hexadecimal digits
 */
public record Acknowledgement(
    Instant time,
    String channel,
    String orderId,
    String planId,
    int revision,
    String contentHash) {}
