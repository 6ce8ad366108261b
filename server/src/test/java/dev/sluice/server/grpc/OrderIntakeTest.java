package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.SampleRequests.NOW;
import static dev.sluice.server.grpc.SampleRequests.line;
import static dev.sluice.server.grpc.SampleRequests.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.ShipTo;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.TestNetworks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderIntakeTest {
  private static final RequestValidator VALIDATOR = RequestValidator.create();
  private static final long RETENTION_SECONDS = Duration.ofDays(30).toSeconds();

  private Network network = NetworkAssembler.assemble(1, TestNetworks.small());
  private final OrderIntake intake =
      new OrderIntake(VALIDATOR, () -> network, () -> NOW, Duration.ofDays(30));

  @Test
  void takesAnOrderThatNetworkAndClockAllow() {
    assertThat(accept(SampleRequests.fullOrder()).key().orderId()).isEqualTo("O-1");
  }

  @Test
  void listsEveryUnknownSku() {
    RequestRefusedException refused =
        refusal(
            SampleRequests.order("O-1")
                .addLines(line("NO-1", 1))
                .addLines(line("NO-2", 1))
                .addLines(line("NO-1", 1)));

    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU);
    assertThat(refused.metadata()).containsEntry("sku", "NO-1,NO-2");
    assertThat(refused.fields())
        .extracting(FieldProblem::field)
        .containsExactly("order.lines[1].sku", "order.lines[2].sku");
  }

  @Test
  void knowsRegionsAndTheStreetsBelowThem() {
    assertThat(accept(to("330106")).regionCode()).isEqualTo("330106");
    assertThat(accept(to("330106009")).regionCode()).isEqualTo("330106009");

    for (String unknown : new String[] {"99", "330199", "330199001"}) {
      RequestRefusedException refused = refusal(to(unknown));
      assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_REGION);
      assertThat(refused.metadata()).containsEntry("region_code", unknown);
    }
  }

  @Test
  void refusesOrdersOlderThanOrderIdsAreKept() {
    assertThat(accept(placed(-RETENTION_SECONDS))).isNotNull();

    RequestRefusedException refused = refusal(placed(-RETENTION_SECONDS - 1));

    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_ORDER_TOO_OLD);
    assertThat(refused.metadata()).containsEntry("retention_days", "30");
  }

  @Test
  void refusesOrdersOfTheFutureBeyondAClocksError() {
    assertThat(accept(placed(600))).isNotNull();

    RequestRefusedException refused = refusal(placed(601));

    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_INVALID_FIELD);
    assertThat(refused.fields())
        .extracting(FieldProblem::field)
        .containsExactly("order.placed_time");
  }

  @Test
  void saysThatNoNetworkWasImported() {
    network = NetworkAssembler.assemble(0, NetworkData.EMPTY);

    assertThat(refusal(SampleRequests.order("O-1")).reason())
        .isEqualTo(ErrorReason.ERROR_REASON_NETWORK_EMPTY);
  }

  private static Order.Builder placed(long secondsFromNow) {
    return SampleRequests.order("O-1").setPlacedTime(time(secondsFromNow));
  }

  private static Order.Builder to(String regionCode) {
    return SampleRequests.order("O-1").setShipTo(ShipTo.newBuilder().setRegionCode(regionCode));
  }

  private dev.sluice.server.routing.model.Order accept(Order.Builder order) {
    RouteOrderRequest request = SampleRequests.route(order);
    return intake.accept(request, request.getOrder());
  }

  private RequestRefusedException refusal(Order.Builder order) {
    return catchThrowableOfType(RequestRefusedException.class, () -> accept(order));
  }
}
