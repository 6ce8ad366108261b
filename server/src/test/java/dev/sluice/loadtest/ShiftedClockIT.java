package dev.sluice.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.StateForbidsException;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas whose clocks are two days wrong decide and expire as one whose clock is right. */
class ShiftedClockIT {

  private static final Duration HOLD = Duration.ofSeconds(4);

  @TempDir static Path folder;

  private static TestBed bed;
  private static OrderSource orders;
  private static final Map<String, RoutingClient> clients = new TreeMap<>();

  @BeforeAll
  static void startReplicas() throws Exception {
    assumeTrue(canShiftClocks(), "faketime is not installed: clocks cannot be shifted");
    bed = TestBed.start(folder, false);
    SampleNetwork sample = SampleNetwork.create(1_000);
    orders = OrderSource.create(sample, 200, 5, Instant.now(), "clock-");
    ServerProcess right = start("right", List.of());
    TestBed.importNetwork(right, sample.folder());
    start("ahead", shiftedBy("+2d"));
    start("behind", shiftedBy("-2d"));
  }

  @AfterAll
  static void stopReplicas() throws Exception {
    clients.values().forEach(RoutingClient::close);
    if (bed != null) {
      bed.close();
    }
  }

  @Test
  void ship_days_promises_and_capacity_days_are_the_same() throws SQLException {
    for (int number = 0; number < 20; number++) {
      Map<String, List<String>> waysByReplica = new TreeMap<>();
      for (Map.Entry<String, RoutingClient> replica : clients.entrySet()) {
        Order order = order(replica.getKey() + "-", number);
        RoutingPlan plan = replica.getValue().routeOrder(order);
        List<String> ways = new ArrayList<>(ways(plan));
        ways.addAll(capacityDays(plan.getPlanId()));
        waysByReplica.put(replica.getKey(), ways);
      }
      assertThat(waysByReplica.get("ahead")).isEqualTo(waysByReplica.get("right"));
      assertThat(waysByReplica.get("behind")).isEqualTo(waysByReplica.get("right"));
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

  private static ServerProcess start(String name, List<String> wrapper)
      throws IOException, InterruptedException {
    ServerProcess server = bed.start(bed.setup(name).behind(wrapper));
    clients.put(name, RoutingClient.connect("127.0.0.1:" + server.port()));
    return server;
  }

  /** Time spans are left alone: only what time it is differs. */
  private static List<String> shiftedBy(String offset) {
    return List.of("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-m", "-f", offset);
  }

  private static boolean canShiftClocks() {
    try {
      return new ProcessBuilder("faketime", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Order order(String idPrefix, long number) {
    return orders.withIds(idPrefix).request(number).getOrder();
  }

  private static RoutingClient client(String replica) {
    return Objects.requireNonNull(clients.get(replica));
  }

  private static List<ShipmentState> states(RoutingPlan plan) {
    return plan.getPlannedShipmentsList().stream().map(PlannedShipment::getState).toList();
  }

  private static List<String> ways(RoutingPlan plan) {
    return plan.getPlannedShipmentsList().stream()
        .map(
            shipment ->
                shipment.getLaneId()
                    + " ships by "
                    + shipment.getShipByTime()
                    + " promised "
                    + shipment.getPromiseTime())
        .toList();
  }

  /** The days of all counters that a plan takes from. */
  private static List<String> capacityDays(String planId) throws SQLException {
    String sql =
        """
        SELECT c.kind || ' ' || c.day FROM plan p, unnest(p.take_counters) AS t (counter_id)
        JOIN counter c USING (counter_id) WHERE p.plan_id = ? ORDER BY 1
        """;
    List<String> days = new ArrayList<>();
    try (Connection connection = bed.postgres().connect();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, planId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          days.add(rows.getString(1));
        }
      }
    }
    return days;
  }
}
