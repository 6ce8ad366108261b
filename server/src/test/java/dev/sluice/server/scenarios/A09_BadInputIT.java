package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.FieldViolation;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.Orders;
import dev.sluice.client.StateForbidsException;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.StockRecord;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad question gets an error that names the field; nothing is lost and the service goes on. */
class A09_BadInputIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @AfterEach
  void everybodyElseIsStillServed() {
    sluice.sells("CUP", at("Hangzhou", 5));
    assertThat(sluice.client().planOrder(order().line("CUP", 1).build()).getPlan())
        .satisfies(plan -> assertThat(plan.getPlannedShipmentsList()).hasSize(1));
  }

  @Test
  void unknownSkuIsNamed() {
    sluice.sells("PEN", at("Hangzhou", 5));
    InvalidRequestException error = invalid(order().line("PEN", 1).line("PNE", 1).build());

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU);
    assertThat(fields(error)).containsExactly("order.lines[1].sku");
    assertThat(error.metadata()).containsEntry("sku", "PNE");
  }

  @Test
  void unknownRegionIsNamed() {
    sluice.sells("PAN", at("Hangzhou", 5));
    InvalidRequestException error = invalid(order().shipTo("9901").line("PAN", 1).build());

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_REGION);
    assertThat(fields(error)).containsExactly("order.ship_to.region_code");
  }

  @Test
  void orderWithoutLinesIsRefused() {
    assertInvalidField(order().build(), "order.lines");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
  void quantityOutOfRangeIsRefused(long quantity) {
    assertInvalidField(order().line("CUP", quantity).build(), "order.lines[0].quantity");
  }

  @Test
  void linesThatAreTooMuchTogetherAreRefused() {
    assertInvalidField(
        order().line("CUP", 600_000).line("CUP", 600_000).build(), "order.lines[1].quantity");
  }

  @Test
  void twoHundredAndOneLinesAreRefused() {
    Orders.Builder order = order();
    for (int i = 0; i <= 200; i++) {
      order.line("SKU-" + i, 1);
    }
    assertInvalidField(order.build(), "order.lines");
  }

  @Test
  void orderWithoutItsTimeIsRefused() {
    assertInvalidField(
        order().line("CUP", 1).build().toBuilder().clearPlacedTime().build(), "order.placed_time");
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    Order order = order().line("", 1).line("CUP", 0).build().toBuilder().clearShipTo().build();

    assertThat(fields(invalid(order)))
        .containsExactlyInAnyOrder(
            "order.ship_to", "order.lines[0].sku", "order.lines[1].quantity");
  }

  @Test
  void orderFromTheFutureIsRefused() {
    sluice.sells("POT", at("Hangzhou", 5));
    Order order =
        order().line("POT", 1).build().toBuilder()
            .setPlacedTime(TestService.timestamp(sluice.clock().now().plus(Duration.ofMinutes(11))))
            .build();

    assertInvalidField(order, "order.placed_time");
  }

  @Test
  void orderOlderThanItsIdIsKeptIsRefused() {
    sluice.sells("LID", at("Hangzhou", 5));
    Order order =
        order().line("LID", 1).build().toBuilder()
            .setPlacedTime(TestService.timestamp(sluice.clock().now().plus(Duration.ofDays(-31))))
            .build();

    StateForbidsException error = failure(StateForbidsException.class, () -> sluice.route(order));

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_ORDER_TOO_OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "!!!", "AAAA"})
  void foreignPageTokenIsRefused(String token) {
    InvalidRequestException error =
        failure(
            InvalidRequestException.class,
            () ->
                sluice
                    .client()
                    .listPlans(ListPlansRequest.newBuilder().setPageToken(token).build()));

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN);
  }

  @Test
  void networkThatContradictsItselfChangesNothing() {
    sluice.sells("MUG", at("Hangzhou", 5));
    var before = sluice.client().network().getSummary();
    ImportNetworkRequest.Builder broken =
        sluice
            .network()
            .build()
            .addStock(
                StockRecord.newBuilder().setWarehouseId("Hangzhou").setSku("MUG").setOnHand(99));
    broken.addLanes(
        Lane.newBuilder()
            .setWarehouseId("Hangzhou")
            .setCarrierServiceId("NO-SUCH-SERVICE")
            .setTariffId("SF-EXPRESS")
            .setTransitHours(24));

    InvalidRequestException error =
        failure(
            InvalidRequestException.class,
            () -> sluice.client().network().importNetwork(List.of(broken.build())));

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_NETWORK);
    assertThat(error).hasMessageContaining("NO-SUCH-SERVICE");
    assertThat(fields(error)).containsExactly("lane[Hangzhou>NO-SUCH-SERVICE>].carrier_service_id");
    assertThat(sluice.client().network().getSummary()).isEqualTo(before);
    assertThat(sluice.position("MUG", "Hangzhou").getOnHand()).isEqualTo(5);
  }

  @Test
  void networkWithAFieldOutOfItsLimitsChangesNothing() {
    sluice.sells("JAR", at("Hangzhou", 5));
    var before = sluice.client().network().getSummary();
    ImportNetworkRequest broken =
        sluice
            .network()
            .build()
            .addStock(
                StockRecord.newBuilder().setWarehouseId("Hangzhou").setSku("JAR").setOnHand(-1))
            .build();

    InvalidRequestException error =
        failure(
            InvalidRequestException.class,
            () -> sluice.client().network().importNetwork(List.of(broken)));

    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
    assertThat(fields(error)).containsExactly("requests[0].stock[0].on_hand");
    assertThat(sluice.client().network().getSummary()).isEqualTo(before);
    assertThat(sluice.position("JAR", "Hangzhou").getOnHand()).isEqualTo(5);
  }

  @Test
  void dryRunOnlyChecks() {
    var before = sluice.client().network().getSummary();

    var answer =
        sluice
            .client()
            .network()
            .importNetwork(List.of(sluice.network().build().setDryRun(true).build()));

    assertThat(answer.getDryRun()).isTrue();
    assertThat(sluice.client().network().getSummary()).isEqualTo(before);
  }

  private static Orders.Builder order() {
    return sluice.order("bad");
  }

  private static void assertInvalidField(Order order, String field) {
    InvalidRequestException error = invalid(order);
    assertThat(error.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
    assertThat(fields(error)).containsExactly(field);
  }

  private static InvalidRequestException invalid(Order order) {
    return failure(InvalidRequestException.class, () -> sluice.route(order));
  }

  private static <E extends Throwable> E failure(Class<E> type, ThrowingCallable call) {
    E error = catchThrowableOfType(type, call);
    assertThat(error).isNotNull();
    return error;
  }

  private static List<String> fields(InvalidRequestException error) {
    return error.fieldViolations().stream().map(FieldViolation::field).toList();
  }
}
