package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.stock.StockDelta;
import dev.sluice.server.stock.StockLedger;
import dev.sluice.server.stock.StockListener;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockRepository;
import dev.sluice.server.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Stock in PostgreSQL: each stock row changes together with its counter, under its lock. */
public final class PostgresStock implements StockLedger, StockRepository {

  private final Transactions transactions;
  private final DatabaseClock clock;
  private final CounterListener listener;
  private volatile StockListener stockListener = StockListener.NONE;

  public PostgresStock(DataSource dataSource, DatabaseClock clock, CounterListener listener) {
    this.transactions = new Transactions(dataSource);
    this.clock = clock;
    this.listener = new SafeCounterListener(listener);
  }

  /** Tells {@code listener}, and nobody else, from now on how stock stands after each change. */
  public void onRestated(StockListener listener) {
    stockListener = listener;
  }

  @Override
  public List<StockState> setStock(List<StockRecord> records, Instant asOf) {
    List<CounterKey> keys =
        records.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList();
    requireDistinct(keys);
    return change(keys, (connection, ids) -> state(connection, ids, records, asOf));
  }

  /**
   * As {@link #setStock(List, Instant)}, inside a transaction of the caller's, who tells the
   * listeners after its commit.
   *
   * @return the counters as they are left
   */
  static List<Counter> setStock(Connection connection, List<StockRecord> records, Instant asOf)
      throws SQLException {
    List<CounterKey> keys =
        records.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList();
    requireDistinct(keys);
    makeRows(connection, keys);
    List<Long> ids = lock(connection, keys);
    state(connection, ids, records, asOf);
    return followStock(connection, ids);
  }

  private static void state(
      Connection connection, List<Long> ids, List<StockRecord> records, Instant asOf)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(StockSql.STATE)) {
      new Parameters(update)
          .add(asOf)
          .addLongs(ids)
          .addLongs(records.stream().map(StockRecord::onHand).toList())
          .addLongs(records.stream().map(StockRecord::safetyStock).toList())
          .add(asOf);
      update.executeUpdate();
    }
  }

  @Override
  public List<StockState> adjustStock(List<StockDelta> deltas, String requestId) {
    List<CounterKey> keys =
        deltas.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList();
    requireDistinct(keys);
    return change(
        keys,
        (connection, ids) -> {
          if (!isNew(connection, requestId)) {
            return;
          }
          requireNotBelowZero(deltas, ids, onHand(connection, ids));
          try (PreparedStatement update = connection.prepareStatement(StockSql.ADJUST)) {
            new Parameters(update)
                .addLongs(ids)
                .addLongs(deltas.stream().map(StockDelta::units).toList());
            update.executeUpdate();
          }
        });
  }

  @Override
  public Map<String, List<StockState>> list(Collection<String> skus) {
    return transactions.run(
        "Reading stock",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(StockSql.OF_SKUS)) {
            new Parameters(select).addTexts(skus);
            return readStates(select).values().stream()
                .collect(Collectors.groupingBy(StockState::sku));
          }
        });
  }

  /** What changes stock rows whose counters are locked; ids are in the order of the request. */
  @FunctionalInterface
  private interface Change {
    void apply(Connection connection, List<Long> ids) throws SQLException;
  }

  private record Changed(List<StockState> states, List<Counter> fresh) {}

  private List<StockState> change(List<CounterKey> keys, Change change) {
    transactions.run("Making stock rows", connection -> makeRows(connection, keys));
    Changed changed =
        transactions.run(
            "Changing stock",
            connection -> {
              List<Long> ids = lock(connection, keys);
              change.apply(connection, ids);
              List<Counter> fresh = followStock(connection, ids);
              return new Changed(statesOf(connection, ids), fresh);
            });
    stockListener.restated(changed.states());
    listener.changed(changed.fresh());
    return changed.states();
  }

  private static int makeRows(Connection connection, List<CounterKey> keys) throws SQLException {
    int made = 0;
    for (String sql : List.of(StockSql.MAKE_COUNTERS, StockSql.MAKE_STOCK)) {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        new Parameters(insert)
            .addTexts(keys.stream().map(CounterKey::subject).toList())
            .addTexts(keys.stream().map(CounterKey::scope).toList());
        made += insert.executeUpdate();
      }
    }
    return made;
  }

  private static List<Long> lock(Connection connection, List<CounterKey> keys) throws SQLException {
    Map<CounterKey, Long> ids = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.LOCK)) {
      new Parameters(select)
          .addTexts(keys.stream().map(CounterKey::subject).toList())
          .addTexts(keys.stream().map(CounterKey::scope).toList());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          CounterKey key = CounterKey.stock(rows.getString("subject"), rows.getString("scope"));
          ids.put(key, rows.getLong("counter_id"));
        }
      }
    }
    List<Long> inOrder = new ArrayList<>();
    for (CounterKey key : keys) {
      Long id = ids.get(key);
      if (id == null) {
        throw new IllegalStateException("Stock counter " + key + " was made but is not there");
      }
      inOrder.add(id);
    }
    return inOrder;
  }

  private boolean isNew(Connection connection, String requestId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(StockSql.CLAIM_REQUEST)) {
      new Parameters(insert).add(requestId).add(clock.now());
      return insert.executeUpdate() == 1;
    }
  }

  private static Map<Long, Long> onHand(Connection connection, List<Long> ids) throws SQLException {
    Map<Long, Long> onHand = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.OF_COUNTERS)) {
      new Parameters(select).addLongs(ids);
      readStates(select).forEach((id, state) -> onHand.put(id, state.onHand()));
    }
    return onHand;
  }

  private static void requireNotBelowZero(
      List<StockDelta> deltas, List<Long> ids, Map<Long, Long> onHand) {
    for (int index = 0; index < deltas.size(); index++) {
      long there = onHand.getOrDefault(ids.get(index), 0L);
      if (there + deltas.get(index).units() < 0) {
        throw deltas.get(index).belowZero(there);
      }
    }
  }

  private static List<Counter> followStock(Connection connection, List<Long> ids)
      throws SQLException {
    List<Counter> fresh = new ArrayList<>();
    List<Long> fallingShort = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(StockSql.FOLLOW_STOCK)) {
      new Parameters(update).addLongs(ids);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          fresh.add(
              new Counter(
                  CounterKey.stock(rows.getString("subject"), rows.getString("scope")),
                  rows.getLong("capacity"),
                  rows.getLong("used"),
                  rows.getLong("exempt")));
          if (rows.getBoolean("falls_short")) {
            fallingShort.add(rows.getLong("counter_id"));
          }
        }
      }
    }
    Shortfalls.tell(connection, fallingShort, "stock was counted lower");
    return fresh;
  }

  private static List<StockState> statesOf(Connection connection, List<Long> ids)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(StockSql.OF_COUNTERS)) {
      new Parameters(select).addLongs(ids);
      Map<Long, StockState> states = readStates(select);
      List<StockState> inOrder = new ArrayList<>();
      for (Long id : ids) {
        StockState state = states.get(id);
        if (state != null) {
          inOrder.add(state);
        }
      }
      return List.copyOf(inOrder);
    }
  }

  private static Map<Long, StockState> readStates(PreparedStatement select) throws SQLException {
    Map<Long, StockState> states = new LinkedHashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        states.put(
            rows.getLong("counter_id"),
            new StockState(
                rows.getString("warehouse_id"),
                rows.getString("sku"),
                rows.getLong("on_hand"),
                rows.getLong("safety_stock"),
                rows.getLong("used"),
                List.of()));
      }
    }
    return states;
  }

  private static void requireDistinct(List<CounterKey> keys) {
    Set<CounterKey> seen = new HashSet<>();
    for (CounterKey key : keys) {
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "SKU %s at warehouse %s is named twice in one request. Maybe add the two up"
                .formatted(key.scope(), key.subject()));
      }
    }
  }
}
