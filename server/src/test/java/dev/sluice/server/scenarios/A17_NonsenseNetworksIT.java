package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.type.Date;
import com.google.type.DayOfWeek;
import com.google.type.TimeOfDay;
import dev.sluice.client.Amounts;
import dev.sluice.client.FieldViolation;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CutOff;
import dev.sluice.routing.v1.DatedCutOff;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.TariffBand;
import dev.sluice.routing.v1.WarehouseCalendar;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.prices.Forecast;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.prices.Prices;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that nobody can mean is refused, with what it is about, its value and advice, and
 * nothing of it is taken; what only comes up later has a stated answer. Orders are served all
 * along.
 */
class A17_NonsenseNetworksIT {
  private static final Date HOLIDAY =
      Date.newBuilder().setYear(2025).setMonth(10).setDay(1).build();
  private static final CounterKey SCARCE =
      CounterKey.warehouseDay("Hangzhou", LocalDate.of(2025, 6, 18));

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @AfterEach
  void ordersAreServed() {
    sluice.sells("CUP", at("Hangzhou", 50));
    assertThat(sluice.client().planOrder(sluice.order("any").line("CUP", 1).build()).getPlan())
        .satisfies(plan -> assertThat(Plans.isFulfilled(plan)).isTrue());
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        nonsense(
            "a holiday with a cut-off",
            network -> calendar(network).addHolidays(HOLIDAY).addDatedCutOffs(closing(12)),
            "warehouse 'Hangzhou': dated_cut_offs is '2025-10-01', is among the holidays, too: a day is"
                + " open until its cut-off, or closed",
            "the holiday was meant for another year, or the cut-off is left over."),
        nonsense(
            "two cut-offs on a weekday",
            network ->
                calendar(network)
                    .removeCutOffs(6)
                    .addCutOffs(
                        CutOff.newBuilder()
                            .setWeekday(DayOfWeek.MONDAY)
                            .setTime(TimeOfDay.newBuilder().setHours(9))),
            "warehouse 'Hangzhou': cut_offs is 'MONDAY 09:00', but MONDAY has one at 18:00 already",
            "one is meant for a single date: see dated_cut_offs."),
        nonsense(
            "two cut-offs on a date",
            network -> calendar(network).addDatedCutOffs(closing(9)).addDatedCutOffs(closing(12)),
            "warehouse 'Hangzhou': dated_cut_offs is '2025-10-01 12:00', but 2025-10-01 has one at"
                + " 09:00 already",
            "one is left over."),
        nonsense(
            "a day that speeds up when it is full",
            network -> network.getWarehousesBuilder(0).setFullProcessingMinutes(60),
            "warehouse 'Hangzhou': full_processing_minutes is '60', must not be below"
                + " processing_minutes, 120",
            "the two are swapped: a full day is the slow one."),
        nonsense(
            "a carrier that comes when the warehouse is closed",
            network -> {
              network
                  .getCarrierServicesBuilder(0)
                  .clearCollectionDays()
                  .addCollectionDays(DayOfWeek.SUNDAY);
              calendar(network).removeCutOffs(6);
            },
            "lane 'Hangzhou>SF-EXPRESS>': carrier_service_id is 'SF-EXPRESS', collects on no"
                + " weekday on which Hangzhou ships",
            "its collection_days or the warehouse's cut_offs are wrong; else leave the lane out."),
        nonsense(
            "a clock that nobody has",
            network -> calendar(network).setTimeZone("GMT+8"),
            "warehouse 'Hangzhou': time_zone is 'GMT+08:00', must be a name of the tz database",
            "Asia/Shanghai was meant."),
        nonsense(
            "a zone that is none",
            network -> calendar(network).setTimeZone("Asia/Hangzhou"),
            "warehouse 'Hangzhou': time_zone is 'Asia/Hangzhou', which is none",
            "Asia/Shanghai was meant."),
        nonsense(
            "goods that arrive when they leave",
            network -> network.getLanesBuilder(0).setTransitHours(0),
            "lane 'Hangzhou>SF-EXPRESS>': transit_hours is '0', must be 1 to 2400",
            "it is in another unit, or columns are shifted."),
        nonsense(
            "a lane that costs nothing",
            network ->
                network
                    .getTariffsBuilder(0)
                    .getBandsBuilder(0)
                    .setFirstCharge(Amounts.yuan("0"))
                    .setStepCharge(Amounts.yuan("0")),
            "tariff 'SF-EXPRESS': free is 'no', but a parcel of up to 50000 g costs nothing",
            "a charge is missing, or free is to be yes, as where the buyer collects."),
        nonsense(
            "a free tariff with a charge",
            network -> network.getTariffsBuilder(0).setFree(true),
            "tariff 'SF-EXPRESS': free is 'yes', but a parcel of up to 50000 g has a charge",
            "free is a column too far, or the charges are left over."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void isRefusedWithSubjectValueAndAdvice(
      String name, Consumer<ImportNetworkRequest.Builder> change, String message, String advice) {
    long version = sluice.client().network().getSummary().getNetworkVersion();

    InvalidRequestException refused = refused(change);

    assertThat(refused).as(name).hasMessageContaining(message + "\nMaybe " + advice);
    assertThat(sluice.client().network().getSummary().getNetworkVersion()).isEqualTo(version);
  }

  static Stream<Arguments> beyondLimits() {
    return Stream.of(
        nonsense(
            "a negative rate",
            network -> network.getCarriersBuilder(0).setOnTimeRate(-0.1),
            "requests[0]: carriers[0].on_time_rate: carrier 'SF': on_time_rate is '-0.1', must be",
            "a minus is left over"),
        nonsense(
            "a rate of nothing by nothing",
            network -> network.getCarriersBuilder(0).setLossRate(Double.NaN),
            "carrier 'SF': loss_rate is 'NaN', must be",
            "divided by zero"),
        nonsense(
            "a rate in percent",
            network -> network.getCarriersBuilder(0).setOnTimeRate(97),
            "carrier 'SF': on_time_rate is '97.0', must be",
            "it is a percentage: write 0.97"),
        nonsense(
            "more returns than sales",
            network -> network.addProductsBuilder().setSku("DRESS").setReturnRate(1.5),
            "product 'DRESS': return_rate is '1.5', must be",
            "it is a percentage: write 0.97"),
        nonsense(
            "a negative charge",
            network -> network.getTariffsBuilder(0).setMinimumCharge(Amounts.yuan("-1.50")),
            "tariff 'SF-EXPRESS': minimum_charge is '-1.5 CNY', must be CNY from 0 to 1,000,000",
            "a discount or credit was meant"),
        nonsense(
            "a charge in dollars",
            network -> band(network).getFirstChargeBuilder().setCurrencyCode("USD"),
            "tariff 'SF-EXPRESS': first_charge is '9 USD', must be CNY",
            "amounts are still to be converted"),
        nonsense(
            "a charge of two signs",
            network -> band(network).getStepChargeBuilder().setUnits(1).setNanos(-500_000_000),
            "step_charge is '1 units and -500000000 nanos CNY', must be CNY",
            "never below 0"),
        nonsense(
            "a negative premium",
            network -> network.getCarrierServicesBuilder(0).setInsurancePermille(-5),
            "carrier_service 'SF-EXPRESS': insurance_permille is '-5', must be",
            "a minus is left over"),
        nonsense(
            "a negative capacity",
            network -> network.getWarehousesBuilder(0).setDailyCapacity(-1),
            "warehouse 'Hangzhou': daily_capacity is '-1', must be",
            "a minus is left over"),
        nonsense(
            "an id with a space",
            network -> network.getWarehousesBuilder(0).setWarehouseId("Hang zhou"),
            "warehouse_id is 'Hang zhou', must be 1 to 64 of A-Z a-z 0-9 . _ : -",
            "move it to the name"),
        nonsense(
            "a region code that lost its zero",
            network -> network.getWarehousesBuilder(0).setRegionCode("3"),
            "warehouse 'Hangzhou': region_code is '3', must be 2, 4, 6 or 9 digits",
            "lost in a spreadsheet"),
        nonsense(
            "no kind",
            network -> network.getWarehousesBuilder(0).clearKind(),
            "warehouse 'Hangzhou': kind is 'WAREHOUSE_KIND_UNSPECIFIED', must be",
            "the sender left the field out"),
        nonsense(
            "a kind of the future",
            network -> network.getWarehousesBuilder(0).setKindValue(99),
            "warehouse 'Hangzhou': kind is '99', is no word of this contract",
            "a newer contract"),
        nonsense(
            "a place nowhere",
            network -> network.getWarehousesBuilder(0).clearLocation(),
            "warehouse 'Hangzhou': location is not set, must be set",
            "the sender left the field out"),
        nonsense(
            "a place with its coordinates swapped",
            network ->
                network
                    .getWarehousesBuilder(0)
                    .getLocationBuilder()
                    .setLatitude(120)
                    .setLongitude(30),
            "warehouse 'Hangzhou': location is '120.0, 30.0', latitude must be within -90 and 90",
            "swapped"),
        nonsense(
            "a cut-off at 24:00",
            network ->
                calendar(network).getCutOffsBuilder(0).setTime(TimeOfDay.newBuilder().setHours(24)),
            "warehouse 'Hangzhou': time is '24:00:00', must be 00:00 to 23:59",
            "write 23:59"),
        nonsense(
            "a thirtieth of February",
            network -> calendar(network).addHolidays(HOLIDAY.toBuilder().setMonth(2).setDay(30)),
            "calendar.holidays[0]: is '2025-02-30', which is no day of the calendar",
            "the month is shorter"),
        nonsense(
            "a service that is sold as nothing",
            network -> network.getCarrierServicesBuilder(0).clearServiceLevels(),
            "carrier_service 'SF-EXPRESS': service_levels is '0 elements', must",
            "missing from the sender's data"),
        nonsense(
            "a weekday twice",
            network -> network.getCarrierServicesBuilder(0).addCollectionDays(DayOfWeek.MONDAY),
            "collection_days is '8 elements', must",
            "Maybe "),
        nonsense(
            "a name with a line break",
            network -> network.getCarriersBuilder(0).setName("SF\nExpress"),
            "carrier 'SF': name is 'SF Express', holds a control character",
            "a formatted document"),
        nonsense(
            "a way that takes less than no time",
            network -> network.getLanesBuilder(0).setTransitHours(-1),
            "lane 'Hangzhou>SF-EXPRESS>': transit_hours is '-1', must be",
            "a minus is left over"),
        nonsense(
            "coverage of nobody",
            network -> network.getCoverageBuilder(0).clearSubject(),
            "coverage[0].subject: coverage '>': subject is not set, must be set",
            "the sender left the field out"),
        nonsense(
            "less than no stock",
            network -> network.addStock(stock("Hangzhou", "CUP", -1)),
            "stock 'Hangzhou>CUP': on_hand is '-1', must be",
            "a minus is left over"),
        nonsense(
            "stock of a product that nobody knows",
            network -> network.addStock(stock("Hangzhou", "CPU", 1)),
            "stock[Hangzhou>CPU].sku: no product 'CPU' is imported",
            "it is misspelled"),
        nonsense(
            "stock that is stated twice",
            network ->
                network.addStock(stock("Hangzhou", "CUP", 1)).addStock(stock("Hangzhou", "CUP", 2)),
            "stock[Hangzhou>CUP]: is stated twice, here as 2 on hand",
            "two counts were joined"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyondLimits")
  void valuesBeyondLimitsAreNamedWithAdvice(
      String name, Consumer<ImportNetworkRequest.Builder> change, String message, String advice) {
    sluice.sells("CUP", at("Hangzhou", 50));
    long version = sluice.client().network().getSummary().getNetworkVersion();

    InvalidRequestException refused = refused(change);

    assertThat(refused).as(name).hasMessageContaining(message);
    assertThat(refused.getMessage()).as(name).containsPattern("\nMaybe [^\n]*").contains(advice);
    assertThat(refused.fieldViolations())
        .as(name)
        .allSatisfy(one -> assertThat(one.description()).contains("\nMaybe "));
    assertThat(sluice.client().network().getSummary().getNetworkVersion()).isEqualTo(version);
  }

  @Test
  void everyWrongValueIsNamedByItsField() {
    InvalidRequestException refused =
        refused(
            network -> {
              network.getCarriersBuilder(0).setOnTimeRate(-0.1);
              network.getCarriersBuilder(0).setLossRate(Double.NaN);
              network.getTariffsBuilder(0).setMinimumCharge(Amounts.yuan("-1"));
              network.getCarrierServicesBuilder(0).setInsurancePermille(-5);
            });

    assertThat(refused.fieldViolations())
        .extracting(FieldViolation::field)
        .containsExactlyInAnyOrder(
            "requests[0].carriers[0].on_time_rate",
            "requests[0].carriers[0].loss_rate",
            "requests[0].tariffs[0].minimum_charge",
            "requests[0].carrier_services[0].insurance_permille");
  }

  @Test
  void whatIsMeantToBeFreeMayBe() {
    sluice.sells("CUP", at("Hangzhou", 50));
    ImportNetworkRequest.Builder network = sluice.network().build();
    network.getTariffsBuilder(0).setFree(true).getBandsBuilder(0).setFirstCharge(Amounts.yuan("0"));
    sluice.client().network().importNetwork(List.of(network.build()));

    RoutingPlan plan =
        sluice.client().planOrder(sluice.order("free").line("CUP", 1).build()).getPlan();

    assertThat(plan.getPlannedShipments(0).getCostList())
        .filteredOn(term -> term.getName().equals("tariff"))
        .singleElement()
        .satisfies(term -> assertThat(Amounts.toMicros(term.getAmount())).isZero());
  }

  @Test
  void capacityCutBelowWhatIsUsedKeepsPlansAndAddsNone() {
    sluice.sells("POT", at("Wuhan", 10));
    RoutingPlan first = sluice.route(sluice.order("cut-1").line("POT", 1));
    RoutingPlan second = sluice.route(sluice.order("cut-2").line("POT", 1));

    roomInWuhan(1);

    assertThat(sluice.client().getPlan(second.getPlanId())).isEqualTo(second);
    assertThat(sluice.routed(sluice.order("cut-3").line("POT", 1))).contains("WAREHOUSE_FULL");
    sluice.client().cancelPlan(first.getPlanId(), "cancelled");
    assertThat(sluice.routed(sluice.order("cut-4").line("POT", 1)))
        .as("one less is just full")
        .contains("WAREHOUSE_FULL");
    sluice.client().cancelPlan(second.getPlanId(), "cancelled");
    assertThat(sluice.routed(sluice.order("cut-5").line("POT", 1)))
        .isEqualTo("1 x POT @ Wuhan by SF-EXPRESS");
    roomInWuhan(1_000);
  }

  @Test
  void aSolverThatFailsOrTakesTooLongIsReplacedByOneThatCannot() {
    AtomicLong nanos = new AtomicLong();
    Prices late = prices(() -> nanos.addAndGet(1_000_000_000));
    Prices failing =
        prices(
            () -> {
              throw new IllegalStateException("a broken clock");
            });

    for (Prices prices : List.of(late, failing)) {
      prices.tick(sluice.clock().now());

      assertThat(prices.fallbacks()).isEqualTo(1);
      assertThat(prices.current().find(SCARCE))
          .as("by mirror descent")
          .satisfies(toll -> assertThat(toll.priceMicros()).isPositive());
    }
  }

  /** Forty orders are expected, which save 5 yuan each by a day that has room for twenty. */
  private static Prices prices(LongSupplier nanoTime) {
    OrderOptions options =
        new OrderOptions(
            List.of(
                new OrderOptions.Option(10_000_000, List.of(new Take(SCARCE, 1))),
                new OrderOptions.Option(15_000_000, List.of())),
            Long.MAX_VALUE);
    Instant now = sluice.clock().now();
    List<Forecast.Sample> expected =
        IntStream.range(0, 40)
            .mapToObj(i -> new Forecast.Sample(new ArrivedOrder(expectedOrder(i, now), now), 1))
            .toList();
    return Prices.create(
        new PriceSettings(PriceSettings.ALL_KINDS, 100, Duration.ofMillis(1)),
        unused -> new Forecast(expected, 10, 40),
        (order, time, tolls) -> options,
        keys -> Map.of(SCARCE, new Counter(SCARCE, 20, 0, 0)),
        nanoTime);
  }

  private static Order expectedOrder(int number, Instant now) {
    return new Order(
        new OrderKey("DOUYIN", "expected-" + number),
        "",
        "",
        "",
        CustomerTier.STANDARD,
        ServiceLevel.STANDARD,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        City.SHANGHAI.code(),
        Optional.empty(),
        List.of(new OrderLine("CUP", 1, 0, false, Optional.empty())),
        new TreeSet<>());
  }

  private static void roomInWuhan(long parcels) {
    sluice
        .network()
        .warehouse("Wuhan", City.WUHAN, warehouse -> warehouse.setDailyCapacity(parcels));
    sluice.client().network().importNetwork(List.of(sluice.network().build().build()));
  }

  private static InvalidRequestException refused(Consumer<ImportNetworkRequest.Builder> change) {
    ImportNetworkRequest.Builder network = sluice.network().build();
    change.accept(network);
    return catchThrowableOfType(
        InvalidRequestException.class,
        () -> sluice.client().network().importNetwork(List.of(network.build())));
  }

  private static TariffBand.Builder band(ImportNetworkRequest.Builder network) {
    return network.getTariffsBuilder(0).getBandsBuilder(0);
  }

  private static StockRecord stock(String warehouseId, String sku, long onHand) {
    return StockRecord.newBuilder()
        .setWarehouseId(warehouseId)
        .setSku(sku)
        .setOnHand(onHand)
        .build();
  }

  private static DatedCutOff closing(int hour) {
    return DatedCutOff.newBuilder()
        .setDate(HOLIDAY)
        .setTime(TimeOfDay.newBuilder().setHours(hour))
        .build();
  }

  private static WarehouseCalendar.Builder calendar(ImportNetworkRequest.Builder network) {
    return network.getWarehousesBuilder(0).getCalendarBuilder();
  }

  private static Arguments nonsense(
      String name, Consumer<ImportNetworkRequest.Builder> change, String message, String advice) {
    return Arguments.of(name, change, message, advice);
  }
}
