package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.type.Date;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.InboundPosition;
import dev.sluice.routing.v1.InboundReceipt;
import dev.sluice.routing.v1.InboundRecord;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.ReceiveInboundRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.SetInboundRequest;
import dev.sluice.routing.v1.StockPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is on its way can be promised before it comes, to those who may wait. */
class A16_InboundIT {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void whoMayWaitIsPromisedWhatIsOnItsWay() {
    sluice.sells("COAT", at("Hangzhou", 1));
    coming("coat-1", "COAT", "Wuhan", 3, 10);
    coming("coat-2", "COAT", "Hangzhou", 5, 10);

    RoutingPlan hurried = sluice.route(sluice.order("hurried").line("COAT", 2));
    RoutingPlan waiting = sluice.route(patient(sluice.order("waits").line("COAT", 12)));

    assertThat(Plans.describe(hurried))
        .isEqualTo("1 x COAT @ Hangzhou by SF-EXPRESS; unfulfilled: 1 x COAT OUT_OF_STOCK");
    assertThat(Plans.describe(waiting))
        .isEqualTo("10 x COAT @ Wuhan by SF-EXPRESS + 2 x COAT @ Hangzhou by SF-EXPRESS");
    assertThat(waiting.getPlannedShipmentsList())
        .extracting(shipment -> shipment.getLines(0).getExpectedDate())
        .containsExactly(day(3), day(5));
    assertThat(shipBy(waiting, 0)).isAfter(endOf(3));
    assertThat(shipBy(waiting, 1)).isAfter(endOf(5));
    assertThat(inbound("COAT", "Hangzhou"))
        .isEqualTo(
            InboundPosition.newBuilder()
                .setExpectedDate(day(5))
                .setExpected(10)
                .setReserved(2)
                .build());
    assertThat(sluice.available("COAT", "Hangzhou")).isZero();
    assertThat(sluice.explained(waiting).getExplanation().getDecidedTime())
        .as("the same decision comes out of what was recorded")
        .isEqualTo(waiting.getDecidedTime());
  }

  @Test
  void stockGoesFirstAndAPresaleLineWaitsForItsDay() {
    sluice.sells("BOOT", at("Hangzhou", 3));
    coming("boot-1", "BOOT", "Hangzhou", 2, 10);
    Order.Builder order = sluice.order("boots").line("BOOT", 5).build().toBuilder();
    Instant saleBegins = sluice.clock().now().plus(Duration.ofDays(6));
    order
        .setDelayAccepted(true)
        .getLinesBuilder(0)
        .setPresale(true)
        .setShipFromTime(TestService.timestamp(saleBegins));

    RoutingPlan plan = sluice.route(order.build());

    assertThat(Plans.describe(plan))
        .isEqualTo("3 x BOOT @ Hangzhou by SF-EXPRESS + 2 x BOOT @ Hangzhou by SF-EXPRESS");
    assertThat(plan.getPlannedShipments(0).getLines(0).hasExpectedDate()).isFalse();
    assertThat(plan.getPlannedShipments(1).getLines(0).getExpectedDate()).isEqualTo(day(2));
    assertThat(shipBy(plan, 1)).isAfter(saleBegins);
  }

  @Test
  void whatComesIsForThoseWhoWaitAndShipsLikeAnythingElse() {
    sluice.sells("HAT", at("Hangzhou", 0));
    coming("hat-1", "HAT", "Hangzhou", 2, 10);
    RoutingPlan plan = sluice.route(patient(sluice.order("hats").line("HAT", 4)));

    StockPosition position =
        sluice
            .client()
            .stock()
            .receiveInbound(
                ReceiveInboundRequest.newBuilder()
                    .setRequestId("hats-came")
                    .addReceipts(
                        InboundReceipt.newBuilder()
                            .setWarehouseId("Hangzhou")
                            .setSku("HAT")
                            .setExpectedDate(day(2))
                            .setUnits(10))
                    .build())
            .get(0);

    assertThat(position.getOnHand()).isEqualTo(10);
    assertThat(position.getReserved()).isEqualTo(4);
    assertThat(position.getAvailableToPromise()).isEqualTo(6);
    assertThat(sluice.routed(sluice.order("more-hats").line("HAT", 7)))
        .isEqualTo("6 x HAT @ Hangzhou by SF-EXPRESS; unfulfilled: 1 x HAT OUT_OF_STOCK");
    sluice.client().markShipped(plan.getPlanId());
    assertThat(sluice.position("HAT", "Hangzhou").getOnHand()).isEqualTo(6);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(sluice.position("HAT", "Hangzhou").getInboundList()).isEmpty());
  }

  @Test
  void whatIsCancelledCanBePromisedAgainAndWhatIsCutFallsShort() {
    sluice.sells("BAG", at("Hangzhou", 0));
    coming("bag-1", "BAG", "Hangzhou", 2, 5);
    RoutingPlan first = sluice.route(patient(sluice.order("bags").line("BAG", 5)));
    assertThat(Plans.describe(sluice.route(patient(sluice.order("no-bags").line("BAG", 1)))))
        .isEqualTo("unfulfilled: 1 x BAG OUT_OF_STOCK");

    coming("bag-2", "BAG", "Hangzhou", 2, 3);
    assertThat(inbound("BAG", "Hangzhou").getExpected()).isEqualTo(3);
    assertThat(inbound("BAG", "Hangzhou").getReserved()).isEqualTo(5);
    sluice.client().cancelPlan(first.getPlanId(), "too late");

    RoutingPlan again =
        sluice.client().rerouteOrder(TestService.CHANNEL, "no-bags", "again", "more is coming");
    assertThat(Plans.describe(again)).isEqualTo("1 x BAG @ Hangzhou by SF-EXPRESS");
    assertThat(again.getPlannedShipments(0).getLines(0).getExpectedDate()).isEqualTo(day(2));
  }

  @Test
  void whatIsLateIsPromisedToNobodyNew() {
    sluice.sells("CAP", at("Hangzhou", 0));
    coming("cap-1", "CAP", "Hangzhou", -1, 5);

    assertThat(Plans.describe(sluice.route(patient(sluice.order("caps").line("CAP", 1)))))
        .isEqualTo("unfulfilled: 1 x CAP OUT_OF_STOCK");
  }

  @Test
  void aDayMustBeInTheCalendarAndComeOnce() {
    sluice.sells("TIE", at("Hangzhou", 0));
    InboundRecord tie =
        InboundRecord.newBuilder()
            .setWarehouseId("Hangzhou")
            .setSku("TIE")
            .setExpectedDate(day(1))
            .setUnits(1)
            .build();

    assertRefused(tie.toBuilder().clearExpectedDate().build());
    assertRefused(
        tie.toBuilder()
            .setExpectedDate(Date.newBuilder().setYear(2025).setMonth(13).setDay(1))
            .build());
    assertRefused(
        tie.toBuilder()
            .setExpectedDate(Date.newBuilder().setYear(1999).setMonth(1).setDay(1))
            .build());
    assertRefused(tie, tie);
  }

  private static void assertRefused(InboundRecord... records) {
    SetInboundRequest.Builder request = SetInboundRequest.newBuilder().setRequestId("refused");
    for (InboundRecord record : records) {
      request.addInbound(record);
    }
    assertThatThrownBy(() -> sluice.client().stock().setInbound(request.build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("inbound[" + (records.length - 1) + "]");
  }

  private static Order patient(Orders.Builder order) {
    return order.build().toBuilder().setDelayAccepted(true).build();
  }

  private static void coming(
      String requestId, String sku, String warehouseId, int inDays, long units) {
    sluice
        .client()
        .stock()
        .setInbound(
            SetInboundRequest.newBuilder()
                .setRequestId(requestId)
                .addInbound(
                    InboundRecord.newBuilder()
                        .setWarehouseId(warehouseId)
                        .setSku(sku)
                        .setExpectedDate(day(inDays))
                        .setUnits(units))
                .build());
  }

  private static InboundPosition inbound(String sku, String warehouseId) {
    return sluice.position(sku, warehouseId).getInbound(0);
  }

  private static Instant shipBy(RoutingPlan plan, int index) {
    PlannedShipment shipment = plan.getPlannedShipments(index);
    return Instant.ofEpochSecond(shipment.getShipByTime().getSeconds());
  }

  private static LocalDate localDay(int inDays) {
    return LocalDate.ofInstant(sluice.clock().now(), ZONE).plusDays(inDays);
  }

  private static Instant endOf(int inDays) {
    return localDay(inDays + 1).atStartOfDay(ZONE).toInstant();
  }

  private static Date day(int inDays) {
    LocalDate day = localDay(inDays);
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
