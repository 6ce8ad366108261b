package dev.sluice.server.postgres;

import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.counter.Counter;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch that was committed.
 *
 * @param size in orders
 * @param answers to the first proposal of each order
 * @param fresh counters as the commit left them: those it changed, and those that refused an order
 */
record BatchResult(int size, Map<Batch.Order, ReserveResult> answers, List<Counter> fresh) {}
