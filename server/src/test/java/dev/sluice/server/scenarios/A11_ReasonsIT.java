package dev.sluice.server.scenarios;

import static dev.sluice.routing.v1.Handling.HANDLING_OVERSIZE;
import static dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_HALF_DAY;
import static dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_HOURLY;
import static dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_NEXT_DAY;
import static dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_SAME_DAY;
import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CarrierService;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.WarehouseKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When nobody ships a line the plan says why, from a closed list, in words one can act on. */
class A11_ReasonsIT {

  /** TINY carries one parcel a day; GONE is a carrier that does not work at all for now. */
  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse(City.GUANGZHOU)
              .warehouse("Wuhan-Small", City.WUHAN, small -> small.setDailyCapacity(1))
              .warehouse(
                  "Shanghai-Front",
                  City.SHANGHAI,
                  front -> front.setKind(WarehouseKind.WAREHOUSE_KIND_FRONT))
              .service("SF-CITY", "SF", "15.00", city -> only(city, SERVICE_LEVEL_SAME_DAY))
              .carrier("TINY", CarrierRole.CARRIER_ROLE_OTHER)
              .service(
                  "TINY-NEXT-DAY",
                  "TINY",
                  "12.00",
                  tiny -> only(tiny, SERVICE_LEVEL_NEXT_DAY).setTakesOversize(false))
              .carrier("GONE", CarrierRole.CARRIER_ROLE_OTHER)
              .service("GONE-HALF-DAY", "GONE", "12.00", gone -> only(gone, SERVICE_LEVEL_HALF_DAY))
              .lastTouch(A11_ReasonsIT::limit));

  @Test
  void outOfCoverage() {
    sluice.sells("CUP", at("Guangzhou", 10));

    assertThat(reasons(sluice.order("coverage").line("CUP", 1)))
        .contains("OUT_OF_COVERAGE: Guangzhou does not cover 3101");
  }

  @Test
  void carrierDoesNotServe() {
    sluice.sells("PAN", at("Hangzhou", 10));

    assertThat(reasons(sluice.order("hourly").serviceLevel(SERVICE_LEVEL_HOURLY).line("PAN", 1)))
        .first(as(STRING))
        .startsWith("CARRIER_DOES_NOT_SERVE: no carrier service takes HOURLY parcels from ");
  }

  @Test
  void outOfStock() {
    sluice.sells("POT", at("Hangzhou", 2));
    sluice.route(sluice.order("stock-1").line("POT", 2));

    assertThat(reasons(sluice.order("stock-2").line("POT", 1)))
        .first(as(STRING))
        .matches("OUT_OF_STOCK: \\S+ has 0 of 1 x POT");
  }

  @Test
  void safetyStock() {
    sluice.sells("LID", at("Hangzhou", 1));
    sluice.clock().advance(Duration.ofSeconds(1));
    sluice
        .client()
        .stock()
        .setStock(
            SetStockRequest.newBuilder()
                .setAsOfTime(TestService.timestamp(sluice.clock().now()))
                .addStock(
                    StockRecord.newBuilder()
                        .setWarehouseId("Hangzhou")
                        .setSku("LID")
                        .setOnHand(5)
                        .setSafetyStock(5))
                .build());

    assertThat(reasons(sluice.order("safety").line("LID", 1)))
        .first()
        .isEqualTo("SAFETY_STOCK: Hangzhou can give 0 of 1 x LID, 5 are safety stock");
  }

  @Test
  void warehouseClosed() {
    sluice.sells("MUG", at("Beijing", 10));
    sluice.client().network().setWarehouseState("Beijing", OperatingState.OPERATING_STATE_PAUSED);

    assertThat(reasons(sluice.order("paused").line("MUG", 1)))
        .first()
        .isEqualTo("WAREHOUSE_CLOSED: Beijing is PAUSED");

    sluice.client().network().setWarehouseState("Beijing", OperatingState.OPERATING_STATE_OPEN);
    assertThat(sluice.routed(sluice.order("open").line("MUG", 1)))
        .isEqualTo("1 x MUG @ Beijing by SF-EXPRESS");
  }

  @Test
  void afterCutOff() {
    sluice.sells("CAKE", at("Shanghai-Front", 10));
    Orders.Builder morning = sluice.order("in-time").line("CAKE", 1);
    assertThat(sluice.routed(morning.serviceLevel(SERVICE_LEVEL_SAME_DAY)))
        .isEqualTo("1 x CAKE @ Shanghai-Front by SF-CITY");

    sluice.clock().advance(Duration.ofHours(9));
    Orders.Builder evening = sluice.order("too-late").line("CAKE", 1);
    List<String> late = reasons(evening.serviceLevel(SERVICE_LEVEL_SAME_DAY));
    sluice.clock().advance(Duration.ofHours(15));

    assertThat(late)
        .first()
        .isEqualTo("AFTER_CUT_OFF: Shanghai-Front ships on 2025-06-19, too late for SAME_DAY");
  }

  @Test
  void warehouseFull() {
    sluice.sells("JAR", at("Wuhan-Small", 10));
    assertThat(Plans.isFulfilled(sluice.route(sluice.order("full-1").line("JAR", 1)))).isTrue();

    assertThat(reasons(sluice.order("full-2").line("JAR", 1)))
        .first(as(STRING))
        .startsWith("WAREHOUSE_FULL: Wuhan-Small is full on 2025-06-");
  }

  @Test
  void carrierFull() {
    sluice.sells("BAG", at("Hangzhou", 10));
    Orders.Builder first = sluice.order("tiny-1").serviceLevel(SERVICE_LEVEL_NEXT_DAY);
    assertThat(sluice.routed(first.line("BAG", 1)))
        .isEqualTo("1 x BAG @ Hangzhou by TINY-NEXT-DAY");

    assertThat(reasons(sluice.order("tiny-2").serviceLevel(SERVICE_LEVEL_NEXT_DAY).line("BAG", 1)))
        .first(as(STRING))
        .startsWith("CARRIER_FULL: TINY is full on 2025-06-");
  }

  @Test
  void carrierSuspended() {
    sluice.sells("PIE", at("Shanghai-Front", 10));

    assertThat(reasons(sluice.order("gone").serviceLevel(SERVICE_LEVEL_HALF_DAY).line("PIE", 1)))
        .first()
        .isEqualTo("CARRIER_SUSPENDED: GONE is PAUSED");
  }

  @Test
  void weightLimit() {
    sluice.sells("BRICK", at("Hangzhou", 500));

    assertThat(reasons(sluice.order("heavy").line("BRICK", 200)))
        .first(as(STRING))
        .startsWith("WEIGHT_LIMIT: 200 x BRICK of 60000 g are too heavy for ");
  }

  @Test
  void handling() {
    sluice.sells("SOFA", List.of(HANDLING_OVERSIZE), at("Hangzhou", 10));

    assertThat(reasons(sluice.order("bulky").serviceLevel(SERVICE_LEVEL_NEXT_DAY).line("SOFA", 1)))
        .first()
        .isEqualTo("HANDLING: TINY-NEXT-DAY does not take OVERSIZE goods");
  }

  /** Why nobody ships an order's only line; first what came nearest to shipping. */
  private static List<String> reasons(Orders.Builder order) {
    RoutingPlan plan = sluice.route(order);
    assertThat(plan.getPlannedShipmentsList()).as(Plans.describe(plan)).isEmpty();
    return plan.getUnfulfilledLines(0).getReasonsList().stream().map(A11_ReasonsIT::text).toList();
  }

  private static String text(LineReason reason) {
    return reason.getReason().name().replace("UNFULFILLED_REASON_", "") + ": " + reason.getDetail();
  }

  private static CarrierService.Builder only(CarrierService.Builder service, ServiceLevel level) {
    return service.clearServiceLevels().addServiceLevels(level);
  }

  private static void limit(ImportNetworkRequest.Builder network) {
    network.addCoverage(
        Coverage.newBuilder()
            .setWarehouseId("Guangzhou")
            .setRegionCode(City.SHANGHAI.code())
            .setExcluded(true));
    network
        .getCarriersBuilderList()
        .forEach(
            carrier -> {
              if (carrier.getCarrierId().equals("TINY")) {
                carrier.setDailyParcels(1);
              } else if (carrier.getCarrierId().equals("GONE")) {
                carrier.setState(OperatingState.OPERATING_STATE_PAUSED);
              }
            });
  }
}
