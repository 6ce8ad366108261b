package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * When goods leave, and what they take then; processing takes an hour, it is ten in the morning.
 */
class ExitTest {

  private static final Order ONE_CUP = order("1 x CUP");

  @Test
  void a_full_day_moves_an_order_as_far_as_its_warehouse_says() {
    TestWorld world = oneWarehouse(40).warehouse("WH-A", a -> a.overflowDays = 2);
    full(world, TODAY);
    full(world, TODAY.plusDays(1));

    Decided decided = Decided.of(world, ONE_CUP);

    PlannedShipment shipment = decided.plan().shipments().get(0);
    assertThat(shipment.shipDay()).isEqualTo(TODAY.plusDays(2));
    assertThat(shipment.promiseTime()).isEqualTo(shipment.shipByTime().plus(Duration.ofHours(40)));
    assertThat(takes(decided)).contains(new Take(warehouseDay(TODAY.plusDays(2)), 1));
    assertThat(takes(decided))
        .extracting(Take::counter)
        .doesNotContain(warehouseDay(TODAY), warehouseDay(TODAY.plusDays(1)));

    full(world, TODAY.plusDays(2));
    assertThat(reasons(world, ONE_CUP)).containsExactly(UnfulfilledReason.WAREHOUSE_FULL);
  }

  @Test
  void a_lane_that_is_full_moves_an_order_too_and_takes_of_the_later_day() {
    TestWorld world =
        new TestWorld()
            .warehouse("WH-A", a -> a.overflowDays = 1)
            .service("ZTO-STD")
            .lane("WH-A", "ZTO-STD", 5, 2, 40, OptionalLong.of(10))
            .stock("WH-A", "CUP", 5)
            .counter(laneDay(TODAY), 10, 10)
            .counter(laneDay(TODAY.plusDays(1)), 10, 3);

    assertThat(takes(Decided.of(world, ONE_CUP)))
        .contains(new Take(laneDay(TODAY.plusDays(1)), 1))
        .extracting(Take::counter)
        .doesNotContain(laneDay(TODAY));
  }

  @Test
  void what_must_arrive_today_is_not_moved() {
    TestWorld world = oneWarehouse(1).warehouse("WH-A", a -> a.overflowDays = 2);
    full(world, TODAY);

    assertThat(reasons(world, order(ServiceLevel.SAME_DAY, "1 x CUP")))
        .containsExactly(UnfulfilledReason.WAREHOUSE_FULL);
  }

  @Test
  void processing_takes_longer_the_more_of_the_day_is_taken() {
    TestWorld world = oneWarehouse(40).warehouse("WH-A", a -> a.fullMinutes = OptionalInt.of(360));

    assertThat(minutesToShip(world)).isEqualTo(60);
    world.counter(warehouseDay(TODAY), 1_000, 450);
    assertThat(minutesToShip(world)).as("five begun tenths of 300 more").isEqualTo(210);
    world.counter(warehouseDay(TODAY), 1_000, 999);
    assertThat(minutesToShip(world)).isEqualTo(360);
  }

  @Test
  void a_busy_day_that_makes_it_late_costs_the_order_its_level() {
    TestWorld world =
        oneWarehouse(1)
            .warehouse(
                "WH-A",
                a -> {
                  a.fullMinutes = OptionalInt.of(120);
                  a.measure = CapacityMeasure.PARCELS;
                });
    Order hourly = order(ServiceLevel.HOURLY, "1 x CUP");

    assertThat(Decided.of(world, hourly).plan().shipments()).hasSize(1);
    world.counter(warehouseDay(TODAY), 1_000, 1);
    assertThat(reasons(world, hourly)).containsExactly(UnfulfilledReason.AFTER_CUT_OFF);
  }

  @Test
  void fast_levels_ship_only_where_they_arrive_in_time() {
    assertThat(ships(ServiceLevel.HOURLY, 1)).as("two hours in all").isTrue();
    assertThat(ships(ServiceLevel.HOURLY, 2)).isFalse();
    assertThat(ships(ServiceLevel.HALF_DAY, 11)).isTrue();
    assertThat(ships(ServiceLevel.HALF_DAY, 12)).isFalse();
    assertThat(ships(ServiceLevel.SAME_DAY, 12)).as("at eleven in the evening").isTrue();
    assertThat(ships(ServiceLevel.SAME_DAY, 13)).as("at midnight").isFalse();
    assertThat(ships(ServiceLevel.NEXT_DAY, 100)).as("a matter of price").isTrue();
  }

  @Test
  void of_plans_that_cost_the_same_the_closer_coverage_ships_then_the_smaller_priority() {
    TestWorld world = two(5.00);
    assertThat(warehouseOf(world)).as("ids alone").isEqualTo("WH-A");
    world.warehouse("WH-A", a -> a.coveragePriority = 20);
    world.warehouse("WH-B", b -> b.coveragePriority = 10);
    assertThat(warehouseOf(world)).isEqualTo("WH-B");
    world.warehouse("WH-A", ExitTest::coversTheCity);
    assertThat(warehouseOf(world)).as("a city is closer than a province").isEqualTo("WH-A");
    assertThat(warehouseOf(two(5.01).warehouse("WH-A", ExitTest::coversTheCity)))
        .as("cost comes first")
        .isEqualTo("WH-B");
  }

  private static void coversTheCity(TestWorld.WarehouseSpec warehouse) {
    warehouse.coverageDigits = 4;
    warehouse.coveragePriority = 20;
  }

  /** WH-A for that price, WH-B for 5 yuan. */
  private static TestWorld two(double yuan) {
    return new TestWorld()
        .warehouse("WH-A")
        .warehouse("WH-B")
        .service("ZTO-STD")
        .lane("WH-A", "ZTO-STD", yuan, 2, 40)
        .lane("WH-B", "ZTO-STD", 5, 2, 40)
        .stock("WH-A", "CUP", 5)
        .stock("WH-B", "CUP", 5);
  }

  private static TestWorld oneWarehouse(int transitHours) {
    return new TestWorld()
        .warehouse("WH-A")
        .service("ZTO-STD")
        .lane("WH-A", "ZTO-STD", 5, 2, transitHours)
        .stock("WH-A", "CUP", 5);
  }

  private static String warehouseOf(TestWorld world) {
    return Decided.of(world, ONE_CUP).plan().shipments().get(0).warehouseId();
  }

  private static boolean ships(ServiceLevel level, int transitHours) {
    TestWorld world = oneWarehouse(transitHours);
    boolean ships = !Decided.of(world, order(level, "1 x CUP")).plan().shipments().isEmpty();
    if (!ships) {
      assertThat(reasons(world, order(level, "1 x CUP")))
          .containsExactly(UnfulfilledReason.AFTER_CUT_OFF);
    }
    return ships;
  }

  private static long minutesToShip(TestWorld world) {
    PlannedShipment shipment = Decided.of(world, ONE_CUP).plan().shipments().get(0);
    return Duration.between(NOW, shipment.shipByTime()).toMinutes();
  }

  private static List<UnfulfilledReason> reasons(TestWorld world, Order order) {
    return Decided.of(world, order).plan().unfulfilledLines().get(0).reasons().stream()
        .map(LineReason::reason)
        .toList();
  }

  private static List<Take> takes(Decided decided) {
    return decided.result().plan().takes().get(0).takes();
  }

  private static void full(TestWorld world, LocalDate day) {
    world.counter(warehouseDay(day), 10, 10);
  }

  private static CounterKey warehouseDay(LocalDate day) {
    return CounterKey.warehouseDay("WH-A", day);
  }

  private static CounterKey laneDay(LocalDate day) {
    return CounterKey.laneDay("WH-A>ZTO-STD>33", day);
  }
}
