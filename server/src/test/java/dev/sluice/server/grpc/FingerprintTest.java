package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.SampleRequests.line;
import static dev.sluice.server.grpc.SampleRequests.time;
import static dev.sluice.server.grpc.SampleRequests.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipTo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void differsWithEveryFieldOfTheOrder() {
    List<String> fingerprints = new ArrayList<>();
    fingerprints.add(of(SampleRequests.fullOrder()));
    fingerprints.add(of(SampleRequests.fullOrder().setOrderId("O-2")));
    fingerprints.add(of(SampleRequests.fullOrder().setChannel("JD")));
    fingerprints.add(of(SampleRequests.fullOrder().setStore("STORE-2")));
    fingerprints.add(of(SampleRequests.fullOrder().setHost("HOST-2")));
    fingerprints.add(of(SampleRequests.fullOrder().setLiveSession("LIVE-2")));
    fingerprints.add(
        of(SampleRequests.fullOrder().setCustomerTier(CustomerTier.CUSTOMER_TIER_GOLD)));
    fingerprints.add(
        of(SampleRequests.fullOrder().setServiceLevel(ServiceLevel.SERVICE_LEVEL_SAME_DAY)));
    fingerprints.add(of(SampleRequests.fullOrder().setPlacedTime(time(-61))));
    fingerprints.add(of(SampleRequests.fullOrder().setPaidTime(time(-51))));
    fingerprints.add(of(SampleRequests.fullOrder().clearPaidTime()));
    fingerprints.add(of(SampleRequests.fullOrder().setLatestShipTime(time(1))));
    fingerprints.add(of(SampleRequests.fullOrder().setLatestCollectionTime(time(1))));
    fingerprints.add(of(SampleRequests.fullOrder().setDeliverByTime(time(1))));
    fingerprints.add(of(SampleRequests.fullOrder().setDelayAccepted(false)));
    fingerprints.add(
        of(SampleRequests.fullOrder().setShipTo(ShipTo.newBuilder().setRegionCode("330106"))));
    fingerprints.add(of(SampleRequests.fullOrder().addAttributes("x=1")));
    fingerprints.add(of(SampleRequests.fullOrder().addLines(line("SKU-2", 1))));
    fingerprints.add(of(SampleRequests.fullOrder().setLines(0, line("SKU-1", 2))));
    fingerprints.add(of(SampleRequests.fullOrder().setLines(0, line("SKU-1", 3))));
    fingerprints.add(
        of(SampleRequests.fullOrder().setLines(0, line("SKU-1", 2).setUnitValue(yuan(1, 0)))));

    assertThat(fingerprints).doesNotHaveDuplicates().allMatch(one -> one.matches("[0-9a-f]{64}"));
  }

  @Test
  void coversTheHold() {
    var order = OrderMapper.toOrder(SampleRequests.order("O-1").build());

    assertThat(Fingerprint.of(order, Optional.of(Duration.ofSeconds(60))))
        .isNotEqualTo(Fingerprint.of(order, Optional.empty()))
        .isNotEqualTo(Fingerprint.of(order, Optional.of(Duration.ofSeconds(61))));
  }

  @Test
  void ignoresTheSequenceOfLinesAndAttributesAndHowASkuIsDivided() {
    Order.Builder one =
        SampleRequests.order("O-1")
            .addLines(line("SKU-2", 3))
            .addAttributes("a=1")
            .addAttributes("b=2");
    Order.Builder other =
        SampleRequests.order("O-1")
            .clearLines()
            .addLines(line("SKU-2", 1))
            .addLines(line("SKU-1", 2))
            .addLines(line("SKU-2", 2))
            .addAttributes("b=2")
            .addAttributes("a=1");

    assertThat(of(one)).isEqualTo(of(other));
  }

  /** Stored fingerprints are compared after an upgrade: this value must never change. */
  @Test
  void staysTheSameOverVersions() {
    assertThat(of(SampleRequests.fullOrder()))
        .isEqualTo("bbcdd271938e3cd8ef1e0ee666b05aad8bd062869590ce6cb381cffe68481c7f");
  }

  private static String of(Order.Builder order) {
    return Fingerprint.of(OrderMapper.toOrder(order.build()), Optional.empty());
  }
}
