package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import dev.sluice.routing.v1.UnfulfilledReason;
import org.junit.jupiter.api.Test;

class PlansTest {

  private final RoutingPlan split =
      RoutingPlan.newBuilder()
          .addPlannedShipments(
              PlannedShipment.newBuilder()
                  .setWarehouseId("WH-A")
                  .setCarrierServiceId("SF-AIR")
                  .addLines(ShippedLine.newBuilder().setSku("SKU-2").setQuantity(1))
                  .addLines(ShippedLine.newBuilder().setSku("SKU-1").setQuantity(2)))
          .build();

  @Test
  void describesShipmentsAndWhatIsMissing() {
    RoutingPlan partly =
        split.toBuilder()
            .addUnfulfilledLines(
                UnfulfilledLine.newBuilder()
                    .setSku("SKU-3")
                    .setQuantity(4)
                    .addReasons(
                        LineReason.newBuilder()
                            .setReason(UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_STOCK)))
            .build();

    assertThat(Plans.describe(split)).isEqualTo("2 x SKU-1, 1 x SKU-2 @ WH-A by SF-AIR");
    assertThat(Plans.describe(partly))
        .isEqualTo("2 x SKU-1, 1 x SKU-2 @ WH-A by SF-AIR; unfulfilled: 4 x SKU-3 OUT_OF_STOCK");
    assertThat(Plans.isFulfilled(split)).isTrue();
    assertThat(Plans.isFulfilled(partly)).isFalse();
  }
}
