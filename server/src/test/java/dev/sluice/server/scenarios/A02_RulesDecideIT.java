package dev.sluice.server.scenarios;

import static dev.sluice.routing.v1.Handling.HANDLING_FRAGILE;
import static dev.sluice.routing.v1.Handling.HANDLING_FROZEN;
import static dev.sluice.routing.v1.Handling.HANDLING_HIGH_VALUE;
import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Amounts;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Disposition;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.WarehouseKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Money alone would send everything from the nearest warehouse by the cheapest carrier. Each test
 * is a rule of the shipped catalog that knows better.
 */
class A02_RulesDecideIT {

  /** ZTO is cheap and promises nothing; SF costs more and is certified for everything. */
  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse("Suzhou", City.SUZHOU, suzhou -> suzhou.setSecureCage(false))
              .warehouse("Wuhan-Cold", City.WUHAN, cold -> cold.setColdRoom(true))
              .warehouse("Shanghai-Small", City.SHANGHAI, small -> small.setDailyCapacity(20))
              .warehouse(
                  "Shanghai-Front",
                  City.SHANGHAI,
                  front -> front.setKind(WarehouseKind.WAREHOUSE_KIND_FRONT))
              .warehouse(
                  "Shanghai-Supplier",
                  City.SHANGHAI,
                  supplier -> supplier.setKind(WarehouseKind.WAREHOUSE_KIND_SUPPLIER))
              .carrier("ZTO", CarrierRole.CARRIER_ROLE_OTHER)
              .service(
                  "ZTO-STANDARD",
                  "ZTO",
                  "4.00",
                  zto -> zto.setHandlesFragile(false).setInsuresHighValue(false))
              .service("SF-COLD", "SF", "20.00", cold -> cold.setColdChain(true))
              .service(
                  "SF-CITY",
                  "SF",
                  "15.00",
                  city ->
                      city.clearServiceLevels()
                          .addServiceLevels(ServiceLevel.SERVICE_LEVEL_SAME_DAY))
              .lane("Wuhan", "SF-EXPRESS", City.SHANGHAI, "12.00", 20));

  @Test
  void fragileLineAvoidsAnUncertifiedCarrierThoughItIsCheaper() {
    sluice.sells("VASE", List.of(HANDLING_FRAGILE), at("Hangzhou", 10));
    sluice.sells("SHIRT", at("Wuhan", 10));

    assertThat(sluice.routed(sluice.order("fragile").line("VASE", 1).line("SHIRT", 1)))
        .isEqualTo("1 x VASE @ Hangzhou by SF-EXPRESS + 1 x SHIRT @ Wuhan by ZTO-STANDARD");
  }

  @Test
  void vipOrderTakesTheFasterWarehouse() {
    sluice.sells("PHONE", at("Hangzhou", 10), at("Wuhan", 10));

    RoutingPlan standard = sluice.route(sluice.order("standard").line("PHONE", 1));
    RoutingPlan vip =
        sluice.route(sluice.order("vip").tier(CustomerTier.CUSTOMER_TIER_VIP).line("PHONE", 1));

    assertThat(Plans.describe(standard)).isEqualTo("1 x PHONE @ Hangzhou by ZTO-STANDARD");
    assertThat(Plans.describe(vip)).isEqualTo("1 x PHONE @ Wuhan by SF-EXPRESS");
    assertThat(vip.getPlannedShipments(0).getPromiseTime().getSeconds())
        .isLessThan(standard.getPlannedShipments(0).getPromiseTime().getSeconds());
    assertThat(vip.getPlannedShipments(0).getPriority()).isEqualTo(100);
    assertThat(standard.getPlannedShipments(0).getPriority()).isZero();
  }

  @Test
  void onlyTheFrozenLineNeedsTheColdRoomAndTheColdChain() {
    sluice.sells("ICE", List.of(HANDLING_FROZEN), at("Suzhou", 10), at("Wuhan-Cold", 10));
    sluice.sells("SOCKS", at("Suzhou", 10));

    assertThat(sluice.routed(sluice.order("cold").line("ICE", 1).line("SOCKS", 1)))
        .isEqualTo("1 x SOCKS @ Suzhou by ZTO-STANDARD + 1 x ICE @ Wuhan-Cold by SF-COLD");
  }

  @Test
  void highValueIsInsuredAndLeavesFromASecureCage() {
    sluice.sells("RING", List.of(HANDLING_HIGH_VALUE), at("Suzhou", 10), at("Hangzhou", 10));

    RoutingPlan plan =
        sluice.route(sluice.order("insured").line("RING", 1, Amounts.yuan("3000.00")));

    assertThat(Plans.describe(plan)).isEqualTo("1 x RING @ Hangzhou by SF-EXPRESS");
    PlannedShipment shipment = plan.getPlannedShipments(0);
    assertThat(shipment.getServicesList()).containsExactly("INSURANCE");
    assertThat(shipment.getCostList())
        .filteredOn(term -> term.getName().equals("insurance"))
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getKind()).isEqualTo(CostKind.COST_KIND_CASH);
              assertThat(Amounts.toYuan(term.getAmount())).isEqualByComparingTo("15.00");
            });
  }

  @Test
  void sameDayOrdersShipOnlyFromFrontWarehouses() {
    sluice.sells("CAKE", at("Shanghai-Front", 1), at("Suzhou", 10));
    Orders.Builder first = sluice.order("same-day-1").line("CAKE", 1);
    Orders.Builder second = sluice.order("same-day-2").line("CAKE", 1);

    assertThat(sluice.routed(first.serviceLevel(ServiceLevel.SERVICE_LEVEL_SAME_DAY)))
        .isEqualTo("1 x CAKE @ Shanghai-Front by SF-CITY");
    RoutingPlan none = sluice.route(second.serviceLevel(ServiceLevel.SERVICE_LEVEL_SAME_DAY));
    assertThat(none.getPlannedShipmentsList()).isEmpty();
    assertThat(none.getUnfulfilledLines(0).getReasonsList())
        .anySatisfy(
            reason -> {
              assertThat(reason.getRuleId()).isEqualTo("ELIG-060");
              assertThat(reason.getDetail()).contains("is neither front warehouse nor store");
            });
  }

  @Test
  void supplierIsTheLastResort() {
    sluice.sells("BOOK", at("Shanghai-Supplier", 10), at("Beijing", 1));

    assertThat(sluice.routed(sluice.order("supplier-1").line("BOOK", 1)))
        .isEqualTo("1 x BOOK @ Beijing by ZTO-STANDARD");
    assertThat(sluice.routed(sluice.order("supplier-2").line("BOOK", 1)))
        .isEqualTo("1 x BOOK @ Shanghai-Supplier by ZTO-STANDARD");
  }

  @Test
  void warehouseAbove85PercentIsAvoided() {
    sluice.sells("TOY", at("Shanghai-Small", 100), at("Hangzhou", 100));

    List<String> warehouses = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      RoutingPlan plan = sluice.route(sluice.order("load-" + i).line("TOY", 1));
      warehouses.add(plan.getPlannedShipments(0).getWarehouseId());
    }

    // Of its 20 places 17 are 85 percent: the one after that still sees no more than that.
    List<String> expected = new ArrayList<>(Collections.nCopies(18, "Shanghai-Small"));
    expected.addAll(Collections.nCopies(7, "Hangzhou"));
    assertThat(warehouses).isEqualTo(expected);
  }

  @Test
  void nothingIsReservedBeforeThePaymentIsConfirmed() {
    sluice.sells("PEN", at("Hangzhou", 10));

    RoutingPlan plan =
        sluice.route(sluice.order("unpaid").attribute("payment", "pending").line("PEN", 3));

    assertThat(Plans.describe(plan)).isEqualTo("unfulfilled: 3 x PEN RULE");
    assertThat(plan.getUnfulfilledLines(0).getDisposition())
        .isEqualTo(Disposition.DISPOSITION_DEFER);
    assertThat(plan.getUnfulfilledLines(0).getReasons(0).getRuleId()).isEqualTo("INT-050");
    assertThat(sluice.available("PEN", "Hangzhou")).isEqualTo(10);
  }
}
