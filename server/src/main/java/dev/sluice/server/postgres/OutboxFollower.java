package dev.sluice.server.postgres;

import dev.sluice.server.ledger.OutboxEvent;
import dev.sluice.server.ledger.OutboxPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the outbox over lost connections and restarts of the database. */
public final class OutboxFollower implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboxFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(500);
  private static final Map<String, String> CONNECTION =
      Map.of(
          "ApplicationName", "sluice-events",
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true");

  private final Supplier<DatabaseAddress> address;
  private OutboxPosition position;
  private final RenewedConnection connection;
  private final Set<LocalDate> known = new HashSet<>();

  private OutboxFollower(Supplier<DatabaseAddress> address, OutboxPosition position) {
    this.address = address;
    this.position = position;
    this.connection = new RenewedConnection(() -> address.get().connect(CONNECTION));
  }

  /**
   * What came of one look.
   *
   * @param lost days of which events are gone; told once, before what follows them
   */
  public record News(List<OutboxReader.LostDay> lost, List<OutboxEvent> events) {}

  /**
   * Follows from {@code start} on; empty: from what is committed from now on.
   *
   * @param address asked before every connect
   * @throws dev.sluice.server.config.SetupException when the database cannot be reached
   */
  public static OutboxFollower open(
      Supplier<DatabaseAddress> address, Optional<OutboxPosition> start) {
    OutboxFollower follower = new OutboxFollower(address, start.orElse(OutboxPosition.BEGINNING));
    try {
      OutboxReader reader = follower.reader();
      if (start.isEmpty()) {
        follower.position = reader.now();
      }
      return follower;
    } catch (SQLException e) {
      follower.close();
      throw ConnectionFailure.explain(address.get(), e);
    }
  }

  /**
   * The next {@code limit} events at most, none when there are none yet.
   *
   * @throws dev.sluice.server.config.SetupException when the database cannot be reached
   */
  public News poll(int limit) {
    try {
      return look(limit);
    } catch (SQLException e) {
      throw ConnectionFailure.explain(address.get(), e);
    }
  }

  private News look(int limit) throws SQLException {
    OutboxReader reader = reader();
    // From the beginning nothing is lost: it begins with what is kept.
    boolean fromBeginning = position.equals(OutboxPosition.BEGINNING);
    List<OutboxReader.LostDay> lost =
        reader.findLost(position).stream()
            .filter(day -> known.add(day.day()) && !fromBeginning)
            .toList();
    List<OutboxEvent> events = reader.read(position, limit);
    if (!events.isEmpty()) {
      position = events.get(events.size() - 1).position();
    }
    return new News(lost, events);
  }

  /**
   * As {@link #poll}, but waits until there is something, also for a database that is away.
   *
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public News await(int limit) throws InterruptedException {
    while (true) {
      try {
        News news = look(limit);
        if (!news.events().isEmpty() || !news.lost().isEmpty()) {
          return news;
        }
        Thread.sleep(POLL.toMillis());
      } catch (SQLException e) {
        if (!PassingTrouble.isPassing(e)) {
          throw ConnectionFailure.explain(address.get(), e);
        }
        log.warn("Following the outbox goes on when the database is back: {}", e.getMessage());
        connection.close();
        Thread.sleep(BETWEEN_CONNECTS.toMillis());
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private OutboxReader reader() throws SQLException {
    return new OutboxReader(connection.get());
  }
}
