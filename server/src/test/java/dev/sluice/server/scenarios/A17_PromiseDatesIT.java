package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import com.google.type.DayOfWeek;
import com.google.type.TimeOfDay;
import dev.sluice.client.Amounts;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CarrierService;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.DatedCutOff;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.WarehouseLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * When a plan says that goods leave and arrive: dates with cut-offs of their own, days of carriers,
 * days that are busy or full, and speeds that not everybody can keep. It is Wednesday, ten o'clock.
 */
class A17_PromiseDatesIT {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final LocalDate TODAY = LocalDate.of(2025, 6, 18);

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse(
                  "Suzhou-Festival",
                  City.SUZHOU,
                  festival -> festival.getCalendarBuilder().addDatedCutOffs(noonOf(TODAY)))
              .warehouse(
                  "Suzhou-Busy",
                  City.SUZHOU,
                  busy -> busy.setDailyCapacity(10).setFullProcessingMinutes(420))
              .warehouse(
                  "Suzhou-Small",
                  City.SUZHOU,
                  small -> small.setDailyCapacity(1).setOverflowDays(1))
              .carrier("CITY", CarrierRole.CARRIER_ROLE_OTHER)
              .service("CITY-HOURLY", "CITY", "15.00", A17_PromiseDatesIT::hourly)
              .lane("Hangzhou", "CITY-HOURLY", City.SHANGHAI, "15.00", 3)
              .carrier("WEEK", CarrierRole.CARRIER_ROLE_OTHER)
              .service("WEEK-STANDARD", "WEEK", "1.00", A17_PromiseDatesIT::restsAtTheWeekend)
              .lane("Beijing", "WEEK-STANDARD", City.SHANGHAI, "1.00", 72));

  @Test
  void aDateMayCloseEarlier() {
    sluice.sells("TEA", at("Suzhou-Festival", 10));
    PlannedShipment before = shipment(sluice.order("festival-1").line("TEA", 1));
    sluice.clock().advance(Duration.ofHours(3));

    PlannedShipment after = shipment(sluice.order("festival-2").line("TEA", 1));

    sluice.clock().advance(Duration.ofHours(-3));
    assertThat(leaves(before)).isEqualTo(LocalDateTime.parse("2025-06-18T12:00"));
    assertThat(leaves(after))
        .as("two hours after the next day began")
        .isEqualTo(LocalDateTime.parse("2025-06-19T06:00"));
  }

  @Test
  void aCarrierDeliversOnItsDaysOnly() {
    sluice.sells("RICE", at("Beijing", 10));

    PlannedShipment shipment = shipment(sluice.order("weekend").line("RICE", 1));

    assertThat(shipment.getCarrierServiceId()).isEqualTo("WEEK-STANDARD");
    assertThat(leaves(shipment)).isEqualTo(LocalDateTime.parse("2025-06-18T12:00"));
    assertThat(local(shipment.getPromiseTime()))
        .as("there on Saturday, Monday is its holiday, so Tuesday")
        .isEqualTo(LocalDateTime.parse("2025-06-24T12:00"));
  }

  @Test
  void aBusyDayTakesLonger() {
    sluice.sells("SOAP", at("Suzhou-Busy", 10));
    PlannedShipment first = shipment(sluice.order("busy-0").line("SOAP", 1));
    for (int i = 1; i < 5; i++) {
      sluice.route(sluice.order("busy-" + i).line("SOAP", 1));
    }

    RoutingPlan plan = sluice.route(sluice.order("busy-5").line("SOAP", 1));

    assertThat(leaves(first)).isEqualTo(LocalDateTime.parse("2025-06-18T12:00"));
    assertThat(leaves(plan.getPlannedShipments(0)))
        .as("half of the day is taken: 120 + 5/10 x 300 minutes")
        .isEqualTo(LocalDateTime.parse("2025-06-18T14:30"));
    assertThat(numbers(sluice.explained(plan), "Suzhou-Busy", ""))
        .containsEntry("processingMinutes", 270L)
        .containsEntry("dayUsed", 5L);
  }

  @Test
  void aFullDayMovesWhatIsLeftToTheNextAndTakesFromThatOne() {
    sluice.sells("SALT", at("Suzhou-Small", 10));
    RoutingPlan today = sluice.route(sluice.order("full-1").line("SALT", 1));
    RoutingPlan tomorrow = sluice.route(sluice.order("full-2").line("SALT", 1));

    assertThat(leaves(today.getPlannedShipments(0)).toLocalDate()).isEqualTo(TODAY);
    assertThat(leaves(tomorrow.getPlannedShipments(0)).toLocalDate()).isEqualTo(TODAY.plusDays(1));
    assertThat(taken(TODAY)).isEqualTo(1);
    assertThat(taken(TODAY.plusDays(1))).isEqualTo(1);
    GetPlanResponse full = sluice.explained(tomorrow);
    assertThat(full.getPlan()).isEqualTo(tomorrow);
    assertThat(numbers(full, "Suzhou-Small", "SF-EXPRESS")).containsEntry("fullDaysPassed", 1L);
    assertThat(sluice.routed(sluice.order("full-3").line("SALT", 1)))
        .as("as far as it may move them")
        .contains("WAREHOUSE_FULL");

    sluice.client().cancelPlan(tomorrow.getPlanId(), "buyer changed his mind");
    assertThat(taken(TODAY)).isEqualTo(1);
    assertThat(taken(TODAY.plusDays(1))).as("given back to the day it was of").isZero();
    PlannedShipment again = shipment(sluice.order("full-4").line("SALT", 1));
    assertThat(leaves(again).toLocalDate()).isEqualTo(TODAY.plusDays(1));
  }

  @Test
  void hourlyOrdersShipOnlyFromWhereTheyArriveInTime() {
    sluice.sells("MILK", at("Hangzhou", 10));
    Orders.Builder far = sluice.order("hourly-1").serviceLevel(ServiceLevel.SERVICE_LEVEL_HOURLY);

    RoutingPlan plan = sluice.route(far.line("MILK", 1));

    assertThat(plan.getPlannedShipmentsList()).isEmpty();
    assertThat(plan.getUnfulfilledLines(0).getReasonsList())
        .anySatisfy(
            reason ->
                assertThat(reason.getDetail())
                    .isEqualTo(
                        "what leaves Hangzhou now arrives at 2025-06-18T15:00+08:00, too late for"
                            + " HOURLY"));
  }

  @Test
  void leavingAfterThePlatformsLimitHasItsPrice() {
    sluice.sells("SALAD", at("Wuhan", 10));
    Instant limit = sluice.clock().now().plus(Duration.ofMinutes(30));

    RoutingPlan plan = sluice.route(sluice.order("late").line("SALAD", 1).latestShipTime(limit));

    assertThat(lateness(plan)).as("an hour and a half at 0.50 yuan").isEqualTo("0.75");
    String service = plan.getPlannedShipments(0).getCarrierServiceId();
    assertThat(numbers(sluice.explained(plan), "Wuhan", service))
        .containsEntry("lateShipMinutes", 90L)
        .doesNotContainKeys("lateCollectionMinutes", "lateDeliveryMinutes");
  }

  @Test
  void collectionAfterThePlatformsLimitHasItsPrice() {
    sluice.sells("FIG", at("Wuhan", 10));
    Instant limit = sluice.clock().now().plus(Duration.ofHours(1));

    RoutingPlan plan =
        sluice.route(sluice.order("uncollected").line("FIG", 1).latestCollectionTime(limit));

    assertThat(lateness(plan)).as("an hour").isEqualTo("0.5");
    String service = plan.getPlannedShipments(0).getCarrierServiceId();
    assertThat(numbers(sluice.explained(plan), "Wuhan", service))
        .containsEntry("lateCollectionMinutes", 60L)
        .doesNotContainKeys("lateShipMinutes", "lateDeliveryMinutes");
  }

  @Test
  void ofSeveralLimitsTheOneThatIsMissedMostIsPaid() {
    sluice.sells("PEAR", at("Wuhan", 10));
    Instant now = sluice.clock().now();

    RoutingPlan plan =
        sluice.route(
            sluice
                .order("late-in-all")
                .line("PEAR", 1)
                .latestShipTime(now.plus(Duration.ofMinutes(30)))
                .latestCollectionTime(now.plus(Duration.ofHours(1)))
                .deliverBy(now.plus(Duration.ofDays(2))));

    assertThat(lateness(plan)).as("delivered two hours late").isEqualTo("1");
    String service = plan.getPlannedShipments(0).getCarrierServiceId();
    assertThat(numbers(sluice.explained(plan), "Wuhan", service))
        .containsEntry("lateShipMinutes", 90L)
        .containsEntry("lateCollectionMinutes", 60L)
        .containsEntry("lateDeliveryMinutes", 120L);
  }

  @Test
  void whatIsInTimeForAllLimitsPaysNothing() {
    sluice.sells("PLUM", at("Wuhan", 10));
    Instant leaves = sluice.clock().now().plus(Duration.ofHours(2));

    RoutingPlan plan =
        sluice.route(
            sluice
                .order("in-time")
                .line("PLUM", 1)
                .latestShipTime(leaves)
                .latestCollectionTime(leaves)
                .deliverBy(leaves.plus(Duration.ofDays(2))));

    assertThat(plan.getPlannedShipments(0).getCostList())
        .extracting(CostTerm::getName)
        .doesNotContain("lateness");
  }

  /** In yuan. */
  private static String lateness(RoutingPlan plan) {
    List<CostTerm> late =
        plan.getPlannedShipments(0).getCostList().stream()
            .filter(term -> term.getName().equals("lateness"))
            .toList();
    assertThat(late).hasSize(1);
    return Amounts.toYuan(late.get(0).getAmount()).stripTrailingZeros().toPlainString();
  }

  private static DatedCutOff noonOf(LocalDate day) {
    return DatedCutOff.newBuilder()
        .setDate(date(day))
        .setTime(TimeOfDay.newBuilder().setHours(12))
        .build();
  }

  private static CarrierService.Builder hourly(CarrierService.Builder service) {
    return service.clearServiceLevels().addServiceLevels(ServiceLevel.SERVICE_LEVEL_HOURLY);
  }

  private static void restsAtTheWeekend(CarrierService.Builder service) {
    service
        .addDeliveryDays(DayOfWeek.MONDAY)
        .addDeliveryDays(DayOfWeek.TUESDAY)
        .addDeliveryDays(DayOfWeek.WEDNESDAY)
        .addDeliveryHolidays(date(LocalDate.of(2025, 6, 23)));
  }

  private static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  private static PlannedShipment shipment(Orders.Builder order) {
    RoutingPlan plan = sluice.route(order);
    assertThat(plan.getPlannedShipmentsCount()).as(Plans.describe(plan)).isEqualTo(1);
    return plan.getPlannedShipments(0);
  }

  private static LocalDateTime leaves(PlannedShipment shipment) {
    return local(shipment.getShipByTime());
  }

  private static LocalDateTime local(com.google.protobuf.Timestamp time) {
    return Times.instant(time).atZone(CHINA).toLocalDateTime();
  }

  private static long taken(LocalDate day) {
    List<WarehouseLoad> loads =
        sluice
            .client()
            .network()
            .listWarehouseLoads(ListWarehouseLoadsRequest.newBuilder().setDay(date(day)).build());
    return loads.stream()
        .filter(load -> load.getWarehouseId().equals("Suzhou-Small"))
        .mapToLong(WarehouseLoad::getUsed)
        .sum();
  }

  private static Map<String, Long> numbers(
      GetPlanResponse plan, String warehouseId, String serviceId) {
    return plan.getExplanation().getCandidatesList().stream()
        .filter(note -> note.getWarehouseId().equals(warehouseId))
        .filter(note -> note.getCarrierServiceId().equals(serviceId))
        .map(CandidateNote::getNumbersMap)
        .findFirst()
        .orElseThrow();
  }
}
