package dev.sluice.server.postgres;

import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.counter.Counter;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch that was committed.
 *
 * @param orders what the first of each order's proposals hears
 * @param changes tell those who changed plans, each its own
 * @param fresh counters as the commit left them: those it changed, and those that refused an order
 */
record BatchResult(
    Map<Batch.Order, ReserveResult> orders, List<Runnable> changes, List<Counter> fresh) {}
