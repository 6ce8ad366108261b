package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** The PostgreSQL ledger over the network of {@link LedgerSamples}, in a database of its own. */
final class PostgresBench implements AutoCloseable {

  private static final int THREADS = 8;

  final Database database;
  final LedgerBench bench;
  final PostgresLedger ledger;
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

  PostgresBench(DatabaseClock clock, CounterListener listener) {
    this(TestDatabase.create(), clock, listener, CommitLimits.DEFAULT);
  }

  PostgresBench(
      Database database, DatabaseClock clock, CounterListener listener, CommitLimits limits) {
    this.database = database;
    DataSource dataSource = database.dataSource();
    try (Connection connection = dataSource.getConnection()) {
      storeNetwork(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    PostgresStock stock = new PostgresStock(dataSource, clock, listener);
    ledger =
        PostgresLedger.start(
            dataSource, new CommitSurroundings(clock, clock::now, listener, executor), limits);
    bench =
        new LedgerBench(
            ledger, new PostgresPlans(dataSource), new PostgresCounters(dataSource), stock, stock);
  }

  /** Whatever a test was about: in the end the books must be right. */
  void auditAndClose() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      assertThat(new Audit(connection).run())
          .allSatisfy(finding -> assertThat(finding.holds()).as("%s", finding).isTrue());
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    ledger.close();
    executor.shutdownNow();
    database.close();
  }

  private static void storeNetwork(Connection connection) throws SQLException {
    for (Map.Entry<String, Long> warehouse : LedgerSamples.WAREHOUSES.entrySet()) {
      execute(
          connection,
          """
          INSERT INTO warehouse VALUES (?, '', '', 'CENTRAL', '31', 0, 0, 'OPEN', 'PARCELS', ?,
              'Asia/Shanghai', 0, array_fill(null::text, ARRAY[7]), '{}', 0, 0, 0, false, false,
              false, false, '{}')
          """,
          warehouse.getKey(),
          warehouse.getValue());
    }
    for (Map.Entry<String, Optional<Long>> carrier : LedgerSamples.CARRIERS.entrySet()) {
      execute(
          connection,
          """
          INSERT INTO carrier (carrier_id, name, name_en, role, state, daily_parcels,
              on_time_rate, loss_rate)
          VALUES (?, '', '', 'MAIN', 'OPEN', nullif(?, -1), 1, 0)
          """,
          carrier.getKey(),
          carrier.getValue().orElse(-1L));
    }
    for (Map.Entry<String, Optional<Long>> lane : LedgerSamples.LANES.entrySet()) {
      execute(
          connection,
          """
          INSERT INTO lane (lane_id, daily_parcels, warehouse_id, carrier_service_id, region_code,
              tariff_id, transit_hours)
          SELECT id, nullif(limited, -1), split_part(id, '>', 1), split_part(id, '>', 2),
              split_part(id, '>', 3), 'T', 24
          FROM (VALUES (?, ?)) AS v (id, limited)
          """,
          lane.getKey(),
          lane.getValue().orElse(-1L));
    }
  }

  private static void execute(Connection connection, String sql, String id, long number)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      new Parameters(insert).add(id).add(number);
      insert.executeUpdate();
    }
  }
}
