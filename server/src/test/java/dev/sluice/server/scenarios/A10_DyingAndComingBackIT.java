package dev.sluice.server.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Orders;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.StateForbidsException;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.SetupException;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.postgres.Audit;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import dev.sluice.server.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers stop, databases go away, ports are taken: what was answered once stays answered. */
class A10_DyingAndComingBackIT {

  private static final SettableClock CLOCK = new SettableClock(TestService.MORNING);

  @TempDir Path folder;

  @Test
  void secondStartOnTheSameFolderContinuesWhereTheFirstEnded() {
    ConfigOverrides embedded =
        ConfigOverrides.none().with("database.dataFolder", "--data", folder.toString());
    RoutingPlan before;
    try (SluiceServer server = start(embedded);
        RoutingClient client = TestService.client(server)) {
      assertThatThrownBy(() -> client.routeOrder(order("too-early")))
          .isInstanceOfSatisfying(
              StateForbidsException.class,
              error ->
                  assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_NETWORK_EMPTY));
      importNetwork(client);
      before = client.routeOrder(order("survives"));
      assertThat(before.getPlannedShipmentsList()).hasSize(1);
    }

    try (SluiceServer server = start(embedded);
        RoutingClient client = TestService.client(server)) {
      assertThat(client.routeOrder(order("survives"))).isEqualTo(before);
      assertThat(client.explainPlan(before.getPlanId()).getExplanationMissing()).isFalse();
      assertThat(client.stock().listAvailability(List.of("CUP")))
          .singleElement()
          .satisfies(stock -> assertThat(stock.getAvailableToPromise()).isEqualTo(9));
      assertThat(Audit.of(server.databaseAddress())).allMatch(Audit.Finding::holds);
    }
  }

  @Test
  void databaseThatGoesAwayIsUnavailableUntilItIsBack() {
    EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
    try (SluiceServer server = start(on(database.address()));
        RoutingClient client = TestService.client(server)) {
      importNetwork(client);
      RoutingPlan before = client.routeOrder(order("before"));

      database.close();
      UnavailableException error =
          catchThrowableOfType(
              UnavailableException.class, () -> client.routeOrder(order("meanwhile")));
      assertThat(error).isNotNull();
      assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE);
      assertThat(error.retryAfter()).isPresent();
      assertThat(error.getMessage()).doesNotContain("SQL", "jdbc", "Exception");

      database = EmbeddedDatabase.start(folder, database.port());
      RoutingPlan after =
          await()
              .atMost(Duration.ofSeconds(60))
              .ignoreExceptionsInstanceOf(UnavailableException.class)
              .until(() -> client.routeOrder(order("meanwhile")), plan -> true);
      assertThat(after.getPlannedShipmentsList()).hasSize(1);
      assertThat(client.routeOrder(order("before"))).isEqualTo(before);
    } finally {
      database.close();
    }
  }

  @Test
  void portInUseIsSaidAtStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ConfigOverrides overrides = on(TestDatabase.createAddress());
      String port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() -> start(overrides, port))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining(port)
          .hasMessageContaining("Maybe");
    }
  }

  @Test
  void unreachableDatabaseIsSaidAtStart() throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    DatabaseAddress address =
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:" + nobody + "/sluice", "sluice", "secret");

    assertThatThrownBy(() -> start(on(address)))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("127.0.0.1:" + nobody)
        .hasMessageContaining("Maybe")
        .hasMessageNotContaining("secret");
  }

  private static ConfigOverrides on(DatabaseAddress address) {
    return TestService.on(address).with("database.connectionTimeoutMillis", "test", "500");
  }

  private static SluiceServer start(ConfigOverrides overrides) {
    return start(overrides, "0");
  }

  private static SluiceServer start(ConfigOverrides overrides, String port) {
    return SluiceServer.start(
        TestService.config(overrides.with("grpc.port", "--port", port)), CLOCK);
  }

  private static void importNetwork(RoutingClient client) {
    ImportNetworkRequest.Builder network = TestNetwork.ofThreeCities().product("CUP").build();
    network.addStock(
        StockRecord.newBuilder().setWarehouseId("Hangzhou").setSku("CUP").setOnHand(10));
    client.network().importNetwork(List.of(network.build()));
  }

  private static Order order(String orderId) {
    return Orders.order(TestService.CHANNEL, orderId, TestService.MORNING)
        .shipTo(City.SHANGHAI.code())
        .line("CUP", 1)
        .build();
  }
}
