package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.type.Date;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.InboundRecord;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.SetInboundRequest;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.server.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The truth may fall below what plans hold: then it is told, and nothing is added until it ends.
 */
class A15_ShortfallsIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void aLowerCountFallsShortUntilEnoughIsGivenBack() throws SQLException {
    sluice.sells("CUP", at("Hangzhou", 10));
    RoutingPlan held = sluice.route(sluice.order("cups").line("CUP", 8));

    StockPosition counted = count("CUP", 5);

    assertThat(counted.getReserved()).isEqualTo(8);
    assertThat(counted.getAvailableToPromise()).isZero();
    assertThat(Plans.describe(sluice.route(sluice.order("more-cups").line("CUP", 1))))
        .isEqualTo("unfulfilled: 1 x CUP OUT_OF_STOCK");
    count("CUP", 6);
    assertThat(told("CUP")).containsExactly(3L, 2L);

    sluice.client().cancelPlan(held.getPlanId(), "buyer changed his mind");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(told("CUP")).containsExactly(3L, 2L, 0L));
    assertThat(sluice.routed(sluice.order("cups-again").line("CUP", 6)))
        .isEqualTo("6 x CUP @ Hangzhou by SF-EXPRESS");
  }

  @Test
  void olderNewsIsIgnored() throws SQLException {
    sluice.sells("PAN", at("Hangzhou", 10));
    count("PAN", 7);

    StockPosition old =
        sluice
            .client()
            .stock()
            .setStock(stated("PAN", 1, sluice.clock().now().minusSeconds(1)))
            .get(0);

    assertThat(old.getOnHand()).isEqualTo(7);
    assertThat(told("PAN")).isEmpty();
  }

  @Test
  void lessRoomThanIsTakenFallsShortToo() throws SQLException {
    sluice.sells("POT", at("Wuhan", 10));
    RoutingPlan first = sluice.route(sluice.order("pot-1").line("POT", 1));
    RoutingPlan second = sluice.route(sluice.order("pot-2").line("POT", 1));

    roomInWuhan(1);

    assertThat(toldOfDays("Wuhan")).containsExactly(1L);
    assertThat(Plans.describe(sluice.route(sluice.order("pot-3").line("POT", 1))))
        .isEqualTo("unfulfilled: 1 x POT WAREHOUSE_FULL OUT_OF_STOCK");
    sluice.client().cancelPlan(first.getPlanId(), "cancelled");
    sluice.client().cancelPlan(second.getPlanId(), "cancelled");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(toldOfDays("Wuhan")).containsExactly(1L, 0L));
    roomInWuhan(1_000);
  }

  @Test
  void fewerOnTheirWayThanArePromisedFallShort() throws SQLException {
    sluice.sells("COAT", at("Hangzhou", 0));
    coming(10);
    Order order =
        sluice.order("coats").line("COAT", 8).build().toBuilder().setDelayAccepted(true).build();
    RoutingPlan promised = sluice.route(order);

    coming(5);
    coming(6);
    assertThat(told("c.kind = 8 AND c.scope = ?", "COAT\t2025-06-25")).containsExactly(3L, 2L);

    sluice.client().cancelPlan(promised.getPlanId(), "buyer waits no longer");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(told("c.kind = 8 AND c.scope = ?", "COAT\t2025-06-25"))
                    .containsExactly(3L, 2L, 0L));
  }

  private static void coming(long units) {
    sluice
        .client()
        .stock()
        .setInbound(
            SetInboundRequest.newBuilder()
                .setRequestId("coats-" + units)
                .addInbound(
                    InboundRecord.newBuilder()
                        .setWarehouseId("Hangzhou")
                        .setSku("COAT")
                        .setExpectedDate(Date.newBuilder().setYear(2025).setMonth(6).setDay(25))
                        .setUnits(units))
                .build());
  }

  private static void roomInWuhan(long parcels) {
    sluice
        .network()
        .warehouse("Wuhan", City.WUHAN, warehouse -> warehouse.setDailyCapacity(parcels));
    sluice.client().network().importNetwork(List.of(sluice.network().build().build()));
  }

  private static StockPosition count(String sku, long units) {
    sluice.clock().advance(Duration.ofSeconds(1));
    return sluice.client().stock().setStock(stated(sku, units, sluice.clock().now())).get(0);
  }

  private static SetStockRequest stated(String sku, long units, Instant asOf) {
    return SetStockRequest.newBuilder()
        .setAsOfTime(TestService.timestamp(asOf))
        .addStock(StockRecord.newBuilder().setWarehouseId("Hangzhou").setSku(sku).setOnHand(units))
        .build();
  }

  private static List<Long> told(String sku) throws SQLException {
    return told("c.kind = 1 AND c.scope = ?", sku);
  }

  private static List<Long> toldOfDays(String warehouseId) throws SQLException {
    return told("c.kind = 3 AND c.subject = ?", warehouseId);
  }

  /** The shortfalls that were told, oldest first, all by the service's time. */
  private static List<Long> told(String which, String name) throws SQLException {
    DatabaseAddress database = sluice.database();
    List<Long> shortfalls = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(),
                Objects.requireNonNull(database.user()),
                Objects.requireNonNull(database.password()));
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT o.shortfall, o.event_time FROM outbox o JOIN counter c USING (counter_id)"
                    + " WHERE o.kind = 5 AND "
                    + which
                    + " ORDER BY o.event_id")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          shortfalls.add(rows.getLong("shortfall"));
          assertThat(rows.getTimestamp("event_time"))
              .isBetween(
                  Timestamp.from(TestService.MORNING),
                  Timestamp.from(sluice.clock().now()),
                  true,
                  true);
        }
      }
    }
    return shortfalls;
  }
}
