package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Positions and what is kept of them as rows inside a transaction. The lock of a row is the lock of
 * its counter; all counters of a change are locked in one go, in id order.
 */
final class StockRows {

  private static final List<String> NO_TEXTS = List.of();

  private final Connection connection;

  StockRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * A locked position.
   *
   * @param counterId of what is for everybody
   * @param asOf when it was last counted; {@link Instant#MIN}: never
   */
  record Row(long counterId, StockState state, Instant asOf) {}

  /** Makes the rows that are missing. */
  void make(Collection<CounterKey> positions, Collection<CounterKey> earmarks) throws SQLException {
    makeCounters(CounterKind.STOCK, positions);
    makeCounters(CounterKind.EARMARK, earmarks);
    try (PreparedStatement insert = connection.prepareStatement(StockSql.MAKE_STOCK)) {
      addKeys(new Parameters(insert), positions);
      insert.executeUpdate();
    }
  }

  /**
   * Locks what {@link #make} made, and everything that is kept of it.
   *
   * @param earmarks also those that nobody asked for yet
   * @return the ids of all counters that are locked
   */
  Map<CounterKey, Long> lock(Collection<CounterKey> positions, Collection<CounterKey> earmarks)
      throws SQLException {
    Map<CounterKey, Long> ids = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.LOCK)) {
      Parameters parameters = new Parameters(select);
      addKeys(parameters, positions);
      addKeys(parameters, positions);
      addKeys(parameters, earmarks);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          CounterKey key =
              new CounterKey(
                  CounterKind.ofCode(rows.getInt("kind")),
                  rows.getString("subject"),
                  rows.getString("scope"),
                  CounterKey.NO_DAY);
          ids.put(key, rows.getLong("counter_id"));
        }
      }
    }
    return ids;
  }

  /**
   * The positions as they stand.
   *
   * @param ids as {@link #lock} gave them
   * @throws SQLException to try again, when somebody began to keep units of one meanwhile
   */
  SortedMap<CounterKey, Row> read(Collection<CounterKey> positions, Map<CounterKey, Long> ids)
      throws SQLException {
    List<Long> counterIds = new ArrayList<>();
    for (CounterKey key : positions) {
      Long id = ids.get(key);
      if (id == null) {
        throw new IllegalStateException("Stock counter " + key + " was made but is not there");
      }
      counterIds.add(id);
    }
    SortedMap<CounterKey, Row> byKey = new TreeMap<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.OF_COUNTERS)) {
      new Parameters(select).addLongs(counterIds).addLongs(counterIds);
      for (Row row : readRows(select)) {
        for (Earmark earmark : row.state().earmarks()) {
          if (!ids.containsKey(earmark.counter())) {
            throw new SQLException("An earmark was made meanwhile", PassingTrouble.TRY_AGAIN);
          }
        }
        byKey.put(CounterKey.stock(row.state().warehouseId(), row.state().sku()), row);
      }
    }
    return byKey;
  }

  /** Every position of these SKUs, by SKU and warehouse. */
  List<Row> read(Collection<String> skus) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(StockSql.OF_SKUS)) {
      new Parameters(select).addTexts(skus).addTexts(skus);
      return readRows(select);
    }
  }

  /**
   * Writes positions that are locked.
   *
   * @param after settled, by the keys of {@code before}
   * @param asOf when they were counted; empty: they were not
   * @param ids as {@link #lock} gave them
   * @param cause of shortfalls that begin, change or end by it
   * @return the counters as they are left
   */
  List<Counter> write(
      SortedMap<CounterKey, Row> before,
      SortedMap<CounterKey, StockState> after,
      Optional<Instant> asOf,
      Map<CounterKey, Long> ids,
      Instant now,
      String cause)
      throws SQLException {
    List<Long> stockIds = before.values().stream().map(Row::counterId).toList();
    Map<Long, Long> capacities = new LinkedHashMap<>();
    List<Long> dropped = new ArrayList<>();
    List<Earmark> kept = new ArrayList<>();
    before.forEach(
        (key, row) -> {
          StockState state = after.getOrDefault(key, row.state());
          capacities.put(row.counterId(), state.freeCapacity());
          for (Earmark earmark : row.state().earmarks()) {
            if (state.findEarmark(earmark.holder()).isEmpty()) {
              capacities.put(idOf(earmark, ids), 0L);
              dropped.add(idOf(earmark, ids));
            }
          }
          for (Earmark earmark : state.earmarks()) {
            capacities.put(idOf(earmark, ids), earmark.kept());
          }
          kept.addAll(state.earmarks());
        });
    writeStock(stockIds, List.copyOf(after.values()), asOf);
    writeEarmarks(kept, dropped, ids, now);
    return writeCounters(capacities, now, cause);
  }

  private void writeStock(List<Long> ids, List<StockState> states, Optional<Instant> asOf)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(StockSql.WRITE_STOCK)) {
      new Parameters(update)
          .add(asOf)
          .addLongs(ids)
          .addLongs(states.stream().map(StockState::onHand).toList())
          .addLongs(states.stream().map(StockState::safetyStock).toList())
          .addLongs(states.stream().map(StockState::kept).toList());
      update.executeUpdate();
    }
  }

  private void writeEarmarks(
      List<Earmark> kept, List<Long> dropped, Map<CounterKey, Long> ids, Instant now)
      throws SQLException {
    if (!kept.isEmpty()) {
      try (PreparedStatement insert = connection.prepareStatement(StockSql.WRITE_EARMARKS)) {
        new Parameters(insert)
            .addLongs(kept.stream().map(earmark -> idOf(earmark, ids)).toList())
            .addTexts(kept.stream().map(Earmark::warehouseId).toList())
            .addTexts(kept.stream().map(Earmark::sku).toList())
            .addTexts(kept.stream().map(earmark -> earmark.holder().text()).toList())
            .addLongs(kept.stream().map(Earmark::units).toList())
            .addTimes(kept.stream().map(Earmark::until).toList())
            .addTimes(kept.stream().map(earmark -> giveBackTime(earmark, now)).toList());
        insert.executeUpdate();
      }
    }
    if (!dropped.isEmpty()) {
      try (PreparedStatement delete = connection.prepareStatement(StockSql.DROP_EARMARKS)) {
        new Parameters(delete).addLongs(dropped);
        delete.executeUpdate();
      }
    }
  }

  /** Where plans hold more than was asked for, what they give back goes back at once. */
  private static Instant giveBackTime(Earmark earmark, Instant now) {
    return earmark.kept() > earmark.units() && now.isBefore(earmark.until())
        ? now
        : earmark.until();
  }

  private List<Counter> writeCounters(Map<Long, Long> capacities, Instant now, String cause)
      throws SQLException {
    List<Counter> fresh = new ArrayList<>();
    Map<Long, Long> shortfalls = new TreeMap<>();
    try (PreparedStatement update = connection.prepareStatement(StockSql.WRITE_COUNTERS)) {
      new Parameters(update).addLongs(capacities.keySet()).addLongs(capacities.values());
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          fresh.add(
              new Counter(
                  CounterIds.readKey(rows),
                  rows.getLong("capacity"),
                  rows.getLong("used"),
                  rows.getLong("exempt")));
          if (rows.getLong("shortfall") != rows.getLong("shortfall_before")) {
            shortfalls.put(rows.getLong("counter_id"), rows.getLong("shortfall"));
          }
        }
      }
    }
    Shortfalls.tell(connection, shortfalls, now, cause);
    return fresh;
  }

  private void makeCounters(CounterKind kind, Collection<CounterKey> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(StockSql.MAKE_COUNTERS)) {
      addKeys(new Parameters(insert).add(kind.code()), keys);
      insert.executeUpdate();
    }
  }

  private static void addKeys(Parameters parameters, Collection<CounterKey> keys)
      throws SQLException {
    parameters
        .addTexts(keys.isEmpty() ? NO_TEXTS : keys.stream().map(CounterKey::subject).toList())
        .addTexts(keys.isEmpty() ? NO_TEXTS : keys.stream().map(CounterKey::scope).toList());
  }

  private static long idOf(Earmark earmark, Map<CounterKey, Long> ids) {
    Long id = ids.get(earmark.counter());
    if (id == null) {
      throw new IllegalStateException("Counter " + earmark.counter() + " is not locked");
    }
    return id;
  }

  private static List<Row> readRows(PreparedStatement select) throws SQLException {
    Map<String, Row> positions = new LinkedHashMap<>();
    Map<String, List<Earmark>> earmarks = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String warehouseId = rows.getString("warehouse_id");
        String sku = rows.getString("sku");
        String holder = rows.getString("holder");
        long units = rows.getLong("units");
        long kept = rows.getLong("kept");
        long used = rows.getLong("used");
        OffsetDateTime time = rows.getObject("at", OffsetDateTime.class);
        Instant at = time == null ? Instant.MIN : time.toInstant();
        if (holder == null) {
          StockState state = new StockState(warehouseId, sku, units, kept, used, List.of());
          positions.put(warehouseId + '\t' + sku, new Row(rows.getLong("counter_id"), state, at));
        } else {
          earmarks
              .computeIfAbsent(warehouseId + '\t' + sku, key -> new ArrayList<>())
              .add(
                  new Earmark(
                      warehouseId, sku, EarmarkHolder.parse(holder), units, kept, used, at));
        }
      }
    }
    earmarks.forEach(
        (key, ofPosition) ->
            positions.computeIfPresent(
                key,
                (same, row) ->
                    new Row(row.counterId(), row.state().withEarmarks(ofPosition), row.asOf())));
    List<Row> sorted = new ArrayList<>(positions.values());
    sorted.sort(
        Comparator.comparing((Row row) -> row.state().sku())
            .thenComparing(row -> row.state().warehouseId()));
    return sorted;
  }
}
