package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.SampleRequests.line;
import static dev.sluice.server.grpc.SampleRequests.route;
import static dev.sluice.server.grpc.SampleRequests.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.sluice.routing.v1.AdjustStockRequest;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.GetAvailabilityRequest;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.SetWarehouseStateRequest;
import dev.sluice.routing.v1.ShipTo;
import dev.sluice.routing.v1.StockAdjustment;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestValidatorTest {
  private static final RequestValidator VALIDATOR = RequestValidator.create();

  @ParameterizedTest(name = "{0}")
  @MethodSource("withinLimits")
  void accepts(String what, Message request) {
    assertThatCode(() -> VALIDATOR.check(request)).as(what).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyondLimits")
  void refuses(String field, Message request) {
    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> VALIDATOR.check(request));

    assertThat(refused).as("refusal of " + field).isNotNull();
    assertThat(refused.fields()).extracting(FieldProblem::field).contains(field);
    assertThat(refused.fields())
        .allSatisfy(one -> assertThat(one.description()).containsPattern("(?s)is .*\nMaybe ."));
  }

  @Test
  void namesEveryFieldAtOnce() {
    Order.Builder order =
        SampleRequests.order("").addLines(line("SKU-2", 0)).clearPlacedTime().setChannel("");

    RequestRefusedException refused =
        catchThrowableOfType(RequestRefusedException.class, () -> VALIDATOR.check(route(order)));

    assertThat(refused.fields())
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "order.order_id", "order.channel", "order.placed_time", "order.lines[1].quantity");
  }

  static Stream<Arguments> withinLimits() {
    return Stream.of(
        ok("the least order", order -> order),
        Arguments.of("the fullest order", route(SampleRequests.fullOrder())),
        ok("order_id of 64", order -> order.setOrderId("单".repeat(64))),
        ok("200 lines", order -> order.clearLines().addAllLines(lines(200))),
        ok("a million units", order -> order.setLines(0, line("SKU-1", 1_000_000))),
        ok("32 attributes", order -> order.addAllAttributes(attributes(32))),
        ok("attribute of 128", order -> order.addAttributes("k=" + "v".repeat(126))),
        ok(
            "value of a million",
            order -> order.setLines(0, line("S", 1).setUnitValue(yuan(1_000_000, 0)))),
        ok(
            "value of a millionth",
            order -> order.setLines(0, line("S", 1).setUnitValue(yuan(0, 1_000)))),
        ok("a street", order -> order.setShipTo(shipTo("330106001"))),
        ok("a province", order -> order.setShipTo(shipTo("33"))),
        Arguments.of("the shortest hold", held(1)),
        Arguments.of("the longest hold", held(86_400)),
        Arguments.of("page of 1000", ListPlansRequest.newBuilder().setPageSize(1000).build()),
        Arguments.of("a whole cancel", CancelPlanRequest.newBuilder().setPlanId("P").build()));
  }

  static Stream<Arguments> beyondLimits() {
    return Stream.of(
        Arguments.of("order", RouteOrderRequest.getDefaultInstance()),
        Arguments.of("order", PlanOrderRequest.getDefaultInstance()),
        Arguments.of("order", RouteOrdersRequest.getDefaultInstance()),
        bad("order.order_id", order -> order.setOrderId("x".repeat(65))),
        bad("order.order_id", order -> order.setOrderId("a\u0000b")),
        bad("order.channel", order -> order.setChannel("c".repeat(65))),
        bad("order.store", order -> order.setStore("s".repeat(65))),
        bad("order.host", order -> order.setHost("h".repeat(65))),
        bad("order.live_session", order -> order.setLiveSession("l".repeat(65))),
        bad("order.customer_tier", order -> order.setCustomerTierValue(99)),
        bad("order.service_level", order -> order.setServiceLevelValue(99)),
        bad("order.paid_time", order -> order.setPaidTime(Timestamp.getDefaultInstance())),
        bad("order.deliver_by_time", order -> order.setDeliverByTime(year2200())),
        bad("order.latest_ship_time", order -> order.setLatestShipTime(year2200())),
        bad("order.latest_collection_time", order -> order.setLatestCollectionTime(year2200())),
        bad("order.ship_to", order -> order.clearShipTo()),
        bad("order.ship_to.region_code", order -> order.setShipTo(shipTo(""))),
        bad("order.ship_to.region_code", order -> order.setShipTo(shipTo("330"))),
        bad("order.ship_to.region_code", order -> order.setShipTo(shipTo("33010X"))),
        bad("order.ship_to.location", order -> order.setShipTo(at(90.1, 0))),
        bad("order.ship_to.location", order -> order.setShipTo(at(0, -180.1))),
        bad("order.ship_to.location", order -> order.setShipTo(at(Double.NaN, 0))),
        bad("order.lines", order -> order.clearLines()),
        bad("order.lines", order -> order.clearLines().addAllLines(lines(201))),
        bad("order.lines[0].sku", order -> order.setLines(0, line("", 1))),
        bad("order.lines[0].sku", order -> order.setLines(0, line("s".repeat(65), 1))),
        bad("order.lines[0].quantity", order -> order.setLines(0, line("S", 0))),
        bad("order.lines[0].quantity", order -> order.setLines(0, line("S", -1))),
        bad("order.lines[0].quantity", order -> order.setLines(0, line("S", 1_000_001))),
        bad("order.lines[0].quantity", order -> order.setLines(0, line("S", Long.MAX_VALUE))),
        badValue(-1, 0),
        badValue(0, -1_000),
        badValue(0, 999),
        badValue(1_000_000, 1_000),
        badValue(Long.MAX_VALUE, 0),
        bad(
            "order.lines[0].unit_value",
            order ->
                order.setLines(0, line("S", 1).setUnitValue(yuan(1, 0).setCurrencyCode("USD")))),
        bad("order.attributes", order -> order.addAllAttributes(attributes(33))),
        bad("order.attributes", order -> order.addAttributes("a=1").addAttributes("a=1")),
        bad("order.attributes[0]", order -> order.addAttributes("novalue")),
        bad("order.attributes[0]", order -> order.addAttributes("k=" + "v".repeat(127))),
        Arguments.of("hold_duration", held(0)),
        Arguments.of("hold_duration", held(86_401)),
        Arguments.of("plan_id", ConfirmPlanRequest.getDefaultInstance()),
        Arguments.of(
            "lines[0].quantity",
            CancelPlanRequest.newBuilder()
                .setPlanId("P")
                .setRequestId("R")
                .addLines(CancelledLine.newBuilder().setSku("S"))
                .build()),
        Arguments.of(
            "",
            CancelPlanRequest.newBuilder()
                .setPlanId("P")
                .addLines(CancelledLine.newBuilder().setSku("S").setQuantity(1))
                .build()),
        Arguments.of("name", GetPlanRequest.getDefaultInstance()),
        Arguments.of(
            "order_key.order_id",
            GetPlanRequest.newBuilder().setOrderKey(OrderKey.newBuilder().setChannel("C")).build()),
        Arguments.of("page_size", ListPlansRequest.newBuilder().setPageSize(-1).build()),
        Arguments.of("page_size", ListPlansRequest.newBuilder().setPageSize(1001).build()),
        Arguments.of("state", SetWarehouseStateRequest.newBuilder().setWarehouseId("W").build()),
        Arguments.of("as_of_time", SetStockRequest.getDefaultInstance()),
        Arguments.of(
            "stock", SetStockRequest.newBuilder().setAsOfTime(SampleRequests.time(0)).build()),
        Arguments.of(
            "adjustments[0].on_hand_change",
            AdjustStockRequest.newBuilder()
                .setRequestId("R")
                .addAdjustments(StockAdjustment.newBuilder().setWarehouseId("W").setSku("S"))
                .build()),
        Arguments.of("skus", GetAvailabilityRequest.getDefaultInstance()));
  }

  private static Arguments ok(String what, UnaryOperator<Order.Builder> change) {
    return Arguments.of(what, route(change.apply(SampleRequests.order("O-1"))));
  }

  private static Arguments bad(String field, UnaryOperator<Order.Builder> change) {
    return Arguments.of(field, route(change.apply(SampleRequests.order("O-1"))));
  }

  private static Arguments badValue(long units, int nanos) {
    return bad(
        "order.lines[0].unit_value",
        order -> order.setLines(0, line("S", 1).setUnitValue(yuan(units, nanos))));
  }

  private static RouteOrderRequest held(long seconds) {
    return route(SampleRequests.order("O-1")).toBuilder()
        .setHoldDuration(Duration.newBuilder().setSeconds(seconds))
        .build();
  }

  private static Iterable<dev.sluice.routing.v1.OrderLine> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> line("SKU-" + i, 1).build()).toList();
  }

  private static Iterable<String> attributes(int count) {
    return IntStream.range(0, count).mapToObj(i -> "key" + i + "=1").toList();
  }

  private static ShipTo shipTo(String regionCode) {
    return ShipTo.newBuilder().setRegionCode(regionCode).build();
  }

  private static ShipTo at(double latitude, double longitude) {
    return ShipTo.newBuilder()
        .setRegionCode("33")
        .setLocation(LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude))
        .build();
  }

  private static Timestamp year2200() {
    return Timestamp.newBuilder().setSeconds(7_258_118_400L).build();
  }
}
