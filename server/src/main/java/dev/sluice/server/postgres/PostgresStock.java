package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stock in PostgreSQL: what is counted and kept changes together with its counters. */
public final class PostgresStock implements StockLedger, StockRepository {

  private static final Logger log = LoggerFactory.getLogger(PostgresStock.class);
  private static final int ENDED_PER_TRANSACTION = 500;

  /** Keeps the requests of one sort apart from those of another. */
  private static final String EARMARK_REQUEST = "earmark ";

  private static final String INBOUND_REQUEST = "inbound ";
  private static final String RECEIPT_REQUEST = "receipt ";

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
    return change(count(records, asOf));
  }

  /**
   * As {@link #setStock(List, Instant)}, inside a transaction of the caller's, who {@link #tell}s
   * it after the commit.
   */
  static Changed setStock(
      Connection connection, List<StockRecord> records, Instant asOf, Instant now)
      throws SQLException {
    Change count = count(records, asOf);
    new StockRows(connection).make(count.positions(), count.parts());
    return changeLocked(connection, count, now);
  }

  @Override
  public List<StockState> adjustStock(List<StockDelta> deltas, String requestId) {
    List<CounterKey> keys =
        deltas.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList();
    requireDistinct(keys);
    return change(
        new Change(
            keys,
            List.of(),
            Optional.empty(),
            Optional.of(requestId),
            "stock was adjusted",
            (row, index, state, now) -> state.adjusted(deltas.get(index))));
  }

  @Override
  public List<StockState> keep(List<EarmarkRecord> records, String requestId) {
    List<CounterKey> earmarks =
        records.stream()
            .map(one -> CounterKey.earmark(one.warehouseId(), one.sku(), one.holder().text()))
            .toList();
    requireDistinct(earmarks);
    return change(
        new Change(
            records.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList(),
            earmarks,
            Optional.empty(),
            Optional.of(EARMARK_REQUEST + requestId),
            "an earmark was set",
            (row, index, state, now) -> state.settled(now).keeping(records.get(index))));
  }

  @Override
  public List<StockState> announce(List<InboundRecord> records, String requestId) {
    List<CounterKey> inbound =
        records.stream()
            .map(one -> CounterKey.inbound(one.warehouseId(), one.sku(), one.day()))
            .toList();
    return changeInbound(
        inbound,
        INBOUND_REQUEST + requestId,
        "inbound units were announced",
        (row, index, state, now) -> state.announced(records.get(index)));
  }

  @Override
  public List<StockState> receive(List<InboundReceipt> receipts, String requestId) {
    List<CounterKey> inbound =
        receipts.stream()
            .map(one -> CounterKey.inbound(one.warehouseId(), one.sku(), one.day()))
            .toList();
    return changeInbound(
        inbound,
        RECEIPT_REQUEST + requestId,
        "inbound units were received",
        (row, index, state, now) -> state.received(receipts.get(index)));
  }

  private List<StockState> changeInbound(
      List<CounterKey> inbound, String requestId, String cause, Edit edit) {
    requireDistinct(inbound);
    return change(
        new Change(
            inbound.stream().map(one -> CounterKey.stock(one.subject(), one.sku())).toList(),
            inbound,
            Optional.empty(),
            Optional.of(requestId),
            cause,
            edit));
  }

  @Override
  public int endEarmarks() {
    int ended = 0;
    List<CounterKey> some;
    do {
      some = transactions.run("Looking for earmarks that are over", this::toGiveBack);
      if (!some.isEmpty()) {
        ended += some.size();
        List<StockState> unused =
            change(
                new Change(
                    some,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    "an earmark is over",
                    (row, index, state, now) -> state));
      }
    } while (some.size() == ENDED_PER_TRANSACTION);
    return ended;
  }

  @Override
  public Map<String, List<StockState>> list(Collection<String> skus) {
    return transactions.run(
        "Reading stock",
        connection ->
            new StockRows(connection)
                .read(skus).stream()
                    .map(StockRows.Row::state)
                    .collect(Collectors.groupingBy(StockState::sku)));
  }

  /** What a request makes of one position that is locked. */
  @FunctionalInterface
  private interface Edit {

    /**
     * @param index of the request's element
     * @param state as earlier elements left it
     */
    StockState apply(StockRows.Row row, int index, StockState state, Instant now);
  }

  /**
   * A change of positions, all or nothing.
   *
   * @param positions by element; the same may come several times
   * @param parts earmarks and inbound units that may be new
   * @param asOf when positions were counted; empty: they were not
   * @param requestId applied once; empty: whenever it is asked for
   */
  private record Change(
      List<CounterKey> positions,
      List<CounterKey> parts,
      Optional<Instant> asOf,
      Optional<String> requestId,
      String cause,
      Edit edit) {}

  /**
   * What a change left behind.
   *
   * @param states by element
   * @param fresh the counters
   */
  record Changed(List<StockState> states, List<Counter> fresh) {}

  private static Change count(List<StockRecord> records, Instant asOf) {
    List<CounterKey> keys =
        records.stream().map(one -> CounterKey.stock(one.warehouseId(), one.sku())).toList();
    requireDistinct(keys);
    return new Change(
        keys,
        List.of(),
        Optional.of(asOf),
        Optional.empty(),
        "stock was counted",
        (row, index, state, now) -> {
          StockRecord record = records.get(index);
          return asOf.isBefore(row.asOf())
              ? state
              : state.counted(record.onHand(), record.safetyStock(), asOf);
        });
  }

  private List<StockState> change(Change change) {
    transactions.run(
        "Making stock rows",
        connection -> {
          new StockRows(connection).make(change.positions(), change.parts());
          return true;
        });
    Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
    Changed changed =
        transactions.run("Changing stock", connection -> changeLocked(connection, change, now));
    tell(changed);
    return changed.states();
  }

  private static Changed changeLocked(Connection connection, Change change, Instant now)
      throws SQLException {
    StockRows rows = new StockRows(connection);
    Map<CounterKey, Long> ids = rows.lock(change.positions(), change.parts());
    SortedMap<CounterKey, StockRows.Row> before = rows.read(change.positions(), ids);
    SortedMap<CounterKey, StockState> after = new TreeMap<>();
    before.forEach((key, row) -> after.put(key, row.state()));
    List<Counter> fresh = List.of();
    if (change.requestId().isEmpty() || isNew(connection, change.requestId().get(), now)) {
      for (int index = 0; index < change.positions().size(); index++) {
        CounterKey key = change.positions().get(index);
        StockRows.Row row = Objects.requireNonNull(before.get(key));
        StockState state = Objects.requireNonNull(after.get(key));
        after.put(key, change.edit().apply(row, index, state, now));
      }
      after.replaceAll((key, state) -> state.settled(now));
      fresh = rows.write(before, after, change.asOf(), ids, now, change.cause());
    }
    return new Changed(
        change.positions().stream().map(key -> Objects.requireNonNull(after.get(key))).toList(),
        fresh);
  }

  /** After the commit. States first: they explain what the counters' news alone would not. */
  void tell(Changed changed) {
    try {
      stockListener.restated(changed.states());
    } catch (RuntimeException e) {
      log.error("A listener failed on {} positions", changed.states().size(), e);
    }
    listener.changed(changed.fresh());
  }

  private List<CounterKey> toGiveBack(Connection connection) throws SQLException {
    List<CounterKey> keys = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(StockSql.TO_GIVE_BACK)) {
      new Parameters(select).add(clock.now()).add(ENDED_PER_TRANSACTION);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(CounterKey.stock(rows.getString("warehouse_id"), rows.getString("sku")));
        }
      }
    }
    return keys;
  }

  private static boolean isNew(Connection connection, String requestId, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(StockSql.CLAIM_REQUEST)) {
      new Parameters(insert).add(requestId).add(now);
      return insert.executeUpdate() == 1;
    }
  }

  private static void requireDistinct(List<CounterKey> keys) {
    Set<CounterKey> seen = new HashSet<>();
    for (CounterKey key : keys) {
      if (!seen.add(key)) {
        throw new IllegalArgumentException(
            "SKU %s at warehouse %s is named twice in one request. Maybe add the two up"
                .formatted(key.sku(), key.subject()));
      }
    }
  }
}
