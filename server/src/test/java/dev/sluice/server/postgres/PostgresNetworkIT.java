package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkChangedException;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.network.NetworkRepository.StoredNetwork;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class PostgresNetworkIT {
  private static final int MANY_REGIONS = 8_000;

  private final Database database = TestDatabase.create();
  private final PostgresNetwork repository =
      new PostgresNetwork(database.dataSource(), Instant::now);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void beginsEmptyAtVersionZero() {
    assertThat(repository.load()).isEqualTo(new StoredNetwork(0, NetworkData.EMPTY));
  }

  @Test
  void readsBackWhatWasWritten() {
    NetworkData data = everyField();

    long version = repository.replace(data, 0);

    StoredNetwork loaded = repository.load();
    assertThat(loaded.version()).isEqualTo(version).isEqualTo(1).isEqualTo(repository.version());
    assertSameRecords(loaded.data(), data);
  }

  @Test
  void replacingTakesAwayWhatIsNotThereAnyMore() {
    repository.replace(everyField(), 0);

    repository.replace(TestNetworks.small(), 1);

    assertSameRecords(repository.load().data(), TestNetworks.small());
  }

  @Test
  void upsertingUpdatesInsertsAndLeavesTheRest() {
    repository.replace(TestNetworks.small(), 0);
    Tariff wider =
        new Tariff(
            "T1",
            5,
            List.of(new Tariff.Band(1_000, 0, 0, 1, 1), new Tariff.Band(2_000, 1, 2, 3, 4)));
    Tariff added = new Tariff("T2", 0, List.of(new Tariff.Band(500, 500, 9, 1, 0)));
    NetworkData changes =
        new NetworkData(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(wider, added),
            List.of(new Lane("WH", "SF-STD", "", "T2", 99, OptionalLong.of(0))),
            List.of(),
            List.of());

    repository.upsert(changes, 1);

    NetworkData loaded = repository.load().data();
    assertThat(loaded.tariffs()).containsExactlyInAnyOrder(wider, added);
    assertThat(loaded.lanes()).hasSize(4).containsAll(changes.lanes());
    assertThat(loaded.warehouses()).hasSize(2);
  }

  @Test
  void whoExpectsAnOldVersionChangesNothing() {
    repository.replace(TestNetworks.small(), 0);

    assertThatThrownBy(() -> repository.replace(NetworkData.EMPTY, 0))
        .isInstanceOf(NetworkChangedException.class)
        .hasMessageContaining("version is 1, expected 0");
    assertThatThrownBy(() -> repository.upsert(NetworkData.EMPTY, 2))
        .isInstanceOf(NetworkChangedException.class);

    assertSameRecords(repository.load().data(), TestNetworks.small());
  }

  @Test
  void whatTheTablesRefuseChangesNothing() {
    repository.replace(TestNetworks.small(), 0);
    Carrier impossible = TestNetworks.carrier("SF", OptionalLong.of(-1));
    List<Carrier> carriers = List.of(impossible);
    NetworkData wrong =
        new NetworkData(
            List.of(), List.of(), List.of(), carriers, List.of(), List.of(), List.of(), List.of(),
            List.of());

    assertThatThrownBy(() -> repository.replace(wrong, 1)).isInstanceOf(RuntimeException.class);

    assertThat(repository.version()).isEqualTo(1);
    assertSameRecords(repository.load().data(), TestNetworks.small());
  }

  @Test
  void manyLanesArriveWhole() {
    NetworkData many = manyLanes();

    long start = System.nanoTime();
    repository.replace(many, 0);
    long written = System.nanoTime();
    NetworkData loaded = repository.load().data();
    System.out.printf(
        "%,d lanes: written in %d ms, read in %d ms%n",
        many.lanes().size(),
        (written - start) / 1_000_000,
        (System.nanoTime() - written) / 1_000_000);

    assertThat(loaded.lanes()).hasSize(many.lanes().size());
    assertThat(loaded.regions()).hasSize(many.regions().size());
  }

  @Test
  void aNewVersionIsNotified() throws SQLException {
    try (Connection listener = database.connectDedicated("test")) {
      try (Statement statement = listener.createStatement()) {
        statement.execute("listen " + PostgresNetwork.CHANNEL);
      }
      repository.replace(TestNetworks.small(), 0);

      PGNotification[] heard = listener.unwrap(PGConnection.class).getNotifications(10_000);

      assertThat(heard).extracting(PGNotification::getParameter).containsExactly("1");
    }
  }

  @Test
  void editorsOnTwoReplicasLoseNoChange() throws InterruptedException {
    NetworkEditor first = new NetworkEditor(repository, CurrentNetwork.load(repository));
    first.replace(TestNetworks.small());
    NetworkEditor second = new NetworkEditor(repository, CurrentNetwork.load(repository));

    Thread elsewhere =
        new Thread(() -> second.setWarehouseState("WH", OperatingState.PAUSED), "second editor");
    elsewhere.start();
    first.setWarehouseState("HZ", OperatingState.CLOSED);
    elsewhere.join();

    assertThat(repository.load().data().warehouses())
        .extracting(warehouse -> warehouse.id() + " " + warehouse.state())
        .containsExactly("HZ CLOSED", "WH PAUSED");
    assertThat(repository.version()).isEqualTo(3);
  }

  @Test
  void capacitiesOfOpenDaysFollowTheirTemplates() throws SQLException {
    repository.replace(TestNetworks.small(), 0);
    execute(
        """
        insert into counter (kind, subject, scope, day, capacity, used)
        select kind, subject, '', today + ahead, capacity, used
        from (values (3::smallint, 'HZ', 1000, 40), (3::smallint, 'WH', 1000, 40),
            (4::smallint, 'HZ>ZTO-STD>33', 500, 40), (5::smallint, 'ZTO', 1000, 40))
          as open (kind, subject, capacity, used),
          (select (now() at time zone 'Asia/Shanghai')::date as today) as days,
          (values (-1), (0), (3)) as span (ahead)
        """);
    NetworkData small = TestNetworks.small();
    NetworkData edited =
        new NetworkData(
            List.of(),
            List.of(),
            List.of(small.warehouses().get(0).withDailyCapacity(30)),
            List.of(TestNetworks.carrier("ZTO", OptionalLong.empty())),
            List.of(),
            List.of(),
            List.of(new Lane("HZ", "ZTO-STD", "33", "T1", 30, OptionalLong.of(70))),
            List.of(),
            List.of());

    repository.upsert(edited, 1);

    assertThat(
            query(
                """
                select kind || ' ' || subject || ' ' || string_agg(capacity::text, ' ' order by day)
                  || ' short ' || string_agg(shortfall::text, ' ' order by day)
                from counter group by kind, subject order by kind, subject
                """))
        .containsExactly(
            "3 HZ 1000 30 30 short 0 10 10",
            "3 WH 1000 1000 1000 short 0 0 0",
            "4 HZ>ZTO-STD>33 500 70 70 short 0 0 0",
            "5 ZTO 1000 %1$d %1$d short 0 0 0".formatted(Counter.UNLIMITED));
    assertThat(
            query(
                "select subject from outbox join counter using (counter_id)"
                    + " where outbox.kind = 5 and plan_id is null"))
        .containsExactly("HZ", "HZ");
  }

  @Test
  void aDayMadeDuringAChangeStartsFromTheNewCapacity() throws Exception {
    repository.replace(TestNetworks.small(), 0);
    CounterIds counterIds = new CounterIds(new Transactions(database.dataSource()));
    CounterKey day = CounterKey.warehouseDay("HZ", LocalDate.parse("2099-11-11"));
    NetworkData small = TestNetworks.small();
    CompletableFuture<Map<CounterKey, Long>> made = new CompletableFuture<>();

    repository.replace(
        new NetworkData(
            small.regions(),
            small.regionGroups(),
            List.of(small.warehouses().get(0).withDailyCapacity(30), small.warehouses().get(1)),
            small.carriers(),
            small.carrierServices(),
            small.tariffs(),
            small.lanes(),
            small.coverage(),
            small.products()),
        1,
        connection -> {
          made.completeAsync(() -> counterIds.resolve(List.of(day)));
          awaitSomebodyWaitingForALock();
        });

    assertThat(made.get(30, TimeUnit.SECONDS)).containsOnlyKeys(day);
    assertThat(query("select capacity from counter")).containsExactly("30");
  }

  private void awaitSomebodyWaitingForALock() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !query(
                        "select pid from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()")
                    .isEmpty());
  }

  private static void assertSameRecords(NetworkData actual, NetworkData expected) {
    assertThat(actual.regions()).containsExactlyInAnyOrderElementsOf(expected.regions());
    assertThat(actual.regionGroups()).containsExactlyInAnyOrderElementsOf(expected.regionGroups());
    assertThat(actual.warehouses()).containsExactlyInAnyOrderElementsOf(expected.warehouses());
    assertThat(actual.carriers()).containsExactlyInAnyOrderElementsOf(expected.carriers());
    assertThat(actual.carrierServices())
        .containsExactlyInAnyOrderElementsOf(expected.carrierServices());
    assertThat(actual.tariffs()).containsExactlyInAnyOrderElementsOf(expected.tariffs());
    assertThat(actual.lanes()).containsExactlyInAnyOrderElementsOf(expected.lanes());
    assertThat(actual.coverage()).containsExactlyInAnyOrderElementsOf(expected.coverage());
    assertThat(actual.products()).containsExactlyInAnyOrderElementsOf(expected.products());
  }

  /** Every column with something in it that could be lost on the way. */
  private static NetworkData everyField() {
    NetworkData small = TestNetworks.small();
    WarehouseCalendar calendar =
        new WarehouseCalendar(
            ZoneId.of("Asia/Urumqi"),
            4,
            Map.of(
                DayOfWeek.MONDAY, LocalTime.of(23, 59, 59), DayOfWeek.SUNDAY, LocalTime.MIDNIGHT),
            Set.of(LocalDate.parse("2026-02-17"), LocalDate.parse("2026-10-01")));
    WarehouseCalendar neverOpen = new WarehouseCalendar(ZoneId.of("UTC"), 0, Map.of(), Set.of());
    Warehouse tied =
        TestNetworks.warehouse("TIED", "33", TestNetworks.BEIJING, calendar).toBuilder()
            .customers(Set.of("店铺, 一号", "it's {\"quoted\"}\\", "NULL"))
            .build();
    List<Warehouse> warehouses = new ArrayList<>(small.warehouses());
    warehouses.add(tied);
    warehouses.add(TestNetworks.warehouse("NEVER", "33", TestNetworks.BEIJING, neverOpen));
    List<Region> regions = new ArrayList<>(small.regions());
    regions.add(new Region("330106009", "灵隐街道 🏯", "", Optional.empty()));
    return new NetworkData(
        regions,
        small.regionGroups(),
        warehouses,
        small.carriers(),
        small.carrierServices(),
        small.tariffs(),
        small.lanes(),
        small.coverage(),
        small.products());
  }

  private static NetworkData manyLanes() {
    NetworkData small = TestNetworks.small();
    List<Region> regions = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < MANY_REGIONS; i++) {
      String code = Integer.toString(330_000 + i);
      regions.add(TestNetworks.region(code, code));
      lanes.add(TestNetworks.lane("HZ", "SF-STD", code, 24));
      lanes.add(TestNetworks.lane("WH", "SF-STD", code, 48));
    }
    return new NetworkData(
        regions,
        small.regionGroups(),
        small.warehouses(),
        small.carriers(),
        small.carrierServices(),
        small.tariffs(),
        lanes,
        small.coverage(),
        small.products());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
