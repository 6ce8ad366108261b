package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Takes goods that ship off the stock on hand, in the transaction that ships them. */
final class Departures {

  /** What shipped was there, even where it was counted lower: then it was received unnoticed. */
  private static final String SHIP =
      """
      UPDATE stock s
      SET on_hand = greatest(0, s.on_hand - d.units),
          shipped = s.shipped + d.units,
          received = s.received + greatest(0, d.units - s.on_hand)
      FROM unnest(?::bigint[], ?::bigint[]) AS d (counter_id, units)
      WHERE s.counter_id = d.counter_id
      """;

  private Departures() {}

  /**
   * Ships units of counters that are locked and no longer use them.
   *
   * @param ids of all counters in {@code units}
   * @param before counters as they stood before
   * @return the same, those that shipped as they are left
   */
  static List<Counter> ship(
      Connection connection,
      SortedMap<CounterKey, Long> units,
      Map<CounterKey, Long> ids,
      List<Counter> before)
      throws SQLException {
    if (units.isEmpty()) {
      return before;
    }
    List<Counter> fresh = new ArrayList<>(before);
    fresh.removeIf(counter -> units.containsKey(counter.key()));
    List<Long> counterIds = units.keySet().stream().map(ids::get).toList();
    try (PreparedStatement update = connection.prepareStatement(SHIP)) {
      new Parameters(update).addLongs(counterIds).addLongs(units.values());
      int shipped = update.executeUpdate();
      if (shipped != units.size()) {
        throw new IllegalStateException(
            "%d of %d stock positions are there to ship from: %s"
                .formatted(shipped, units.size(), units));
      }
    }
    try (PreparedStatement follow = connection.prepareStatement(StockSql.FOLLOW_STOCK)) {
      new Parameters(follow).addLongs(counterIds);
      try (ResultSet rows = follow.executeQuery()) {
        while (rows.next()) {
          fresh.add(
              new Counter(
                  CounterKey.stock(rows.getString("subject"), rows.getString("scope")),
                  rows.getLong("capacity"),
                  rows.getLong("used"),
                  rows.getLong("exempt")));
        }
      }
    }
    return fresh;
  }
}
