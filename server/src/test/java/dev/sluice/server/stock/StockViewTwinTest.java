package dev.sluice.server.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has all of some SKUs, compared with asking every warehouse for every SKU. */
class StockViewTwinTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final int WAREHOUSES = 150;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 20261122})
  void findsWhoHasAll(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<String> skus = List.of("A", "B", "C").subList(0, 1 + random.nextInt(3));
      StockView view = view(random, skus);

      List<String> found = new ArrayList<>();
      view.forEachHolderOfAll(skus, found::add);

      assertThat(found).as("seed %d, round %d", seed, round).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(found))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(askedOneByOne(view, skus));
    }
  }

  private static StockView view(Random random, List<String> skus) {
    List<StockState> states = new ArrayList<>();
    for (String sku : skus) {
      int oneIn = 1 + random.nextInt(6);
      for (int warehouse = 0; warehouse < WAREHOUSES; warehouse++) {
        if (random.nextInt(oneIn) == 0) {
          states.add(
              new StockState(
                  "WH-" + warehouse,
                  sku,
                  random.nextInt(4),
                  random.nextInt(2),
                  random.nextInt(2),
                  List.of()));
        }
      }
    }
    return StockView.of(states, SalesPoint.ANY, NOW);
  }

  private static Set<String> askedOneByOne(StockView view, List<String> skus) {
    Set<String> holders = new TreeSet<>();
    for (int warehouse = 0; warehouse < WAREHOUSES; warehouse++) {
      String id = "WH-" + warehouse;
      if (skus.stream()
          .allMatch(
              sku -> view.find(id, sku).map(StockPosition::availableToPromise).orElse(0L) > 0)) {
        holders.add(id);
      }
    }
    return holders;
  }
}
