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

  /**
   * What shipped was there, even where it was counted lower or had not come: then it was received
   * unnoticed.
   */
  private static final String SHIP =
      """
      UPDATE stock s
      SET on_hand = greatest(0, s.on_hand + d.unnoticed - d.units),
          earmarked = s.earmarked - d.kept,
          shipped = s.shipped + d.units,
          received = s.received + d.unnoticed + greatest(0, d.units - d.unnoticed - s.on_hand)
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          AS d (counter_id, units, kept, unnoticed)
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

  /** First what had arrived, then what was still expected. */
  private static final String COME_NO_MORE =
      """
      WITH before AS (
          SELECT i.counter_id, d.units, least(i.arrived, d.units) AS came
          FROM inbound i
          JOIN unnest(?::bigint[], ?::bigint[]) AS d (counter_id, units) USING (counter_id)
      ), gone AS (
          UPDATE inbound i SET arrived = i.arrived - before.came,
              expected = greatest(0, i.expected - (before.units - before.came))
          FROM before WHERE i.counter_id = before.counter_id
          RETURNING i.counter_id, i.expected + i.arrived AS capacity, before.came
      )
      UPDATE counter c SET capacity = gone.capacity,
          shortfall = greatest(0, c.used - gone.capacity)
      FROM gone WHERE c.counter_id = gone.counter_id
      RETURNING c.kind, c.subject, c.scope, c.day, c.capacity, c.used, c.exempt, gone.came
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
    SortedMap<CounterKey, Leaving> leaving = new TreeMap<>();
    SortedMap<CounterKey, Long> kept = new TreeMap<>();
    SortedMap<CounterKey, Long> inbound = new TreeMap<>();
    units.forEach(
        (key, amount) -> {
          boolean isKept = key.kind() == CounterKind.EARMARK;
          merge(leaving, key, new Leaving(amount, isKept ? amount : 0, 0));
          if (isKept) {
            kept.put(key, amount);
          } else if (key.kind() == CounterKind.INBOUND) {
            inbound.put(key, amount);
          }
        });
    if (!kept.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(KEEP_NO_MORE)) {
        new Parameters(update).addLongs(idsOf(kept.keySet(), ids)).addLongs(kept.values());
        readInto(fresh, update);
      }
    }
    if (!inbound.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(COME_NO_MORE)) {
        new Parameters(update).addLongs(idsOf(inbound.keySet(), ids)).addLongs(inbound.values());
        readInbound(fresh, update, inbound, leaving);
      }
    }
    List<Long> counterIds = idsOf(leaving.keySet(), ids);
    try (PreparedStatement update = connection.prepareStatement(SHIP)) {
      new Parameters(update)
          .addLongs(counterIds)
          .addLongs(leaving.values().stream().map(Leaving::units).toList())
          .addLongs(leaving.values().stream().map(Leaving::kept).toList())
          .addLongs(leaving.values().stream().map(Leaving::unnoticed).toList());
      int shipped = update.executeUpdate();
      if (shipped != leaving.size() || fresh.size() != kept.size() + inbound.size()) {
        throw new IllegalStateException(
            "%d of %d stock positions and %d of %d parts of them are there to ship from: %s"
                .formatted(
                    shipped, leaving.size(), fresh.size(), kept.size() + inbound.size(), units));
      }
    }
    try (PreparedStatement follow = connection.prepareStatement(FOLLOW_STOCK)) {
      new Parameters(follow).addLongs(counterIds);
      readInto(fresh, follow);
    }
    return replaced(before, fresh);
  }

  /**
   * What leaves a position.
   *
   * @param kept how many of the units were not for everybody
   * @param unnoticed how many came without being received
   */
  private record Leaving(long units, long kept, long unnoticed) {

    private Leaving plus(Leaving other) {
      return new Leaving(units + other.units, kept + other.kept, unnoticed + other.unnoticed);
    }
  }

  private static void merge(
      SortedMap<CounterKey, Leaving> leaving, CounterKey counter, Leaving more) {
    leaving.merge(CounterKey.stock(counter.subject(), counter.sku()), more, Leaving::plus);
  }

  /** Only the rows know how many of the units had come. */
  private static void readInbound(
      List<Counter> fresh,
      PreparedStatement update,
      SortedMap<CounterKey, Long> inbound,
      SortedMap<CounterKey, Leaving> leaving)
      throws SQLException {
    try (ResultSet rows = update.executeQuery()) {
      while (rows.next()) {
        Counter counter = read(rows);
        long came = rows.getLong("came");
        long units = Objects.requireNonNull(inbound.get(counter.key()));
        fresh.add(counter);
        merge(leaving, counter.key(), new Leaving(0, came, units - came));
      }
    }
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
        fresh.add(read(rows));
      }
    }
  }

  private static Counter read(ResultSet row) throws SQLException {
    return new Counter(
        CounterIds.readKey(row),
        row.getLong("capacity"),
        row.getLong("used"),
        row.getLong("exempt"));
  }
}
