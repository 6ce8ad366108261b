package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
 * Positions, what is kept of them and what is on its way to them, as rows inside a transaction. The
 * lock of a row is the lock of its counter; all counters of a change are locked in one go, in id
 * order.
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

  /**
   * Makes the rows that are missing.
   *
   * @param parts what is kept of positions or on its way to them
   */
  void make(Collection<CounterKey> positions, Collection<CounterKey> parts) throws SQLException {
    makeCounters(CounterKind.STOCK, positions);
    makeCounters(CounterKind.EARMARK, parts);
    makeCounters(CounterKind.INBOUND, parts);
    try (PreparedStatement insert = connection.prepareStatement(StockSql.MAKE_STOCK)) {
      addKeys(new Parameters(insert), positions);
      insert.executeUpdate();
    }
  }

  /**
   * Locks what {@link #make} made, and everything that is kept of it or on its way.
   *
   * @param parts also those that nobody asked for yet
   * @return the ids of all counters that are locked
   */
  Map<CounterKey, Long> lock(Collection<CounterKey> positions, Collection<CounterKey> parts)
      throws SQLException {
    Map<CounterKey, Long> ids = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.LOCK)) {
      Parameters parameters = new Parameters(select);
      addKeys(parameters, positions);
      addKeys(parameters, positions);
      addKeys(parameters, positions);
      parameters.addShorts(parts.stream().map(part -> part.kind().code()).toList());
      addKeys(parameters, parts);
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
   * @throws SQLException to try again, when somebody began to keep or expect units of one meanwhile
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
      new Parameters(select).addLongs(counterIds).addLongs(counterIds).addLongs(counterIds);
      for (Row row : readRows(select)) {
        if (!ids.keySet().containsAll(partsOf(row.state()).keySet())) {
          throw new SQLException("An earmark was made meanwhile", PassingTrouble.TRY_AGAIN);
        }
        byKey.put(CounterKey.stock(row.state().warehouseId(), row.state().sku()), row);
      }
    }
    return byKey;
  }

  /** Every position of these SKUs, by SKU and warehouse. */
  List<Row> read(Collection<String> skus) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(StockSql.OF_SKUS)) {
      new Parameters(select).addTexts(skus).addTexts(skus).addTexts(skus);
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
    List<Inbound> inbound = new ArrayList<>();
    before.forEach(
        (key, row) -> {
          StockState state = after.getOrDefault(key, row.state());
          capacities.put(row.counterId(), state.freeCapacity());
          Map<CounterKey, Long> parts = partsOf(state);
          for (CounterKey part : partsOf(row.state()).keySet()) {
            if (!parts.containsKey(part)) {
              capacities.put(idOf(part, ids), 0L);
              dropped.add(idOf(part, ids));
            }
          }
          parts.forEach((part, capacity) -> capacities.put(idOf(part, ids), capacity));
          kept.addAll(state.earmarks());
          inbound.addAll(state.inbound());
        });
    writeStock(stockIds, List.copyOf(after.values()), asOf);
    writeEarmarks(kept, ids, now);
    writeInbound(inbound, ids);
    drop(dropped);
    return writeCounters(capacities, now, cause);
  }

  /** The capacities of a position's counters beside its own. */
  private static Map<CounterKey, Long> partsOf(StockState state) {
    Map<CounterKey, Long> parts = new LinkedHashMap<>();
    state.earmarks().forEach(earmark -> parts.put(earmark.counter(), earmark.kept()));
    state.inbound().forEach(inbound -> parts.put(inbound.counter(), inbound.capacity()));
    return parts;
  }

  private void writeStock(List<Long> ids, List<StockState> states, Optional<Instant> asOf)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(StockSql.WRITE_STOCK)) {
      new Parameters(update)
          .add(asOf)
          .addLongs(ids)
          .addLongs(states.stream().map(StockState::onHand).toList())
          .addLongs(states.stream().map(StockState::safetyStock).toList())
          .addLongs(states.stream().map(state -> state.kept() + state.arrived()).toList());
      update.executeUpdate();
    }
  }

  private void writeEarmarks(List<Earmark> kept, Map<CounterKey, Long> ids, Instant now)
      throws SQLException {
    if (kept.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(StockSql.WRITE_EARMARKS)) {
      new Parameters(insert)
          .addLongs(kept.stream().map(earmark -> idOf(earmark.counter(), ids)).toList())
          .addTexts(kept.stream().map(Earmark::warehouseId).toList())
          .addTexts(kept.stream().map(Earmark::sku).toList())
          .addTexts(kept.stream().map(earmark -> earmark.holder().text()).toList())
          .addLongs(kept.stream().map(Earmark::units).toList())
          .addTimes(kept.stream().map(Earmark::until).toList())
          .addTimes(kept.stream().map(earmark -> giveBackTime(earmark, now)).toList());
      insert.executeUpdate();
    }
  }

  private void writeInbound(List<Inbound> inbound, Map<CounterKey, Long> ids) throws SQLException {
    if (inbound.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(StockSql.WRITE_INBOUND)) {
      new Parameters(insert)
          .addLongs(inbound.stream().map(one -> idOf(one.counter(), ids)).toList())
          .addTexts(inbound.stream().map(Inbound::warehouseId).toList())
          .addTexts(inbound.stream().map(Inbound::sku).toList())
          .addDays(inbound.stream().map(Inbound::day).toList())
          .addLongs(inbound.stream().map(Inbound::expected).toList())
          .addLongs(inbound.stream().map(Inbound::arrived).toList());
      insert.executeUpdate();
    }
  }

  /** Earmarks and inbound units that are no more; what belongs to the others is not among them. */
  private void drop(List<Long> dropped) throws SQLException {
    if (dropped.isEmpty()) {
      return;
    }
    for (String sql : List.of(StockSql.DROP_EARMARKS, StockSql.DROP_INBOUND)) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
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

  private void makeCounters(CounterKind kind, Collection<CounterKey> all) throws SQLException {
    List<CounterKey> keys = all.stream().filter(key -> key.kind() == kind).toList();
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

  private static long idOf(CounterKey part, Map<CounterKey, Long> ids) {
    Long id = ids.get(part);
    if (id == null) {
      throw new IllegalStateException("Counter " + part + " is not locked");
    }
    return id;
  }

  private static List<Row> readRows(PreparedStatement select) throws SQLException {
    Map<CounterKey, Row> positions = new LinkedHashMap<>();
    Map<CounterKey, List<Earmark>> earmarks = new HashMap<>();
    Map<CounterKey, List<Inbound>> inbound = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String warehouseId = rows.getString("warehouse_id");
        String sku = rows.getString("sku");
        CounterKey key = CounterKey.stock(warehouseId, sku);
        String holder = rows.getString("holder");
        LocalDate day = rows.getObject("day", LocalDate.class);
        long units = rows.getLong("units");
        long kept = rows.getLong("kept");
        long used = rows.getLong("used");
        OffsetDateTime time = rows.getObject("at", OffsetDateTime.class);
        Instant at = time == null ? Instant.MIN : time.toInstant();
        if (holder != null) {
          earmarks
              .computeIfAbsent(key, same -> new ArrayList<>())
              .add(
                  new Earmark(
                      warehouseId, sku, EarmarkHolder.parse(holder), units, kept, used, at));
        } else if (day != null) {
          inbound
              .computeIfAbsent(key, same -> new ArrayList<>())
              .add(new Inbound(warehouseId, sku, day, units, kept, used));
        } else {
          Instant counted = time == null ? StockState.NEVER : at;
          StockState state =
              new StockState(warehouseId, sku, units, kept, used, List.of(), List.of(), counted);
          positions.put(key, new Row(rows.getLong("counter_id"), state, at));
        }
      }
    }
    List<Row> whole = new ArrayList<>();
    positions.forEach(
        (key, row) -> {
          StockState state =
              row.state()
                  .withEarmarks(earmarks.getOrDefault(key, List.of()))
                  .withInbound(inbound.getOrDefault(key, List.of()));
          whole.add(new Row(row.counterId(), state, row.asOf()));
        });
    whole.sort(
        Comparator.comparing((Row row) -> row.state().sku())
            .thenComparing(row -> row.state().warehouseId()));
    return whole;
  }
}
