package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.stock.StockRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanContentIT {

  private final PostgresBench postgres = new PostgresBench(() -> START, CounterListener.NONE);
  private StoredPlan stored = reserve();

  @BeforeEach
  void isPackedAtFirst() throws SQLException {
    assertThat(queryLong("SELECT count(*) FROM plan WHERE content IS NULL AND packed IS NOT NULL"))
        .isEqualTo(1);
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void a_plan_from_before_they_were_packed_is_read_from_its_json() throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE plan SET packed = NULL, content = ?::json WHERE plan_id = ?")) {
      update.setString(1, PlanJsonTest.STORED);
      update.setString(2, stored.planId());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }

    assertThat(postgres.bench.plans().findPlan(stored.planId())).contains(stored);
  }

  @Test
  void nobody_counts_what_is_in_the_arrays_of_a_day() throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE plan_20261111");
    }

    assertThat(queryLong("SELECT count(*) FROM pg_stats WHERE tablename = 'plan_20261111'"))
        .isBetween(1L, 9L);
    assertThat(
            queryLong(
                "SELECT count(*) FROM pg_stats WHERE tablename = 'plan_20261111'"
                    + " AND attname IN ('take_counters', 'packed', 'shipment_states')"))
        .isZero();
  }

  private StoredPlan reserve() {
    postgres.bench.stock().setStock(List.of(new StockRecord("WH-A", "SKU-1", 10, 0)), START);
    ReserveResult result =
        postgres
            .ledger
            .reserve(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2))))
            .toCompletableFuture()
            .join();
    return result.storedPlan().orElseThrow();
  }

  private long queryLong(String sql) throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
