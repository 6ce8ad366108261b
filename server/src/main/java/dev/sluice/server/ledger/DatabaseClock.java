package dev.sluice.server.ledger;

import java.time.Instant;

/**
 * The database's time: holds expire and plans are dated by it, so that a replica whose own clock is
 * wrong changes nothing.
 */
@FunctionalInterface
public interface DatabaseClock {

  Instant now();
}
