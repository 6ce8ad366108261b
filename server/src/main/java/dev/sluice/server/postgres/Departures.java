package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes goods that ship off the stock on hand, in the transaction that ships them. */
final class Departures {

  /** What shipped was there, even where it was counted lower: then it was received unnoticed. */
  private static final String SHIP =
      """
      UPDATE stock s
      SET on_hand = greatest(0, s.on_hand - d.units),
          earmarked = s.earmarked - d.kept,
          shipped = s.shipped + d.units,
          received = s.received + greatest(0, d.units - s.on_hand)
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS d (counter_id, units, kept)
      WHERE s.counter_id = d.counter_id
      """;

  /** What may be promised follows what is there, also below what plans hold. */
  private static final String FOLLOW_STOCK =
      """
      UPDATE counter c
      SET capacity = s.on_hand - s.safety_stock - s.earmarked,
          shortfall = greatest(0, c.used - (s.on_hand - s.safety_stock - s.earmarked))
      FROM stock s
      WHERE c.counter_id = ANY (?) AND s.counter_id = c.counter_id
      RETURNING c.kind, c.subject, c.scope, c.day, c.capacity, c.used, c.exempt
      """;

  /** Units that shipped are kept no more. */
  private static final String KEEP_NO_MORE =
      """
      WITH gone AS (
          UPDATE earmark e SET units = greatest(0, e.units - d.units)
          FROM unnest(?::bigint[], ?::bigint[]) AS d (counter_id, units)
          WHERE e.counter_id = d.counter_id
          RETURNING e.counter_id, d.units
      )
      UPDATE counter c SET capacity = c.capacity - gone.units
      FROM gone WHERE c.counter_id = gone.counter_id
      RETURNING c.kind, c.subject, c.scope, c.day, c.capacity, c.used, c.exempt
      """;

  private Departures() {}

  /**
   * Ships units of counters that are locked, as their positions are, and no longer use them.
   *
   * @param ids of all counters in {@code units} and of their positions
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
    List<Counter> fresh = new ArrayList<>();
    SortedMap<CounterKey, Long> ofPositions = new TreeMap<>();
    SortedMap<CounterKey, Long> keptOfPositions = new TreeMap<>();
    SortedMap<CounterKey, Long> kept = new TreeMap<>();
    units.forEach(
        (key, amount) -> {
          CounterKey position = CounterKey.stock(key.subject(), key.sku());
          boolean isKept = key.kind() == CounterKind.EARMARK;
          ofPositions.merge(position, amount, Long::sum);
          keptOfPositions.merge(position, isKept ? amount : 0, Long::sum);
          if (isKept) {
            kept.put(key, amount);
          }
        });
    if (!kept.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(KEEP_NO_MORE)) {
        new Parameters(update).addLongs(idsOf(kept.keySet(), ids)).addLongs(kept.values());
        readInto(fresh, update);
      }
    }
    List<Long> counterIds = idsOf(ofPositions.keySet(), ids);
    try (PreparedStatement update = connection.prepareStatement(SHIP)) {
      new Parameters(update)
          .addLongs(counterIds)
          .addLongs(ofPositions.values())
          .addLongs(keptOfPositions.values());
      int shipped = update.executeUpdate();
      if (shipped != ofPositions.size() || fresh.size() != kept.size()) {
        throw new IllegalStateException(
            "%d of %d stock positions and %d of %d earmarks are there to ship from: %s"
                .formatted(shipped, ofPositions.size(), fresh.size(), kept.size(), units));
      }
    }
    try (PreparedStatement follow = connection.prepareStatement(FOLLOW_STOCK)) {
      new Parameters(follow).addLongs(counterIds);
      readInto(fresh, follow);
    }
    return replaced(before, fresh);
  }

  private static List<Counter> replaced(List<Counter> before, List<Counter> fresh) {
    Set<CounterKey> left = new HashSet<>();
    fresh.forEach(counter -> left.add(counter.key()));
    List<Counter> all = new ArrayList<>(fresh);
    before.stream().filter(counter -> !left.contains(counter.key())).forEach(all::add);
    return all;
  }

  private static List<Long> idsOf(Set<CounterKey> keys, Map<CounterKey, Long> ids) {
    List<Long> found = new ArrayList<>();
    for (CounterKey key : keys) {
      found.add(Objects.requireNonNull(ids.get(key), () -> key + " has no id"));
    }
    return found;
  }

  private static void readInto(List<Counter> fresh, PreparedStatement update) throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      while (rows.next()) {
        fresh.add(
            new Counter(
                CounterIds.readKey(rows),
                rows.getLong("capacity"),
                rows.getLong("used"),
                rows.getLong("exempt")));
      }
    }
  }
}
