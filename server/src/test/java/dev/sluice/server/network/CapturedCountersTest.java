package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Views capture what {@link WantedCounters} names, whose answers they remember for a while. */
class CapturedCountersTest {
  private static final long SEED = 3;
  private static final int CAPTURES = 3_000;
  private static final Instant BEGIN = Instant.parse("2026-11-09T00:00:00Z");
  private static final CapacityDays DAYS = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final CurrentNetwork current = sample();
  private final NetworkViews views =
      NetworkViews.create(
          current,
          new RegionalCoverageCache(10_000_000),
          new WarehouseLoadCache(settings(), Ticker.systemTicker()),
          new CarrierCapacityCache(settings(), Ticker.systemTicker()),
          keys -> {
            Map<CounterKey, Counter> read = new HashMap<>();
            keys.forEach(key -> read.put(key, new Counter(key, 1_000, key.hashCode() & 0xff, 0)));
            return read;
          },
          DAYS);

  @Test
  void areThoseThatThePlainWayNames() {
    List<String> regions = List.copyOf(current.get().regions().keySet());
    Instant time = BEGIN;
    for (int i = 0; i < CAPTURES; i++) {
      time =
          random.nextInt(10) == 0
              ? BEGIN.plusSeconds(random.nextLong(10 * 86_400))
              : time.plusSeconds(random.nextLong(1_800));
      String region = regions.get(random.nextInt(60));
      RegionalCoverage coverage = current.get().coverageOf(region);
      Set<String> asked = new HashSet<>(List.of("NOWHERE"));
      for (var reach : coverage.warehouses()) {
        if (random.nextInt(3) == 0) {
          asked.add(reach.warehouse().id());
        }
      }

      NetworkView view = CapturedViews.of(views, region, time, asked);

      assertThat(view.counters().keySet())
          .as("seed %s, region %s at %s, %s", SEED, region, time, asked)
          .isEqualTo(
              new WantedCounters(current.get(), coverage)
                  .list(time, DAYS.shareDay(time), asked::contains));
      assertThat(view.counters())
          .allSatisfy((key, counter) -> assertThat(counter.key()).isEqualTo(key));
    }
  }

  private static CacheSettings settings() {
    return new CacheSettings(100_000, Duration.ofHours(1));
  }

  private static CurrentNetwork sample() {
    InMemoryNetwork stored = new InMemoryNetwork();
    stored.replace(SampleNetwork.create(100).folder().network(), 0);
    return CurrentNetwork.load(stored);
  }
}
