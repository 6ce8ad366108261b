package dev.sluice.loadtest.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Place;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.policy.RuleMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What measures the router's gap to hindsight, on made-up baskets and a small evening. */
class GapsTest {

  private static final long SEED = 3;

  @Test
  void nobodyBeatsHindsightAndPricesLoseFewerBaskets() {
    BasketInstance instance = BasketInstance.create(madeUp(160), 160, 1.35, 4);
    RuleSet rules = new RuleSetCompiler(RuleMemory::create).compile(BasketNetwork.rules(instance));
    SimpleBaskets simple = new SimpleBaskets(instance);
    BasketOutcome cheapest = simple.cheapest();
    BasketOutcome nearest = simple.nearest();
    BasketOutcome unpriced = BasketRun.route(instance, rules, false);
    BasketOutcome routed = BasketRun.route(instance, rules, true);

    BasketHindsight hindsight = BasketHindsight.search(instance, List.of(routed, cheapest), 5);

    assertThat(hindsight.boundYuan()).isLessThanOrEqualTo(hindsight.totalYuan());
    assertThat(hindsight.outcome().totalYuan()).isEqualTo(hindsight.totalYuan());
    assertThat(hindsight.totalYuan()).as("seed %d", SEED).isLessThan(routed.totalYuan());
    for (BasketOutcome one : List.of(cheapest, nearest, unpriced, routed, hindsight.outcome())) {
      assertThat(one.breaches()).as("seed %d", SEED).isEmpty();
      assertThat(one.totalYuan()).isGreaterThanOrEqualTo(hindsight.boundYuan());
    }
    assertThat(cheapest.lost()).as("the instance is scarce, seed %d", SEED).isPositive();
    assertThat(routed.lost()).as("seed %d", SEED).isLessThan(unpriced.lost());
  }

  @Test
  void inAnOverloadedEveningNobodyWithoutAChoiceIsWorseOffWithPrices() {
    assertThat(new CommandLine(new OverloadCommand()).execute("--orders", "200", "--seeds", "1"))
        .isZero();
  }

  /** Orders of up to five SKUs, few of which are popular, around the seven cities. */
  private static BasketData madeUp(int baskets) {
    Random random = new Random(SEED);
    Map<String, LatLng> cities = new TreeMap<>();
    cities.put("1101", new LatLng(39.9, 116.4));
    cities.put("2101", new LatLng(41.8, 123.4));
    cities.put("3101", new LatLng(31.2, 121.5));
    cities.put("4201", new LatLng(30.6, 114.3));
    cities.put("4401", new LatLng(23.1, 113.3));
    cities.put("5101", new LatLng(30.7, 104.1));
    cities.put("6101", new LatLng(34.3, 108.9));
    List<Place> places = new ArrayList<>();
    cities.forEach(
        (code, center) ->
            places.add(new Place(places.size(), code, code, center, 1 + random.nextInt(9))));
    List<Basket> made = new ArrayList<>();
    for (int i = 0; i < baskets; i++) {
      Map<String, Long> units = new TreeMap<>();
      int lines = 1 + random.nextInt(5);
      while (units.size() < lines) {
        units.put("SKU-" + (int) (150 * Math.pow(random.nextDouble(), 2)), 1L + random.nextInt(4));
      }
      List<Wish> wishes = new ArrayList<>();
      units.forEach((sku, count) -> wishes.add(new Wish(sku, count)));
      made.add(new Basket("B-" + i, "" + i, places.get(random.nextInt(places.size())), wishes));
    }
    return new BasketData(places, made);
  }
}
