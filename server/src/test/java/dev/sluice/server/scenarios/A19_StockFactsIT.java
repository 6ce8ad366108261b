package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Amounts;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.Earmark;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RuleNote;
import dev.sluice.routing.v1.SetEarmarkRequest;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.StockRecord;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules may ask how long ago stock was counted, for whose stream it is kept, and how much of what
 * is sold comes back.
 */
class A19_StockFactsIT {

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse(City.SUZHOU)
              .warehouse("Hangzhou", City.HANGZHOU, there -> there.setInspectsReturns(true)));

  @TempDir static Path folder;

  @BeforeAll
  static void addRules() {
    sluice.restart(
        TestCatalog.in(folder)
            .with(
                "eligibility/stock-age",
                """
                rule "ELIG-900 Stock that nobody counted for two hours is not promised"
                when
                  $warehouse : Warehouse( stockAgeMinutes > 120 )
                then
                  routing.reject($warehouse, "nobody counted its stock for two hours");
                end
                """,
                """
                cases:
                  - name: Counted in the morning
                    given:
                      warehouses: [{id: HZ-1, stockAgeMinutes: 121}]
                    expect:
                      - reject warehouse HZ-1
                  - name: Counted just now
                    given:
                      warehouses: [{id: HZ-1, stockAgeMinutes: 120}]
                    silent: true
                """)
            .with(
                "intake/kept-for-li",
                """
                rule "INT-900 What is kept for Li's stream is told apart"
                when
                  Line( earmarkHost == "Li" )
                then
                  routing.tag("LI");
                end
                """,
                """
                cases:
                  - name: Kept for Li
                    given:
                      lines: [{sku: CUP, earmarkHost: Li}]
                    expect:
                      - tag LI
                  - name: Kept for nobody
                    given:
                      lines: [{sku: CUP}]
                    silent: true
                """)
            .path());
  }

  @Test
  void oldStockIsNotPromisedUntilItIsCountedAgain() {
    sluice.sells("CUP", at("Hangzhou", 10), at("Wuhan", 10));
    assertThat(sluice.routed(sluice.order("fresh").line("CUP", 1)))
        .isEqualTo("1 x CUP @ Hangzhou by SF-EXPRESS");

    sluice.clock().advance(Duration.ofMinutes(121));
    count("Wuhan", "CUP", 10);
    RoutingPlan old = sluice.route(sluice.order("old").line("CUP", 1));
    Explanation then = sluice.explained(old).getExplanation();
    assertThat(old.getPlannedShipments(0).getWarehouseId()).isEqualTo("Wuhan");
    assertThat(then.getCandidatesList())
        .filteredOn(note -> note.getWarehouseId().equals("Hangzhou"))
        .flatExtracting(CandidateNote::getRejectionsList)
        .anySatisfy(rejection -> assertThat(rejection.getRuleId()).isEqualTo("ELIG-900"));

    sluice.sells("CUP", at("Hangzhou", 9));
    assertThat(sluice.routed(sluice.order("again").line("CUP", 1)))
        .as("an import is a count")
        .isEqualTo("1 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(sluice.explained(old).getExplanation()).isEqualTo(then);
  }

  @Test
  void whatIsKeptForAHostIsSeenUntilSheSoldIt() {
    sluice.sells("MUG", at("Hangzhou", 10));
    assertThat(tagged(sluice.order("before"))).isFalse();
    keep("Li", 4);
    keep("Wei", 1);

    assertThat(tagged(sluice.order("nobodys"))).isTrue();
    assertThat(tagged(sluice.order("weis").soldBy("", "Wei", ""))).as("some is hers").isFalse();
    assertThat(tagged(sluice.order("lis").soldBy("", "Li", ""), 4)).isTrue();
    assertThat(tagged(sluice.order("sold").soldBy("", "Li", ""))).isFalse();
  }

  @Test
  void whatOftenComesBackShipsFromWhereReturnsAreInspected() {
    comesBack("DRESS", 0.62);
    comesBack("SOCKS", 0.03);
    RoutingPlan dress = sluice.route(sluice.order("dress").line("DRESS", 1));
    Explanation then = sluice.explained(dress).getExplanation();
    RoutingPlan socks = sluice.route(sluice.order("socks").line("SOCKS", 1));

    assertThat(Plans.describe(dress)).isEqualTo("1 x DRESS @ Hangzhou by SF-EXPRESS");
    assertThat(dress.getPlannedShipments(0).getCostList())
        .filteredOn(term -> term.getName().equals("PREF-070"))
        .extracting(CostTerm::getAmount)
        .containsExactly(Amounts.yuan("-0.50"));
    assertThat(then.getRulesList()).extracting(RuleNote::getRuleId).contains("PREF-070");
    assertThat(Plans.describe(socks)).isEqualTo("1 x SOCKS @ Suzhou by SF-EXPRESS");
    assertThat(sluice.explained(socks).getExplanation().getRulesList())
        .extracting(RuleNote::getRuleId)
        .doesNotContain("PREF-070");

    comesBack("DRESS", 0.5);
    assertThat(sluice.routed(sluice.order("half").line("DRESS", 1)))
        .as("half of them is not more than half")
        .isEqualTo("1 x DRESS @ Suzhou by SF-EXPRESS");
    sluice.restart(folder.resolve("catalog"));
    assertThat(sluice.explained(dress).getExplanation())
        .as("decided once more on the rate of its day")
        .isEqualTo(then);
  }

  private static void comesBack(String sku, double returnRate) {
    sluice.sells(
        sku, product -> product.setReturnRate(returnRate), at("Suzhou", 10), at("Hangzhou", 10));
  }

  private static boolean tagged(Orders.Builder order) {
    return tagged(order, 1);
  }

  private static boolean tagged(Orders.Builder order, long mugs) {
    RoutingPlan plan = sluice.route(order.line("MUG", mugs));
    assertThat(plan.getPlannedShipmentsCount()).isEqualTo(1);
    return plan.getTagsList().contains("LI");
  }

  private static void keep(String host, long units) {
    sluice
        .client()
        .stock()
        .setEarmark(
            SetEarmarkRequest.newBuilder()
                .setRequestId("kept for " + host)
                .addEarmarks(
                    Earmark.newBuilder()
                        .setWarehouseId("Hangzhou")
                        .setSku("MUG")
                        .setHost(host)
                        .setUnits(units)
                        .setUntilTime(
                            TestService.timestamp(sluice.clock().now().plus(Duration.ofHours(1)))))
                .build());
  }

  private static void count(String warehouseId, String sku, long units) {
    sluice
        .client()
        .stock()
        .setStock(
            SetStockRequest.newBuilder()
                .setAsOfTime(TestService.timestamp(sluice.clock().now()))
                .addStock(
                    StockRecord.newBuilder()
                        .setWarehouseId(warehouseId)
                        .setSku(sku)
                        .setOnHand(units))
                .build());
  }
}
