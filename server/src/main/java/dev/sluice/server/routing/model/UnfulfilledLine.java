package dev.sluice.server.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line, or part of one, that nobody takes now.
 *
 * @param reasons without repeats; first the one that came nearest to shipping
 * @param expectedTime when it may be asked again or be in stock, where known
 */
public record UnfulfilledLine(
    String sku,
    long quantity,
    List<LineReason> reasons,
    Disposition disposition,
    Optional<Instant> expectedTime) {}
