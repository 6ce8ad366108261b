package dev.sluice.server.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.StateForbidsException;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.files.NetworkMessages;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Replicas whose machines' clocks are two days wrong decide and expire as one whose clock is right.
 * ArchitectureTest shows that there is no other way to a machine's clock.
 */
class ShiftedClockIT {

  private static final Duration HOLD = Duration.ofSeconds(4);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private static @Nullable OrderSource orders;
  private static final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private static final Map<String, RoutingClient> clients = new TreeMap<>();
  private static final DatabaseAddress database = TestDatabase.createAddress();
  private static final SampleNetwork SAMPLE = SampleNetwork.create(1_000);

  @BeforeAll
  static void startReplicas() {
    orders = OrderSource.create(SAMPLE, 200, 5, Instant.now(), "clock-");
    InstantSource right = InstantSource.system();
    start("right", right)
        .network()
        .importNetwork(List.of(NetworkMessages.importRequest(SAMPLE.folder(), false)));
    start("ahead", () -> right.instant().plus(TWO_DAYS));
    start("behind", () -> right.instant().minus(TWO_DAYS));
    awaitNetwork();
  }

  @AfterAll
  static void stopReplicas() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  /**
   * Other orders, other load: the same order may leave from another warehouse an hour or a cut-off
   * later, but not two days.
   */
  @Test
  void ship_days_promises_and_capacity_days_are_the_same() throws SQLException {
    for (int number = 0; number < 20; number++) {
      Days right = days("right", number);
      for (String wrong : List.of("ahead", "behind")) {
        Days days = days(wrong, number);
        assertThat(days.shipBy()).isCloseTo(right.shipBy(), within(40, ChronoUnit.HOURS));
        assertThat(days.stored()).isCloseTo(right.stored(), within(1, ChronoUnit.DAYS));
        assertThat(days.capacityDay()).isCloseTo(right.capacityDay(), within(1, ChronoUnit.DAYS));
      }
    }
  }

  @Test
  void holds_expire_by_the_database_clock() {
    for (RoutingClient client : clients.values()) {
      RoutingPlan held = client.routeOrder(order("held-" + System.nanoTime() + "-", 3), HOLD);
      assertThat(states(held)).isNotEmpty().containsOnly(ShipmentState.SHIPMENT_STATE_HELD);
      await()
          .atMost(HOLD.multipliedBy(10))
          .untilAsserted(
              () ->
                  assertThat(states(client.getPlan(held.getPlanId())))
                      .containsOnly(ShipmentState.SHIPMENT_STATE_RELEASED));
      assertThatThrownBy(() -> client.confirmPlan(held.getPlanId()))
          .isInstanceOf(StateForbidsException.class);
    }
  }

  @Test
  void holds_can_be_confirmed_until_then() {
    for (RoutingClient client : clients.values()) {
      RoutingPlan held = client.routeOrder(order("held-" + System.nanoTime() + "-", 3), HOLD);
      assertThat(states(client.confirmPlan(held.getPlanId())))
          .containsOnly(ShipmentState.SHIPMENT_STATE_CONFIRMED);
    }
  }

  @Test
  void repeats_get_their_plan_from_any_replica() {
    Order order = order("repeat-", 7);
    RoutingPlan plan = client("ahead").routeOrder(order);
    assertThat(client("behind").routeOrder(order)).isEqualTo(plan);
    assertThat(client("right").routeOrder(order)).isEqualTo(plan);
  }

  private static RoutingClient start(String name, InstantSource machineClock) {
    SluiceServer server =
        SluiceServer.startOnMachineTime(
            TestService.config(TestService.on(database).with("grpc.port", "--port", "0")),
            machineClock);
    parts.push(server);
    RoutingClient client = RoutingClient.connect("127.0.0.1:" + server.port());
    parts.push(client);
    clients.put(name, client);
    return client;
  }

  /** Replicas hear of a network a moment after it is stored. */
  private static void awaitNetwork() {
    for (Map.Entry<String, RoutingClient> replica : clients.entrySet()) {
      await()
          .atMost(HOLD.multipliedBy(10))
          .untilAsserted(
              () -> {
                Order order = order("first-" + replica.getKey() + System.nanoTime() + "-", 3);
                assertThat(replica.getValue().routeOrder(order).getPlannedShipmentsList())
                    .isNotEmpty();
              });
    }
  }

  private static Order order(String idPrefix, long number) {
    return Objects.requireNonNull(orders).withIds(idPrefix).request(number).getOrder();
  }

  private static RoutingClient client(String replica) {
    return Objects.requireNonNull(clients.get(replica));
  }

  private static List<ShipmentState> states(RoutingPlan plan) {
    return plan.getPlannedShipmentsList().stream().map(PlannedShipment::getState).toList();
  }

  /** When a plan was stored, is shipped at the latest, and takes capacity for at the latest. */
  private record Days(Instant stored, Instant shipBy, LocalDate capacityDay) {}

  private static Days days(String replica, int number) throws SQLException {
    RoutingPlan plan = client(replica).routeOrder(order(replica + "-", number));
    Instant shipBy =
        plan.getPlannedShipmentsList().stream()
            .map(shipment -> Instant.ofEpochSecond(shipment.getShipByTime().getSeconds()))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    String sql =
        """
        SELECT p.stored_time, max(c.day)
        FROM plan p, unnest(p.take_counters) AS t (counter_id) JOIN counter c USING (counter_id)
        WHERE p.plan_id = ? GROUP BY p.stored_time
        """;
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, plan.getPlanId());
      try (ResultSet row = select.executeQuery()) {
        assertThat(row.next()).isTrue();
        return new Days(
            row.getObject(1, OffsetDateTime.class).toInstant(),
            shipBy,
            row.getObject(2, LocalDate.class));
      }
    }
  }
}
