package dev.sluice.loadtest.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.CoverageRule.Subject;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.SaidRules;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Three warehouses, from each of which three carriers take everything. */
class OnlyWarehousesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");
  private static final String DESTINATION = "330106";
  private static final List<String> WAREHOUSES = List.of("A", "B", "C");
  private static final List<String> CARRIERS = List.of("SF", "YTO", "ZTO");

  private final List<StockRecord> stock = new ArrayList<>();

  @Test
  void theOneThatHasTheGoodsIsTheOnlyOne() {
    has("B", "CUP", 2);
    has("C", "CUP", 1);

    assertThat(find(line("CUP", 2))).contains("B");
  }

  @Test
  void whereTwoHaveThemThereIsAChoice() {
    has("A", "CUP", 2);
    has("B", "CUP", 2);

    assertThat(find(line("CUP", 2))).isEmpty();
  }

  @Test
  void whereNobodyHasThemThereIsNone() {
    has("A", "PEN", 2);

    assertThat(find(line("CUP", 2))).isEmpty();
  }

  @Test
  void whereAllMustHelpNobodyIsTheOnlyOne() {
    has("A", "CUP", 1);
    has("B", "PEN", 1);

    assertThat(find(line("CUP", 1), line("PEN", 1))).isEmpty();
  }

  @Test
  void othersThatCouldOnlyShipSomeOfItAreNoChoice() {
    has("A", "CUP", 1);
    has("A", "PEN", 1);
    has("B", "CUP", 1);

    assertThat(find(line("CUP", 1), line("PEN", 1))).contains("A");
  }

  @Test
  void othersThatCouldShipItTogetherAreAChoiceThoughThreePlansAreCheaper() {
    has("A", "CUP", 1);
    has("A", "PEN", 1);
    has("B", "CUP", 1);
    has("C", "PEN", 1);
    Order order = order(line("CUP", 1), line("PEN", 1));

    assertThat(day(stock).options(order, NOW).ways())
        .allSatisfy(
            way -> assertThat(way.takes()).anyMatch(take -> take.counter().subject().equals("A")));
    assertThat(find(line("CUP", 1), line("PEN", 1))).isEmpty();
  }

  private Optional<String> find(OrderLine... lines) {
    OnlyWarehouses only =
        new OnlyWarehouses(
            day(stock),
            warehouseId ->
                day(stock.stream().filter(one -> !one.warehouseId().equals(warehouseId)).toList()));
    return only.find(order(lines));
  }

  private void has(String warehouseId, String sku, long units) {
    stock.add(new StockRecord(warehouseId, sku, units, 0));
  }

  private static OrderLine line(String sku, long quantity) {
    return OpenNetwork.line(sku, quantity);
  }

  private static Order order(OrderLine... lines) {
    return OpenNetwork.order(
        new OrderKey("DOUYIN", "O-1"), "STORE", NOW, DESTINATION, Optional.empty(), List.of(lines));
  }

  private static InMemoryDay day(List<StockRecord> stock) {
    return new InMemoryDay(
        network(),
        stock,
        SaidRules.nothing(),
        ZoneId.of("Asia/Shanghai"),
        NOW,
        1,
        false,
        new PriceSettings(PriceSettings.ALL_KINDS, 100, Duration.ofMinutes(1)),
        PlannerLimits.DEFAULT);
  }

  private static NetworkData network() {
    List<Warehouse> warehouses = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    List<CoverageRule> coverage = new ArrayList<>();
    for (String carrier : CARRIERS) {
      coverage.add(TestNetworks.serves(Subject.CARRIER_SERVICE, carrier + "-STD", "", 0));
    }
    for (String id : WAREHOUSES) {
      warehouses.add(
          TestNetworks.warehouse(
              id, DESTINATION, TestNetworks.HANGZHOU, TestNetworks.everyDay("18:00")));
      coverage.add(TestNetworks.serves(Subject.WAREHOUSE, id, "", 0));
      for (String carrier : CARRIERS) {
        lanes.add(TestNetworks.lane(id, carrier + "-STD", "", 24));
      }
    }
    return new NetworkData(
        List.of(TestNetworks.region(DESTINATION, "西湖区", TestNetworks.HANGZHOU)),
        List.of(),
        warehouses,
        CARRIERS.stream().map(id -> TestNetworks.carrier(id, OptionalLong.empty())).toList(),
        CARRIERS.stream().map(id -> TestNetworks.service(id + "-STD", id)).toList(),
        List.of(TestNetworks.tariff("T1")),
        lanes,
        coverage,
        List.of(
            Product.builder("CUP").weightGrams(10).build(),
            Product.builder("PEN").weightGrams(10).build()));
  }
}
