package dev.sluice.server.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.WarehouseOrdinals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact form answers like a map of states, and no snapshot ever changes. */
class SkuStockTwinTest {
  private static final String SKU = "SKU-1";
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 20261111})
  void answersLikeAMap(long seed) {
    Random random = new Random(seed);
    WarehouseOrdinals warehouses = new WarehouseOrdinals();
    for (int i = 0; i < 200; i++) {
      warehouses.ordinal("WH-" + random.nextInt(200));
    }
    Map<String, StockState> twin = new HashMap<>();
    for (int i = random.nextInt(120); i >= 0; i--) {
      StockState state = random(random, "WH-" + random.nextInt(200));
      twin.put(state.warehouseId(), state);
    }
    SkuStock stock = SkuStock.of(SKU, List.copyOf(twin.values()), warehouses);
    for (int step = 0; step < 500; step++) {
      SkuStock before = stock;
      Map<String, StockState> seenBefore = states(before);
      StockState state = random(random, "WH-" + random.nextInt(200));
      boolean known = twin.containsKey(state.warehouseId());
      @Nullable SkuStock after = change(random, stock, state);
      assertThat(after != null).as("seed %d, step %d", seed, step).isEqualTo(known);
      if (after != null) {
        twin.put(state.warehouseId(), state);
        stock = after;
      }
      assertThat(states(stock)).as("seed %d, step %d", seed, step).isEqualTo(twin);
      assertThat(states(before)).as("seed %d, step %d", seed, step).isEqualTo(seenBefore);
      assertThat(stock.listEarmarks())
          .as("seed %d, step %d", seed, step)
          .containsExactlyInAnyOrderElementsOf(
              twin.values().stream().flatMap(one -> one.earmarks().stream()).toList());
    }
  }

  /** By the state itself, or by the news of its counters where those can say it all. */
  private static @Nullable SkuStock change(Random random, SkuStock stock, StockState state) {
    int rank = stock.rank(state.warehouseId());
    if (rank >= 0 && random.nextBoolean()) {
      StockState old = stock.state(rank);
      if (old.safetyStock() == state.safetyStock()
          && old.earmarks().equals(state.earmarks())
          && old.inbound().equals(state.inbound())
          && old.asOf().equals(state.asOf())) {
        return stock.after(
            new Counter(
                CounterKey.stock(state.warehouseId(), SKU),
                state.freeCapacity(),
                state.reservedFree(),
                0));
      }
    }
    return stock.with(state);
  }

  private static Map<String, StockState> states(SkuStock stock) {
    Map<String, StockState> states = new HashMap<>();
    for (int rank = 0; rank < stock.warehouseCount(); rank++) {
      StockState state = stock.state(rank);
      assertThat(stock.rank(state.warehouseId())).isEqualTo(rank);
      assertThat(stock.available(rank, SalesPoint.ANY, NOW))
          .isEqualTo(state.seenBy(SalesPoint.ANY, NOW).availableToPromise());
      assertThat(stock.asOf(rank)).isEqualTo(state.asOf());
      states.put(state.warehouseId(), state);
    }
    return states;
  }

  private static StockState random(Random random, String warehouseId) {
    List<Earmark> earmarks = new ArrayList<>();
    if (random.nextInt(10) == 0) {
      earmarks.add(
          new Earmark(
              warehouseId,
              SKU,
              new EarmarkHolder(EarmarkHolder.Kind.STORE, "S"),
              5,
              5,
              random.nextInt(6),
              NOW));
    }
    List<Inbound> inbound = new ArrayList<>();
    if (random.nextInt(10) == 0) {
      int arrived = random.nextInt(3);
      inbound.add(
          new Inbound(
              warehouseId,
              SKU,
              LocalDate.of(2026, 11, 13),
              random.nextInt(9),
              arrived,
              arrived + random.nextInt(5)));
    }
    return new StockState(
        warehouseId,
        SKU,
        random.nextInt(100),
        random.nextInt(2),
        random.nextInt(50),
        earmarks,
        inbound,
        NOW.minusSeconds(random.nextInt(3)));
  }
}
