package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static dev.sluice.server.scenarios.Threads.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.type.Date;
import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.InboundRecord;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.SetInboundRequest;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.postgres.Listeners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one database: the counters are the truth, what each remembers is advice. */
class A12_ReplicasIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void bothTogetherSellExactlyTheLastFifty() throws Exception {
    sluice.sells("LAST", at("Hangzhou", 50));

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      AtomicInteger buyers = new AtomicInteger();
      List<List<RoutingPlan>> plans =
          together(
              8,
              () -> {
                int buyer = buyers.getAndIncrement();
                RoutingClient client = buyer % 2 == 0 ? sluice.client() : otherClient;
                List<RoutingPlan> bought = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                  bought.add(
                      client.routeOrder(
                          sluice.order("last-" + buyer + "-" + i).line("LAST", 1).build()));
                }
                return bought;
              });

      assertThat(plans.stream().flatMap(List::stream).filter(Plans::isFulfilled)).hasSize(50);
      assertThat(sluice.available("LAST", "Hangzhou")).isZero();
    }
  }

  @Test
  void sameOrderToBothAtOnceGetsOnePlan() throws Exception {
    sluice.sells("CUP", at("Hangzhou", 10));
    Order order = sluice.order("both").line("CUP", 4).build();

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      AtomicInteger callers = new AtomicInteger();
      Set<RoutingPlan> plans =
          new HashSet<>(
              together(
                  16,
                  () ->
                      (callers.getAndIncrement() % 2 == 0 ? sluice.client() : otherClient)
                          .routeOrder(order)));

      assertThat(plans).hasSize(1);
      assertThat(sluice.available("CUP", "Hangzhou")).isEqualTo(6);
    }
  }

  @Test
  void whatOneIsToldTheOtherLearns() {
    sluice.sells("PAN", at("Beijing", 10));

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      sluice.client().network().setWarehouseState("Beijing", OperatingState.OPERATING_STATE_PAUSED);

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          otherClient
                              .planOrder(sluice.order("paused").line("PAN", 1).build())
                              .getPlan()
                              .getPlannedShipmentsList())
                      .isEmpty());
    }
  }

  /** What a server remembers would be right again after a minute: it is told much sooner. */
  @Test
  void whatOneSellsTheOtherKnowsSoon() {
    sluice.sells("MUG", at("Beijing", 5));

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      assertThat(canPromise(otherClient, "MUG")).isTrue();
      sluice.route(sluice.order("mug-1").line("MUG", 5));
      await().atMost(SOON).until(() -> !canPromise(otherClient, "MUG"));
    }
  }

  @Test
  void whatIsOnItsWayIsPromisedOnceByBoth() {
    sluice.sells("COAT", at("Beijing", 0));

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      assertThat(otherClient.planOrder(coats("asks", 2)).getPlan().getPlannedShipmentsList())
          .isEmpty();
      sluice
          .client()
          .stock()
          .setInbound(
              SetInboundRequest.newBuilder()
                  .setRequestId("coats")
                  .addInbound(
                      InboundRecord.newBuilder()
                          .setWarehouseId("Beijing")
                          .setSku("COAT")
                          .setExpectedDate(Date.newBuilder().setYear(2025).setMonth(7).setDay(1))
                          .setUnits(3))
                  .build());

      await()
          .atMost(SOON)
          .until(() -> Plans.isFulfilled(otherClient.planOrder(coats("asks", 2)).getPlan()));
      assertThat(Plans.describe(otherClient.routeOrder(coats("first", 2))))
          .isEqualTo("2 x COAT @ Beijing by SF-EXPRESS");
      assertThat(Plans.describe(sluice.client().routeOrder(coats("second", 2))))
          .isEqualTo("1 x COAT @ Beijing by SF-EXPRESS; unfulfilled: 1 x COAT OUT_OF_STOCK");
    }
  }

  private static Order coats(String orderId, long units) {
    return sluice.order(orderId).line("COAT", units).build().toBuilder()
        .setDelayAccepted(true)
        .build();
  }

  @Test
  void aServerThatWasCutOffFromTheNewsForgetsWhatMayBeOld() throws Exception {
    sluice.sells("JUG", at("Beijing", 5));

    try (SluiceServer other = sluice.startReplica();
        RoutingClient otherClient = TestService.client(other)) {
      assertThat(canPromise(otherClient, "JUG")).isTrue();
      await().atMost(SOON).until(() -> Listeners.cut(sluice.database()) == 2);
      sluice.route(sluice.order("jug-1").line("JUG", 5));
      await().atMost(SOON).until(() -> !canPromise(otherClient, "JUG"));
    }
  }

  private static boolean canPromise(RoutingClient client, String sku) {
    return !client
        .planOrder(sluice.order("asks").line(sku, 1).build())
        .getPlan()
        .getPlannedShipmentsList()
        .isEmpty();
  }

  @Test
  void restartUnderLoadLosesNothingAndDoublesNothing() throws Exception {
    sluice.sells("POT", at("Hangzhou", 200));

    try (SluiceServer stays = sluice.startReplica();
        RoutingClient client = TestService.client(stays, sluice.server())) {
      AtomicInteger buyers = new AtomicInteger();
      List<Integer> shipped =
          together(
              5,
              () -> {
                int buyer = buyers.getAndIncrement();
                if (buyer == 4) {
                  sluice.restart();
                  return 0;
                }
                int fulfilled = 0;
                for (int i = 0; i < 25; i++) {
                  Order order = sluice.order("restart-" + buyer + "-" + i).line("POT", 1).build();
                  RoutingPlan plan =
                      await()
                          .atMost(Duration.ofSeconds(60))
                          .ignoreExceptionsInstanceOf(UnavailableException.class)
                          .until(() -> client.routeOrder(order), routed -> true);
                  fulfilled += Plans.isFulfilled(plan) ? 1 : 0;
                }
                return fulfilled;
              });

      assertThat(shipped.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
      assertThat(sluice.available("POT", "Hangzhou")).isEqualTo(100);
    }
  }
}
