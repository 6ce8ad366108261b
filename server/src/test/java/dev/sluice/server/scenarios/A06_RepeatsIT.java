package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static dev.sluice.server.scenarios.Threads.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.OrderConflictException;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.StockPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Networks repeat what they are told. An order is routed once, whoever asks how often. */
class A06_RepeatsIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void linesOfOneSkuCountTogetherAgainstItsStock() {
    sluice.sells("CUP", at("Hangzhou", 3));

    RoutingPlan plan = sluice.route(sluice.order("twice").line("CUP", 2).line("CUP", 2));

    assertThat(Plans.describe(plan))
        .isEqualTo("3 x CUP @ Hangzhou by SF-EXPRESS; unfulfilled: 1 x CUP OUT_OF_STOCK");
    assertThat(sluice.available("CUP", "Hangzhou")).isZero();
  }

  @Test
  void sameOrderAgainGetsTheSamePlan() {
    sluice.sells("PAN", at("Hangzhou", 10));
    Order order = sluice.order("again").line("PAN", 4).build();

    RoutingPlan first = sluice.route(order);
    sluice.clock().advance(Duration.ofMinutes(1));
    RoutingPlan second = sluice.route(order);

    assertThat(second).isEqualTo(first);
    assertThat(sluice.available("PAN", "Hangzhou")).isEqualTo(6);
  }

  @Test
  void sameOrderFromSixteenCallersAtOnceGetsOnePlan() throws Exception {
    sluice.sells("POT", at("Hangzhou", 10));
    Order order = sluice.order("at-once").line("POT", 4).build();

    Set<RoutingPlan> plans = new HashSet<>(together(16, () -> sluice.route(order)));

    assertThat(plans).hasSize(1);
    assertThat(sluice.available("POT", "Hangzhou")).isEqualTo(6);
  }

  @Test
  void sameOrderAfterARestartGetsTheSamePlan() {
    sluice.sells("LID", at("Hangzhou", 10));
    Order order = sluice.order("restart").line("LID", 4).build();
    RoutingPlan before = sluice.route(order);

    sluice.restart();

    assertThat(sluice.route(order)).isEqualTo(before);
    assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(6);
  }

  @Test
  void sameOrderIdWithOtherContentIsAConflict() {
    sluice.sells("MUG", at("Hangzhou", 10));
    RoutingPlan first = sluice.route(sluice.order("conflict").line("MUG", 1));

    List<Order> others =
        List.of(
            sluice.order("conflict").line("MUG", 2).build(),
            sluice.order("conflict").line("MUG", 1).shipTo(City.BEIJING.code()).build(),
            sluice.order("conflict").line("MUG", 1).attribute("gift", "yes").build());

    for (Order other : others) {
      assertThatThrownBy(() -> sluice.route(other))
          .isInstanceOfSatisfying(
              OrderConflictException.class,
              conflict -> {
                assertThat(conflict.reason())
                    .isEqualTo(ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS);
                assertThat(conflict.metadata())
                    .containsEntry("order_id", "conflict")
                    .containsEntry("plan_id", first.getPlanId());
              });
    }
    assertThatThrownBy(
            () ->
                sluice
                    .client()
                    .routeOrder(
                        sluice.order("conflict").line("MUG", 1).build(), Duration.ofMinutes(5)))
        .isInstanceOf(OrderConflictException.class);
    assertThat(sluice.available("MUG", "Hangzhou")).isEqualTo(9);
  }

  @Test
  void sameOrderIdInAnotherChannelIsAnotherOrder() {
    sluice.sells("JAR", at("Hangzhou", 10));
    RoutingPlan first = sluice.route(sluice.order("both").line("JAR", 1));

    RoutingPlan second =
        sluice.route(
            Orders.order("KUAISHOU", "both", sluice.clock().now())
                .shipTo(City.SHANGHAI.code())
                .line("JAR", 1));

    assertThat(second.getPlanId()).isNotEqualTo(first.getPlanId());
    assertThat(sluice.available("JAR", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void twentyThreadsSellExactlyTheLastFifty() throws Exception {
    sluice.sells("LAST", at("Hangzhou", 30), at("Wuhan", 20));

    List<List<RoutingPlan>> plans =
        together(
            20,
            () -> {
              String buyer = Thread.currentThread().getName();
              List<RoutingPlan> bought = new ArrayList<>();
              for (int i = 1; i <= 5; i++) {
                bought.add(sluice.route(sluice.order(buyer + "-" + i).line("LAST", 1)));
              }
              return bought;
            });

    long sold =
        plans.stream()
            .flatMap(List::stream)
            .flatMap(plan -> plan.getPlannedShipmentsList().stream())
            .flatMap(shipment -> shipment.getLinesList().stream())
            .mapToLong(ShippedLine::getQuantity)
            .sum();
    assertThat(sold).isEqualTo(50);
    assertThat(sluice.client().stock().listAvailability(List.of("LAST")))
        .allSatisfy(
            stock -> {
              assertThat(stock.getReserved()).isEqualTo(stock.getOnHand());
              assertThat(stock.getAvailableToPromise()).isZero();
            })
        .extracting(StockPosition::getReserved)
        .containsExactlyInAnyOrder(30L, 20L);
  }
}
