package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.ShippedLine;
import java.util.List;

/**
 * Gives back a plan or a part of it.
 *
 * @param lines SKUs and units to give back; empty: all that has not shipped
 * @param requestId makes a partial release repeatable: the same id is applied once; required when
 *     lines are given
 * @param cause one word or sentence, kept with the plan
 */
public record Release(String planId, List<ShippedLine> lines, String requestId, String cause) {}
