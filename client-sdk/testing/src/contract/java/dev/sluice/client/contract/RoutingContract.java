package dev.sluice.client.contract;

import static dev.sluice.client.contract.Surroundings.BEIJING;
import static dev.sluice.client.contract.Surroundings.CARRIER;
import static dev.sluice.client.contract.Surroundings.GUANGZHOU;
import static dev.sluice.client.contract.Surroundings.HANGZHOU;
import static dev.sluice.client.contract.Surroundings.SERVICE;
import static dev.sluice.client.contract.Surroundings.SHANGHAI;
import static dev.sluice.client.contract.Surroundings.URUMQI;
import static dev.sluice.client.contract.Surroundings.WUHAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.client.Amounts;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.OrderConflictException;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Disposition;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order gets one plan, which says everything about it and stays what it is. */
public abstract class RoutingContract extends ContractTest {

  @Test
  void planSaysWhatLeavesWhereAndWhen() {
    sluice().stock(HANGZHOU, "CUP", 10);

    RoutingPlan plan = route(order("whole").line("CUP", 2));

    assertThat(Plans.describe(plan)).isEqualTo("2 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(plan.getPlanId()).isNotEmpty().hasSizeLessThanOrEqualTo(64);
    assertThat(plan.getOrderId()).isEqualTo("whole");
    assertThat(plan.getChannel()).isEqualTo(CHANNEL);
    assertThat(plan.getRevision()).isEqualTo(1);
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(plan.getRuleSetVersion()).matches("[0-9a-f]{16}");
    assertThat(Times.instant(plan.getDecidedTime())).isEqualTo(sluice().now());
    assertThat(Times.instant(plan.getStoredTime())).isEqualTo(sluice().now());
    assertThat(plan.hasExpireTime()).isFalse();
    assertThat(plan.getReplacedPlanId() + plan.getReplacedByPlanId() + plan.getRerouteCause())
        .isEmpty();
    PlannedShipment shipment = plan.getPlannedShipments(0);
    assertThat(shipment.getNumber()).isEqualTo(1);
    assertThat(shipment.getState()).isEqualTo(ShipmentState.SHIPMENT_STATE_CONFIRMED);
    assertThat(shipment.getCarrierId()).isEqualTo(CARRIER);
    assertThat(shipment.getLaneId()).startsWith(HANGZHOU + ">" + SERVICE + ">");
    assertThat(shipment.getCarried()).isFalse();
    assertThat(shipment.getChargedWeightGrams()).isPositive();
    assertThat(shipment.hasShipDay()).isTrue();
    assertThat(Times.instant(shipment.getShipByTime())).isAfterOrEqualTo(sluice().now());
    assertThat(Times.instant(shipment.getPromiseTime()))
        .isAfter(Times.instant(shipment.getShipByTime()));
    assertThat(shipment.getLines(0).getReleasedQuantity()).isZero();
    assertThat(client().getPlan(plan.getPlanId())).isEqualTo(plan);
    assertThat(client().getPlan(CHANNEL, "whole")).isEqualTo(plan);
    assertThat(sluice().available(HANGZHOU, "CUP")).isEqualTo(8);
  }

  @Test
  void costsAddUp() {
    sluice().stock(HANGZHOU, "VASE", 10);

    RoutingPlan plan = route(order("costs").line("VASE", 1, Amounts.yuan("59.90")));

    var cost = plan.getCost();
    assertThat(Amounts.toMicros(cost.getTotal()))
        .isEqualTo(
            Amounts.toMicros(cost.getCash())
                + Amounts.toMicros(cost.getPreference())
                + Amounts.toMicros(cost.getOpportunity()))
        .isEqualTo(
            cost.getTermsList().stream()
                .mapToLong(term -> Amounts.toMicros(term.getAmount()))
                .sum());
    assertThat(cost.getTotal().getCurrencyCode()).isEqualTo("CNY");
  }

  @Test
  void ordersSplitOnlyWhenTheyMust() {
    sluice().stock(HANGZHOU, "FORK", 10);
    sluice().stock(WUHAN, "FORK", 10);
    sluice().stock(WUHAN, "KNIFE", 10);
    sluice().stock(HANGZHOU, "SPOON", 10);

    assertThat(routed(order("together").line("FORK", 1).line("KNIFE", 1)))
        .isEqualTo("1 x FORK, 1 x KNIFE @ Wuhan by SF-EXPRESS");
    assertThat(routed(order("split").line("SPOON", 1).line("KNIFE", 1)))
        .isEqualTo("1 x SPOON @ Hangzhou by SF-EXPRESS + 1 x KNIFE @ Wuhan by SF-EXPRESS");
  }

  @Test
  void lineIsDividedOnlyWhenNobodyHoldsAllOfIt() {
    sluice().stock(HANGZHOU, "PLATE", 3);
    sluice().stock(WUHAN, "PLATE", 5);
    sluice().stock(HANGZHOU, "BOWL", 3);
    sluice().stock(WUHAN, "BOWL", 2);

    assertThat(routed(order("undivided").line("PLATE", 5)))
        .isEqualTo("5 x PLATE @ Wuhan by SF-EXPRESS");
    assertThat(routed(order("divided").line("BOWL", 5)))
        .isEqualTo("3 x BOWL @ Hangzhou by SF-EXPRESS + 2 x BOWL @ Wuhan by SF-EXPRESS");
  }

  @Test
  void whatIsMissingIsUnfulfilledWithReasonAndWhatHappensToIt() {
    sluice().stock(HANGZHOU, "BALL", 3);
    sluice().stock(HANGZHOU, "SHOE", 1);
    Instant saleBegins = sluice().now().plus(Duration.ofDays(7));

    RoutingPlan refused = route(order("refused").line("BALL", 5));
    Order.Builder patient = order("waits").line("BALL", 2).line("SHOE", 4).build().toBuilder();
    patient
        .setDelayAccepted(true)
        .getLinesBuilder(1)
        .setPresale(true)
        .setShipFromTime(Times.timestamp(saleBegins));
    RoutingPlan waiting = client().routeOrder(patient.build());

    assertThat(Plans.describe(refused))
        .isEqualTo("3 x BALL @ Hangzhou by SF-EXPRESS; unfulfilled: 2 x BALL OUT_OF_STOCK");
    assertThat(refused.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(refused.getUnfulfilledLines(0).getDisposition())
        .isEqualTo(Disposition.DISPOSITION_REFUSE);
    assertThat(Plans.describe(waiting))
        .isEqualTo(
            "1 x SHOE @ Hangzhou by SF-EXPRESS;"
                + " unfulfilled: 2 x BALL OUT_OF_STOCK, 3 x SHOE OUT_OF_STOCK");
    assertThat(waiting.getUnfulfilledLinesList())
        .extracting(UnfulfilledLine::getSku, UnfulfilledLine::getDisposition)
        .containsExactly(
            tuple("BALL", Disposition.DISPOSITION_BACKORDER),
            tuple("SHOE", Disposition.DISPOSITION_PRESALE));
    assertThat(Times.instant(waiting.getUnfulfilledLines(1).getExpectedTime()))
        .isEqualTo(saleBegins);
  }

  @Test
  void thatNobodyShipsAnythingIsAnAnswerWithReasons() {
    sluice().stock(HANGZHOU, "SOLD-OUT", 0);

    RoutingPlan plan = route(order("none").line("SOLD-OUT", 1));

    assertThat(Plans.describe(plan)).isEqualTo("unfulfilled: 1 x SOLD-OUT OUT_OF_STOCK");
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_UNFULFILLED);
    assertThat(plan.getUnfulfilledLines(0).getReasons(0).getDetail())
        .isEqualTo("Hangzhou has 0 of 1 x SOLD-OUT");
    assertThat(client().confirmPlan(plan.getPlanId())).isEqualTo(plan);
    assertThat(client().cancelPlan(plan.getPlanId(), "")).isEqualTo(plan);
    assertThat(client().markShipped(plan.getPlanId())).isEqualTo(plan);
  }

  @Test
  void warehouseThatDoesNotCoverTheDestinationSaysSo() {
    sluice().stock(GUANGZHOU, "TEA", 10);
    sluice().stock(GUANGZHOU, "COFFEE", 0);

    RoutingPlan far = route(order("far").line("TEA", 1));

    assertThat(far.getPlannedShipmentsList()).isEmpty();
    assertThat(reasons(far, 0))
        .containsExactly(
            "OUT_OF_STOCK: Hangzhou has 0 of 1 x TEA",
            "OUT_OF_COVERAGE: Guangzhou does not cover 3101");
    assertThat(reasons(route(order("far-and-empty").line("COFFEE", 2)), 0))
        .containsExactly("OUT_OF_STOCK: Hangzhou has 0 of 2 x COFFEE");
    assertThat(routed(order("near").shipTo(BEIJING).line("TEA", 1)))
        .isEqualTo("1 x TEA @ Guangzhou by SF-EXPRESS");
  }

  @Test
  void reasonsNameWhoCameNearestToShipping() {
    sluice().stock(HANGZHOU, "SALT", 0);
    sluice().stock(WUHAN, "SALT", 3);
    sluice().stock(GUANGZHOU, "SALT", 9);

    RoutingPlan plan = route(order("nearest-miss").line("SALT", 5));

    assertThat(Plans.describe(plan))
        .isEqualTo(
            "3 x SALT @ Wuhan by SF-EXPRESS; unfulfilled: 2 x SALT OUT_OF_STOCK OUT_OF_COVERAGE");
    assertThat(reasons(plan, 0))
        .containsExactly(
            "OUT_OF_STOCK: Wuhan has 3 of 5 x SALT",
            "OUT_OF_COVERAGE: Guangzhou does not cover 3101");
  }

  @Test
  void nobodyShipsToWhereNobodyDoes() {
    sluice().stock(HANGZHOU, "SUGAR", 5);
    sluice().stock(HANGZHOU, "HONEY", 0);

    RoutingPlan plan = route(order("nobody").shipTo(URUMQI).line("SUGAR", 1).line("HONEY", 1));

    assertThat(Plans.describe(plan))
        .isEqualTo("unfulfilled: 1 x HONEY OUT_OF_COVERAGE, 1 x SUGAR OUT_OF_COVERAGE");
    assertThat(reasons(plan, 0)).containsExactly("OUT_OF_COVERAGE: Hangzhou does not cover 6501");
    RoutingPlan never = route(order("nobody-ever").shipTo(URUMQI).line("HONEY", 1));
    assertThat(reasons(never, 0))
        .containsExactly("OUT_OF_COVERAGE: no warehouse covers the destination");
  }

  @Test
  void sameOrderAgainGetsItsPlan() {
    sluice().stock(HANGZHOU, "PAN", 10);
    sluice().stock(HANGZHOU, "LID", 10);
    Order order =
        order("again")
            .line("PAN", 3)
            .line("LID", 1)
            .attribute("a", "1")
            .attribute("b", "2")
            .build();
    Order.Builder reordered = order.toBuilder().clearLines().clearAttributes();
    reordered
        .addLines(order.getLines(1))
        .addLines(line("PAN", 1))
        .addLines(line("PAN", 2).toBuilder().setUnitValue(Amounts.yuan("0")))
        .addAttributes("b=2")
        .addAttributes("a=1")
        .setCustomerTier(CustomerTier.CUSTOMER_TIER_STANDARD)
        .setServiceLevel(ServiceLevel.SERVICE_LEVEL_STANDARD);

    RoutingPlan plan = client().routeOrder(order);

    assertThat(client().routeOrder(order)).isEqualTo(plan);
    assertThat(client().routeOrder(reordered.build())).as("the same content").isEqualTo(plan);
    assertThat(sluice().available(HANGZHOU, "PAN")).isEqualTo(7);
    RoutingPlan cancelled = client().cancelPlan(plan.getPlanId(), "by mistake");
    assertThat(client().routeOrder(order)).as("the plan as it stands").isEqualTo(cancelled);
    assertThat(sluice().available(HANGZHOU, "PAN")).isEqualTo(10);
  }

  @Test
  void sameOrderIdWithOtherContentIsAConflict() {
    sluice().stock(HANGZHOU, "MUG", 10);
    Order order = order("conflict").line("MUG", 1).build();
    RoutingPlan first = client().routeOrder(order);

    List<Order> others =
        List.of(
            order("conflict").line("MUG", 2).build(),
            order("conflict").line("MUG", 1).shipTo(BEIJING).build(),
            order("conflict").line("MUG", 1).attribute("gift", "yes").build(),
            order("conflict").line("MUG", 1).tier(CustomerTier.CUSTOMER_TIER_GOLD).build(),
            order("conflict").line("MUG", 1).line("NO-SUCH-SKU", 1).build(),
            order.toBuilder()
                .setPlacedTime(Times.timestamp(sluice().now().minusSeconds(1)))
                .build());

    for (Order other : others) {
      OrderConflictException conflict =
          failure(
              OrderConflictException.class,
              ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS,
              () -> client().routeOrder(other));
      assertThat(conflict.metadata())
          .containsEntry("channel", CHANNEL)
          .containsEntry("order_id", "conflict")
          .containsEntry("plan_id", first.getPlanId());
    }
    failure(
        OrderConflictException.class,
        ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS,
        () -> client().routeOrder(order, Duration.ofMinutes(5)));
    assertThat(sluice().available(HANGZHOU, "MUG")).isEqualTo(9);
  }

  @Test
  void sameOrderIdInAnotherChannelIsAnotherOrder() {
    sluice().stock(HANGZHOU, "JAR", 10);
    RoutingPlan first = route(order("both").line("JAR", 1));

    RoutingPlan second =
        route(Orders.order("KUAISHOU", "both", sluice().now()).shipTo(SHANGHAI).line("JAR", 1));

    assertThat(second.getPlanId()).isNotEqualTo(first.getPlanId());
    assertThat(sluice().available(HANGZHOU, "JAR")).isEqualTo(8);
  }

  @Test
  void dryRunHoldsNothing() {
    sluice().stock(HANGZHOU, "POT", 10);
    Order order = order("dry").line("POT", 2).build();

    RoutingPlan plan = client().planOrder(order).getPlan();

    assertThat(Plans.describe(plan)).isEqualTo("2 x POT @ Hangzhou by SF-EXPRESS");
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_PLANNED);
    assertThat(plan.getPlannedShipments(0).getState())
        .isEqualTo(ShipmentState.SHIPMENT_STATE_PLANNED);
    assertThat(plan.getPlanId()).isEmpty();
    assertThat(plan.getRevision()).isZero();
    assertThat(plan.hasStoredTime()).isFalse();
    assertThat(sluice().available(HANGZHOU, "POT")).isEqualTo(10);
    failure(
        NotFoundException.class,
        ErrorReason.ERROR_REASON_PLAN_NOT_FOUND,
        () -> client().getPlan(CHANNEL, "dry"));
  }

  @Test
  void orderIsKeptAsItWasAsked() {
    sluice().stock(HANGZHOU, "TUB", 10);
    Order order = order("asked").line("TUB", 1).line("TUB", 2).attribute("gift", "yes").build();
    RoutingPlan plan = client().routeOrder(order);

    GetPlanResponse full = client().explainPlan(plan.getPlanId());

    assertThat(full.getPlan()).isEqualTo(plan);
    assertThat(full.getOrder().getLinesList())
        .extracting(OrderLine::getSku, OrderLine::getQuantity)
        .containsExactly(tuple("TUB", 3L));
    assertThat(full.getOrder().getAttributesList()).containsExactly("gift=yes");
    assertThat(full.getOrder().getPlacedTime()).isEqualTo(order.getPlacedTime());
    assertThat(full.getOrder().getServiceLevel()).isEqualTo(ServiceLevel.SERVICE_LEVEL_STANDARD);
  }

  @Test
  void plansAreListedNewestFirstPageByPage() {
    sluice().stock(HANGZHOU, "FAN", 10);
    List<RoutingPlan> newestFirst = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      newestFirst.add(route(order("listed-" + i).line("FAN", 1)));
      sluice().advance(Duration.ofSeconds(1));
    }
    Collections.reverse(newestFirst);
    ListPlansRequest request = ListPlansRequest.newBuilder().setSku("FAN").setPageSize(2).build();

    List<RoutingPlan> listed = new ArrayList<>();
    String token = "";
    do {
      ListPlansResponse page = client().listPlans(request.toBuilder().setPageToken(token).build());
      listed.addAll(page.getPlansList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed).isEqualTo(newestFirst);
    assertThat(listed(ListPlansRequest.newBuilder().setOrderId("listed-3")))
        .containsExactly(newestFirst.get(2));
    client().cancelPlan(newestFirst.get(0).getPlanId(), "");
    assertThat(
            listed(
                ListPlansRequest.newBuilder()
                    .setSku("FAN")
                    .setWarehouseId(HANGZHOU)
                    .setCarrierId(CARRIER)
                    .setChannel(CHANNEL)
                    .setState(ShipmentState.SHIPMENT_STATE_CONFIRMED)
                    .setFromTime(newestFirst.get(3).getStoredTime())
                    .setUntilTime(newestFirst.get(0).getStoredTime())))
        .isEqualTo(newestFirst.subList(1, 4));
    assertThat(listed(ListPlansRequest.newBuilder().setSku("FAN").setWarehouseId(WUHAN))).isEmpty();
  }

  private List<RoutingPlan> listed(ListPlansRequest.Builder request) {
    return client().listPlans(request.build()).getPlansList();
  }

  private static List<String> reasons(RoutingPlan plan, int line) {
    return plan.getUnfulfilledLines(line).getReasonsList().stream()
        .map(
            reason ->
                reason.getReason().name().replace("UNFULFILLED_REASON_", "")
                    + ": "
                    + reason.getDetail())
        .toList();
  }

  private static OrderLine line(String sku, long quantity) {
    return OrderLine.newBuilder().setSku(sku).setQuantity(quantity).build();
  }
}
