package dev.sluice.client.contract;

import static dev.sluice.client.contract.Surroundings.HANGZHOU;
import static dev.sluice.client.contract.Surroundings.NOWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.client.FieldViolation;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.LimitExceededException;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.Orders;
import dev.sluice.client.StateForbidsException;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.RerouteOrderRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A bad question gets an error that names every field at fault, and changes nothing. */
public abstract class BadInputContract extends ContractTest {

  private static final int FIVE_MEGABYTES = 5 << 20;

  @Test
  void unknownSkuIsNamed() {
    sluice().stock(HANGZHOU, "PEN", 5);

    InvalidRequestException refused =
        failure(
            InvalidRequestException.class,
            ErrorReason.ERROR_REASON_UNKNOWN_SKU,
            () -> route(order("unknown-sku").line("PEN", 1).line("PNE", 1)));

    assertThat(fields(refused)).containsExactly("order.lines[1].sku");
    assertThat(refused.metadata()).containsEntry("sku", "PNE");
  }

  @Test
  void unknownRegionIsNamed() {
    sluice().stock(HANGZHOU, "INK", 5);

    InvalidRequestException refused =
        failure(
            InvalidRequestException.class,
            ErrorReason.ERROR_REASON_UNKNOWN_REGION,
            () -> route(order("unknown-region").shipTo(NOWHERE).line("INK", 1)));

    assertThat(fields(refused)).containsExactly("order.ship_to.region_code");
    assertThat(refused.metadata()).containsEntry("region_code", NOWHERE);
  }

  @Test
  void fieldOutOfItsLimitsIsNamed() {
    Order good = order("limits").line("PAD", 1).build();

    assertRefused(good.toBuilder().clearLines(), "order.lines");
    assertRefused(good.toBuilder().clearPlacedTime(), "order.placed_time");
    assertRefused(good.toBuilder().clearShipTo(), "order.ship_to");
    assertRefused(good.toBuilder().setOrderId(""), "order.order_id");
    assertRefused(good.toBuilder().setChannel("C".repeat(65)), "order.channel");
    assertRefused(good.toBuilder().setStore("a\nb"), "order.store");
    assertRefused(good.toBuilder().setServiceLevelValue(77), "order.service_level");
    assertRefused(good.toBuilder().addAttributes("no-value"), "order.attributes[0]");
    assertRefused(good.toBuilder().addAttributes("a=1").addAttributes("a=1"), "order.attributes");
    assertRefused(
        good, order -> order.getShipToBuilder().setRegionCode("310"), "order.ship_to.region_code");
    assertRefused(
        good,
        order -> order.getShipToBuilder().getLocationBuilder().setLatitude(91),
        "order.ship_to.location");
    for (long quantity : new long[] {-1, 0, 1_000_001, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertRefused(
          good, order -> order.getLinesBuilder(0).setQuantity(quantity), "order.lines[0].quantity");
    }
    assertRefused(
        good,
        order -> order.getLinesBuilder(0).setUnitValue(Money.newBuilder().setCurrencyCode("USD")),
        "order.lines[0].unit_value");
  }

  @Test
  void everyFieldIsNamedAtOnce() {
    Order order = order("all").line("", 1).line("PAD", 0).build().toBuilder().clearShipTo().build();

    assertThat(fields(refused(() -> client().routeOrder(order))))
        .containsExactlyInAnyOrder(
            "order.ship_to", "order.lines[0].sku", "order.lines[1].quantity");
  }

  @Test
  void linesOfOneSkuMustAgreeAndFitTogether() {
    Orders.Builder tooMany = order("sum").line("BOX", 600_000).line("BOX", 600_000);
    Orders.Builder differing =
        order("differing").line("BOX", 1, Amounts.yuan("1")).line("BOX", 1, Amounts.yuan("2"));
    Orders.Builder dear = order("dear").line("BOX", 1_000_000, Amounts.yuan("1000.01"));

    assertRefused(tooMany.build().toBuilder(), "order.lines[1].quantity");
    assertRefused(differing.build().toBuilder(), "order.lines[1]");
    assertRefused(dear.build().toBuilder(), "order.lines");
  }

  @Test
  void orderFromTheFutureOrOlderThanItsIdIsKeptIsRefused() {
    sluice().stock(HANGZHOU, "CAP", 5);
    Order good = order("time").line("CAP", 1).build();

    assertRefused(
        good.toBuilder()
            .setPlacedTime(Times.timestamp(sluice().now().plus(Duration.ofMinutes(11)))),
        "order.placed_time");
    Order old =
        good.toBuilder()
            .setPlacedTime(Times.timestamp(sluice().now().minus(Duration.ofDays(31))))
            .build();
    StateForbidsException tooOld =
        failure(
            StateForbidsException.class,
            ErrorReason.ERROR_REASON_ORDER_TOO_OLD,
            () -> client().routeOrder(old));
    assertThat(tooOld.metadata()).containsKey("placed_time").containsEntry("retention_days", "30");
  }

  @Test
  void holdIsOneSecondToADay() {
    Order order = order("hold").line("PAD", 1).build();

    assertThat(fields(refused(() -> client().routeOrder(order, Duration.ofMillis(999)))))
        .containsExactly("hold_duration");
    assertThat(fields(refused(() -> client().routeOrder(order, Duration.ofSeconds(86_401)))))
        .containsExactly("hold_duration");
  }

  @Test
  void requestsAboutPlansHaveLimitsToo() {
    assertThat(fields(refused(() -> client().confirmPlan("")))).containsExactly("plan_id");
    assertThat(fields(refused(() -> client().markShipped("P", 0))))
        .containsExactly("shipment_numbers[0]");
    assertThat(fields(refused(() -> client().markShipped("P", 1, 1))))
        .containsExactly("shipment_numbers");
    assertThat(fields(refused(() -> client().cancelPlan("P", "x".repeat(257)))))
        .containsExactly("cause");
    assertThat(
            refused(
                () ->
                    client()
                        .cancelPlan(
                            CancelPlanRequest.newBuilder()
                                .setPlanId("P")
                                .addLines(CancelledLine.newBuilder().setSku("A").setQuantity(1))
                                .build())))
        .hasMessageContaining("request_id");
    assertThat(
            refused(
                () ->
                    client()
                        .rerouteOrder(
                            RerouteOrderRequest.newBuilder().setExpectedRevision(1).build())))
        .satisfies(refused -> assertThat(fields(refused)).contains("order_key"))
        .satisfies(refused -> assertThat(descriptions(refused)).contains("request_id"));
    assertThat(fields(refused(() -> client().getPlan(GetPlanRequest.getDefaultInstance()))))
        .containsExactly("name");
  }

  @Test
  void unknownPlanAndOrderAreNotFound() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client().getPlan("no-such-plan"),
            () -> client().confirmPlan("no-such-plan"),
            () -> client().cancelPlan("no-such-plan", ""),
            () -> client().markShipped("no-such-plan"))) {
      NotFoundException unknown =
          failure(NotFoundException.class, ErrorReason.ERROR_REASON_PLAN_NOT_FOUND, call);
      assertThat(unknown.metadata()).containsEntry("plan_id", "no-such-plan");
    }
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client().getPlan(CHANNEL, "no-such-order"),
            () -> client().rerouteOrder(CHANNEL, "no-such-order", "R-1", ""))) {
      NotFoundException unknown =
          failure(NotFoundException.class, ErrorReason.ERROR_REASON_PLAN_NOT_FOUND, call);
      assertThat(unknown.metadata())
          .containsEntry("channel", CHANNEL)
          .containsEntry("order_id", "no-such-order");
    }
  }

  @Test
  void foreignPageTokenIsRefused() {
    InvalidRequestException refused =
        failure(
            InvalidRequestException.class,
            ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN,
            () -> client().listPlans(ListPlansRequest.newBuilder().setPageToken("AAAA").build()));

    assertThat(fields(refused)).containsExactly("page_token");
    assertThat(
            fields(
                refused(
                    () ->
                        client()
                            .listPlans(
                                ListPlansRequest.newBuilder()
                                    .setFromTime(Times.timestamp(sluice().now()))
                                    .setUntilTime(Times.timestamp(sluice().now()))
                                    .build()))))
        .containsExactly("until_time");
  }

  @Test
  void largeOrdersAreRefusedAndTheErrorStaysSmall() {
    Order.Builder manyLines = order("large").build().toBuilder();
    for (int i = 0; i <= 200; i++) {
      manyLines.addLines(OrderLine.newBuilder().setSku("SKU-" + i).setQuantity(1));
    }
    assertRefused(manyLines, "order.lines");
    Order.Builder allWrong = order("large").build().toBuilder();
    for (int i = 0; i < 200; i++) {
      allWrong.addLines(OrderLine.newBuilder().setSku("SKU-" + i));
    }
    InvalidRequestException cut = refused(() -> client().routeOrder(allWrong.build()));
    assertThat(cut.fieldViolations()).hasSizeBetween(2, 199);
    assertThat(cut.fieldViolations().get(cut.fieldViolations().size() - 1).description())
        .matches("and \\d+ more like this");
    LimitExceededException tooLarge =
        failure(
            LimitExceededException.class,
            ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE,
            () ->
                client()
                    .routeOrder(order("large").attribute("a", "x".repeat(FIVE_MEGABYTES)).build()));
    assertThat(tooLarge.metadata()).containsKey("max_bytes");
  }

  private void assertRefused(Order good, Consumer<Order.Builder> change, String field) {
    Order.Builder bad = good.toBuilder();
    change.accept(bad);
    assertRefused(bad, field);
  }

  private void assertRefused(Order.Builder bad, String field) {
    assertThat(fields(refused(() -> client().routeOrder(bad.build())))).containsExactly(field);
  }

  private static InvalidRequestException refused(ThrowingCallable call) {
    return failure(InvalidRequestException.class, ErrorReason.ERROR_REASON_INVALID_FIELD, call);
  }

  private static List<String> fields(InvalidRequestException refused) {
    return refused.fieldViolations().stream().map(FieldViolation::field).toList();
  }

  private static String descriptions(InvalidRequestException refused) {
    return refused.fieldViolations().toString();
  }
}
