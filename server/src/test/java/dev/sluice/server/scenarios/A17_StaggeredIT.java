package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.Warehouse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A rule may have orders wait: they take from a later day, which fills up as any other. */
class A17_StaggeredIT {
  private static final Date IN_TWO_DAYS =
      Date.newBuilder().setYear(2025).setMonth(6).setDay(20).build();

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          new TestNetwork()
              .warehouse("Hangzhou", City.HANGZHOU, A17_StaggeredIT::small)
              .warehouse("Wuhan", City.WUHAN, A17_StaggeredIT::small)
              .warehouse("Beijing", City.BEIJING, A17_StaggeredIT::small)
              .carrier("SF", CarrierRole.CARRIER_ROLE_OTHER)
              .service("SF-EXPRESS", "SF", "9.00"));

  @TempDir static Path folder;

  @Test
  void staggeredOrdersTakeFromALaterDayUntilItIsFull() {
    sluice.restart(withStaggering());
    sluice.sells("BOOK", at("Hangzhou", 9), at("Wuhan", 9), at("Beijing", 9));

    Set<String> warehouses = new HashSet<>();
    RoutingPlan last = RoutingPlan.getDefaultInstance();
    for (int i = 1; i <= 3; i++) {
      last = staggered("later-" + i);
      PlannedShipment shipment = last.getPlannedShipments(0);
      assertThat(shipment.getShipDay()).isEqualTo(IN_TWO_DAYS);
      warehouses.add(shipment.getWarehouseId());
    }

    assertThat(warehouses).as("one a warehouse").hasSize(3);
    RoutingPlan full = staggered("later-4");
    assertThat(full.getPlannedShipmentsList()).isEmpty();
    assertThat(full.getUnfulfilledLines(0).getReasonsList())
        .as("that day is full, which is no lost race")
        .allSatisfy(reason -> assertThat(reason.getDetail()).endsWith("is full on 2025-06-20"));
    assertThat(sluice.explained(full).getPlan()).isEqualTo(full);
    assertThat(sluice.routed(sluice.order("now").line("BOOK", 1)))
        .as("today is as free as before")
        .isEqualTo("1 x BOOK @ Hangzhou by SF-EXPRESS");

    sluice.client().cancelPlan(last.getPlanId(), "buyer changed his mind");
    PlannedShipment again = staggered("later-5").getPlannedShipments(0);
    assertThat(again.getWarehouseId()).isEqualTo(last.getPlannedShipments(0).getWarehouseId());
    assertThat(again.getShipDay()).isEqualTo(IN_TWO_DAYS);
  }

  private static RoutingPlan staggered(String orderId) {
    return sluice.route(sluice.order(orderId).line("BOOK", 1).attribute("wave", "2"));
  }

  private static void small(Warehouse.Builder warehouse) {
    warehouse.setDailyCapacity(1);
  }

  private static Path withStaggering() {
    return TestCatalog.in(folder)
        .with(
            "intake/staggering",
            """
            rule "INT-900 The second wave ships in two days"
            when
              Order( attributes contains "wave=2" )
            then
              routing.shipNotBefore(48, "second wave");
            end
            """,
            """
            cases:
              - name: An order of the second wave
                given:
                  order: {attributes: ["wave=2"]}
                expect:
                  - shipNotBefore 48
              - name: Any other
                given:
                  order: {attributes: ["wave=1"]}
                silent: true
            """)
        .path();
  }
}
