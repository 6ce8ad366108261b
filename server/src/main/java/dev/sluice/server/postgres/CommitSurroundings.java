package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.CounterListener;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What commits need besides the database.
 *
 * @param clock dates plans and holds
 * @param callersClock the one that deadlines of calls were made with
 * @param listener hears the counters after each commit, on the committing thread
 * @param executor answers callers
 */
public record CommitSurroundings(
    DatabaseClock clock, InstantSource callersClock, CounterListener listener, Executor executor) {}
