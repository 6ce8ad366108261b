package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.testing.FakeSluice;
import dev.sluice.client.testing.Fault;
import dev.sluice.client.testing.SluiceMethod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The whole service on a port, with a Sluice inside the test. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "management.endpoint.health.show-details=always")
class OrderServiceTest {

  @TestConfiguration(proxyBeanMethods = false)
  static class Fake {

    @Bean
    FakeSluice fakeSluice() {
      return FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5).build();
    }

    @Bean
    RoutingClient routingClient(FakeSluice fake) {
      return fake.newClient();
    }
  }

  @LocalServerPort private int port;
  @Autowired private FakeSluice fake;

  @BeforeEach
  void reset() {
    fake.reset();
  }

  @Test
  void routesAnOrderAndFindsItAgain() {
    RoutedOrder routed = body(post("D-1", "CUP", 2), RoutedOrder.class);

    assertThat(routed.complete()).isTrue();
    assertThat(routed.summary()).startsWith("2 x CUP @ Hangzhou");
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(3);
    assertThat(body(get("/orders/DOUYIN/D-1"), RoutedOrder.class)).isEqualTo(routed);
  }

  @Test
  void tellsWhatNobodyShips() {
    RoutedOrder routed = body(post("D-1", "CUP", 6), RoutedOrder.class);

    assertThat(routed.complete()).isFalse();
    assertThat(routed.missing())
        .containsExactly(
            new RoutedOrder.Missing("CUP", 1, List.of("UNFULFILLED_REASON_OUT_OF_STOCK")));
  }

  @Test
  void refusesTheSameOrderWithOtherContent() {
    post("D-1", "CUP", 1).expectStatus().isOk();

    ResponseSpec refused = post("D-1", "CUP", 2);

    refused.expectStatus().isEqualTo(409);
    assertThat(body(refused, ProblemDetail.class).getProperties())
        .containsEntry("reason", "ERROR_REASON_ORDER_CONTENT_DIFFERS");
  }

  @Test
  void refusesWhatIsWrongOrUnknown() {
    post("", "CUP", 2).expectStatus().isBadRequest();
    get("/orders/DOUYIN/D-2").expectStatus().isNotFound();
  }

  @Test
  void asksForALittleTimeWhenSluiceIsNotThere() {
    fake.setServing(false);

    assertThat(health()).isEqualTo("DOWN");
    post("D-1", "CUP", 1).expectStatus().isEqualTo(503);
  }

  @Test
  void routesOnceThoughTheAnswerWasLost() {
    fake.inject(Fault.lostAnswer().on(SluiceMethod.ROUTE_ORDER));

    post("D-1", "CUP", 1).expectStatus().isOk();

    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(4);
  }

  @Test
  void saysThatItIsHealthy() {
    await().until(() -> health().equals("UP"));
  }

  private String health() {
    Map<?, ?> components = part(body(get("/actuator/health"), Map.class), "components");
    return String.valueOf(part(components, "sluice").get("status"));
  }

  private static Map<?, ?> part(Map<?, ?> whole, String name) {
    return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
  }

  private ResponseSpec post(String orderId, String sku, int quantity) {
    String order =
        """
        {"channel": "DOUYIN", "orderId": "%s", "placedAt": "%s", "regionCode": "330106",
         "lines": [{"sku": "%s", "quantity": %d}]}
        """
            .formatted(orderId, fake.now(), sku, quantity);
    return http()
        .post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .body(order)
        .exchange();
  }

  private ResponseSpec get(String path) {
    return http().get().uri(path).exchange();
  }

  private RestTestClient http() {
    return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }

  private static <T> T body(ResponseSpec response, Class<T> type) {
    return Objects.requireNonNull(response.expectBody(type).returnResult().getResponseBody());
  }
}
