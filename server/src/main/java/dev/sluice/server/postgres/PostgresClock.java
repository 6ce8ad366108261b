package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * The database's time without asking it each time: what it said last, plus what a monotonic counter
 * has counted since. Whoever owns it calls {@link #refresh} every few seconds.
 */
public final class PostgresClock implements DatabaseClock {

  private final DataSource dataSource;
  private final LongSupplier nanoTime;
  private volatile Reading reading;

  /**
   * Asks the database once.
   *
   * @param nanoTime {@code System::nanoTime}
   */
  public PostgresClock(DataSource dataSource, LongSupplier nanoTime) throws SQLException {
    this.dataSource = dataSource;
    this.nanoTime = nanoTime;
    this.reading = read(dataSource, nanoTime);
  }

  @Override
  public Instant now() {
    Reading last = reading;
    return last.time().plusNanos(nanoTime.getAsLong() - last.nanos());
  }

  /** Asks the database again; until that succeeds the last answer stands. */
  public void refresh() throws SQLException {
    reading = read(dataSource, nanoTime);
  }

  /** The answer is taken to be from the middle of the round trip. */
  private static Reading read(DataSource dataSource, LongSupplier nanoTime) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT clock_timestamp()")) {
      long before = nanoTime.getAsLong();
      try (ResultSet row = select.executeQuery()) {
        long after = nanoTime.getAsLong();
        row.next();
        Instant time = row.getObject(1, OffsetDateTime.class).toInstant();
        return new Reading(time, before + (after - before) / 2);
      }
    }
  }

  private record Reading(Instant time, long nanos) {}
}
