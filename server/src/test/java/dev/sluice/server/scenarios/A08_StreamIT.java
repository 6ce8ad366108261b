package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.OrderConflictException;
import dev.sluice.client.OrderStream;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A live session sells thousands a minute: its orders flow through one stream. */
class A08_StreamIT {

  private static final int ORDERS = 500;

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void everyOrderIsAnsweredAndABadOneHarmsNobody() throws Exception {
    sluice.sells("CUP", at("Hangzhou", 300), at("Wuhan", 100));
    sluice.route(sluice.order("taken").line("CUP", 1));

    List<CompletableFuture<RoutingPlan>> answers = new ArrayList<>();
    try (OrderStream stream = sluice.client().openStream(16)) {
      for (int i = 0; i < ORDERS; i++) {
        answers.add(stream.submit(order(i)));
      }
    }

    int shipped = 0;
    int soldOut = 0;
    for (int i = 0; i < ORDERS; i++) {
      CompletableFuture<RoutingPlan> answer = answers.get(i);
      assertThat(answer).as("order %d", i).isDone();
      switch (i % 50) {
        case 10 -> assertInvalid(answer, ErrorReason.ERROR_REASON_UNKNOWN_SKU);
        case 20 -> assertInvalid(answer, ErrorReason.ERROR_REASON_UNKNOWN_REGION);
        case 30 -> assertInvalid(answer, ErrorReason.ERROR_REASON_INVALID_FIELD);
        case 40 ->
            assertThat(answer)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(OrderConflictException.class);
        default -> {
          if (Plans.isFulfilled(answer.get())) {
            shipped++;
          } else {
            soldOut++;
          }
        }
      }
    }
    // One of the 400 units was sold before; 40 of the 500 orders were bad.
    assertThat(shipped).isEqualTo(399);
    assertThat(soldOut).isEqualTo(61);
    assertThat(sluice.available("CUP", "Hangzhou") + sluice.available("CUP", "Wuhan")).isZero();
  }

  @Test
  void oneOrderManyTimesInAStreamGetsOnePlan() throws Exception {
    sluice.sells("PAN", at("Hangzhou", 10));
    Order order = sluice.order("repeated").line("PAN", 2).build();

    List<CompletableFuture<RoutingPlan>> answers = new ArrayList<>();
    try (OrderStream stream = sluice.client().openStream()) {
      for (int i = 0; i < 20; i++) {
        answers.add(stream.submit(order));
      }
    }

    RoutingPlan plan = answers.get(0).get();
    for (CompletableFuture<RoutingPlan> answer : answers) {
      assertThat(answer.get()).isEqualTo(plan);
    }
    assertThat(sluice.available("PAN", "Hangzhou")).isEqualTo(8);
  }

  private static Order order(int i) {
    return switch (i % 50) {
      case 10 -> sluice.order("stream-" + i).line("NO-SUCH-SKU", 1).build();
      case 20 -> sluice.order("stream-" + i).shipTo("9999").line("CUP", 1).build();
      case 30 -> sluice.order("stream-" + i).line("CUP", -1).build();
      case 40 -> sluice.order("taken").line("CUP", 2).build();
      default -> sluice.order("stream-" + i).line("CUP", 1).build();
    };
  }

  private static void assertInvalid(CompletableFuture<RoutingPlan> answer, ErrorReason reason) {
    assertThat(answer)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            invalid -> assertThat(invalid.reason()).isEqualTo(reason));
  }
}
