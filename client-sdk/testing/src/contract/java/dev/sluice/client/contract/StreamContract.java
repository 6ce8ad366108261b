package dev.sluice.client.contract;

import static dev.sluice.client.contract.Surroundings.HANGZHOU;
import static dev.sluice.client.contract.Surroundings.NOWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.OrderAnswer;
import dev.sluice.client.OrderAnswers;
import dev.sluice.client.OrderStream;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A flow of orders: each is answered by its own id, and a bad one harms nobody. */
public abstract class StreamContract extends ContractTest {

  private static final int ORDERS = 200;

  @Test
  void everyOrderIsAnsweredByItsId() {
    sluice().stock(HANGZHOU, "HAT", 1_000);
    route(order("hat-taken").line("HAT", 1));
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(hat(i));
    }

    Map<String, OrderAnswer> answers = new HashMap<>();
    try (OrderAnswers flow = client().routeOrders(orders.iterator())) {
      flow.forEachRemaining(answer -> answers.put(answer.orderId(), answer));
    }

    assertThat(answers).hasSize(ORDERS - ORDERS / 50 + 1);
    for (int i = 0; i < ORDERS; i++) {
      OrderAnswer answer = Objects.requireNonNull(answers.get(hat(i).getOrderId()));
      assertThat(answer.channel()).isEqualTo(CHANNEL);
      switch (i % 50) {
        case 10 -> assertReason(answer, ErrorReason.ERROR_REASON_UNKNOWN_SKU);
        case 20 -> assertReason(answer, ErrorReason.ERROR_REASON_UNKNOWN_REGION);
        case 30 -> assertReason(answer, ErrorReason.ERROR_REASON_INVALID_FIELD);
        case 40 -> assertReason(answer, ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS);
        default ->
            assertThat(client().getPlan(CHANNEL, answer.orderId())).isEqualTo(answer.getPlan());
      }
    }
    assertThat(sluice().available(HANGZHOU, "HAT")).isEqualTo(1_000 - 1 - ORDERS * 46L / 50);
  }

  @Test
  void oneOrderManyTimesGetsOnePlan() {
    sluice().stock(HANGZHOU, "BAG", 10);
    Order order = order("bag").line("BAG", 2).build();

    List<CompletableFuture<RoutingPlan>> answers = new ArrayList<>();
    try (OrderStream stream = client().openStream()) {
      for (int i = 0; i < 20; i++) {
        answers.add(stream.submit(order));
      }
    }

    assertThat(answers).extracting(CompletableFuture::join).containsOnly(answers.get(0).join());
    assertThat(client().routeOrder(order)).isEqualTo(answers.get(0).join());
    assertThat(sluice().available(HANGZHOU, "BAG")).isEqualTo(8);
  }

  @Test
  void ordersOfAStreamMayBeHeld() {
    sluice().stock(HANGZHOU, "RUG", 10);

    RoutingPlan held;
    try (OrderStream stream = client().openStream()) {
      held = stream.submit(order("rug").line("RUG", 1).build(), Duration.ofMinutes(15)).join();
    }

    assertThat(held.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(client().confirmPlan(held.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
  }

  private Order hat(int i) {
    return switch (i % 50) {
      case 10 -> order("hat-" + i).line("NO-SUCH-SKU", 1).build();
      case 20 -> order("hat-" + i).shipTo(NOWHERE).line("HAT", 1).build();
      case 30 -> order("hat-" + i).line("HAT", -1).build();
      case 40 -> order("hat-taken").line("HAT", 2).build();
      default -> order("hat-" + i).line("HAT", 1).build();
    };
  }

  private static void assertReason(OrderAnswer answer, ErrorReason reason) {
    assertThat(answer.plan()).isEmpty();
    assertThat(answer.failure().orElseThrow().reason()).isEqualTo(reason);
  }
}
