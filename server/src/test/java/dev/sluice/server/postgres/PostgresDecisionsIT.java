package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.server.journal.StoredRecord;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What decisions saw is kept: small records apart, and once what many of them share. */
class PostgresDecisionsIT {

  private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-11");

  private static Database database;
  private static PostgresDecisions decisions;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    decisions = new PostgresDecisions(database.dataSource());
    run("SELECT open_ledger_day('2026-11-11')");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void recordsAreFoundByTheirPlan() {
    List<StoredRecord> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(record("many-" + i, new byte[] {1, 0, (byte) i, -1}));
    }
    decisions.store(records);

    StoredRecord found = decisions.find(records.get(207).planId()).orElseThrow();

    assertThat(found).usingRecursiveComparison().isEqualTo(records.get(207));
    assertThat(decisions.find(record("never", new byte[0]).planId())).isEmpty();
    assertThat(decisions.find("no plan id")).isEmpty();
  }

  @Test
  void aBatchIsAllOrNothingAndOneAloneStaysAsItWas() {
    StoredRecord first = record("first", new byte[] {1});
    decisions.store(List.of(first));
    decisions.store(List.of(record("first", new byte[] {2})));
    assertThat(decisions.find(first.planId()).orElseThrow().content()).containsExactly(1);

    StoredRecord other = record("other", new byte[] {3});
    assertThatThrownBy(() -> decisions.store(List.of(other, first)))
        .isInstanceOf(IllegalStateException.class)
        .matches(failure -> !PassingTrouble.isPassing(failure));
    assertThat(decisions.find(other.planId())).isEmpty();
  }

  @Test
  void aNetworkReadsAsItWasAndSharesItsPartsWithTheNext() throws SQLException {
    NetworkData data = TestNetworks.small();
    decisions.keep(NetworkAssembler.assemble(41, data), DAY);
    long parts = count("network_part");
    NetworkData oneWarehouseLess =
        new NetworkData(
            data.regions(),
            data.regionGroups(),
            data.warehouses().subList(0, 1),
            data.carriers(),
            data.carrierServices(),
            data.tariffs(),
            data.lanes().subList(0, 3),
            List.of(data.coverage().get(0), data.coverage().get(2), data.coverage().get(3)),
            data.products());
    decisions.keep(NetworkAssembler.assemble(42, oneWarehouseLess), DAY);
    decisions.keep(NetworkAssembler.assemble(42, oneWarehouseLess), DAY.plusDays(1));

    assertThat(count("network_part")).isEqualTo(parts + 3);
    assertThat(decisions.findNetwork(41)).contains(data);
    assertThat(decisions.findNetwork(42)).contains(oneWarehouseLess);
    assertThat(decisions.findNetwork(43)).isEmpty();

    run("SELECT forget_decision_inputs('2026-11-12')");
    assertThat(decisions.findNetwork(41)).isEmpty();
    assertThat(decisions.findNetwork(42)).contains(oneWarehouseLess);
    assertThat(count("network_part")).isEqualTo(9);
  }

  @Test
  void equalShareNumbersAreKeptOnce() {
    long id = decisions.keep(shares(580_000), DAY);

    assertThat(decisions.keep(shares(580_000), DAY)).isEqualTo(id);
    assertThat(decisions.keep(shares(590_000), DAY)).isNotEqualTo(id);
    assertThat(decisions.findShares(id)).contains(shares(580_000));
    assertThat(decisions.findShares(id + 1)).isEmpty();
  }

  private static StoredRecord record(String orderId, byte[] content) {
    return new StoredRecord(
        PlanIds.create(new OrderKey("DOUYIN", orderId), 1, NOON), 7, -12, content);
  }

  private static ShareNumbers shares(long ppm) {
    return ShareNumbers.of(
        "rules-1",
        Map.of(
            "CN",
            new ShareVerdicts(
                List.of(
                    new ShareVerdicts.Cap("SF", ppm, true, "SHARE-1"),
                    new ShareVerdicts.Cap("ZTO", 1, false, "SHARE-1")),
                List.of(new ShareVerdicts.Target("YTO", 200_000, 10_000, "SHARE-2")),
                List.of(new ShareVerdicts.Suspension("STO", "SHARE-3", "strike")),
                List.of("two rules disagree"),
                List.of(),
                List.of())));
  }

  private static long count(String table) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
