package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NetworkViewsTest {
  /** Noon in Shanghai. */
  private static final Instant NOON = Instant.parse("2026-11-11T04:00:00Z");

  private static final LocalDate TODAY = LocalDate.parse("2026-11-11");
  private static final LocalDate TOMORROW = TODAY.plusDays(1);
  private static final Duration EXPIRY = Duration.ofSeconds(30);

  private final StoredCounters stored = new StoredCounters();
  private final InMemoryNetwork repository = new InMemoryNetwork();
  private final AtomicLong nanos = new AtomicLong();
  private final CurrentNetwork current = loadSmall();
  private final RegionalCoverageCache coverages = new RegionalCoverageCache(100_000);
  private final NetworkViews views =
      NetworkViews.create(
          current,
          coverages,
          new WarehouseLoadCache(new CacheSettings(100, EXPIRY), ticker()),
          new CarrierCapacityCache(new CacheSettings(100, EXPIRY), ticker()),
          stored,
          new CapacityDays(ZoneId.of("Asia/Shanghai"), 4));

  @Test
  void asksForWhateverCanLimitTheOrder() {
    NetworkView view = capture("330106");

    assertThat(view.shareDay()).isEqualTo(TODAY);
    assertThat(view.counters().keySet())
        .containsExactlyInAnyOrder(
            CounterKey.warehouseDay("HZ", TODAY),
            CounterKey.warehouseDay("HZ", TOMORROW),
            CounterKey.warehouseDay("WH", TODAY),
            CounterKey.warehouseDay("WH", TOMORROW),
            CounterKey.laneDay("HZ>ZTO-STD>33", TODAY),
            CounterKey.laneDay("HZ>ZTO-STD>33", TOMORROW),
            CounterKey.carrierDay("ZTO", TODAY),
            CounterKey.carrierDay("ZTO", TOMORROW),
            CounterKey.carrierShare("SF", "CN", TODAY),
            CounterKey.carrierShare("SF", "EAST", TODAY),
            CounterKey.carrierShare("ZTO", "CN", TODAY),
            CounterKey.carrierShare("ZTO", "EAST", TODAY),
            CounterKey.allShare("CN", TODAY),
            CounterKey.allShare("EAST", TODAY));
  }

  @Test
  void readsAllThatIsMissingAtOnceAndThenNothing() {
    capture("330106");
    capture("330106");
    capture("3301");

    assertThat(stored.reads).hasSize(1);
    assertThat(coverages.stats().missCount()).as("two regions").isEqualTo(2);
  }

  @Test
  void newsOfACommitIsSeenByTheNextDecisionWithoutReading() {
    CounterKey key = CounterKey.warehouseDay("HZ", TODAY);
    NetworkView before = capture("330106");

    views.changed(List.of(new Counter(key, 1_000, 7, 0)));

    assertThat(capture("330106").find(key)).map(Counter::used).contains(7L);
    assertThat(before.find(key)).as("a captured view stays").map(Counter::used).contains(0L);
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void newsThatArrivesDuringAReadWinsOverWhatWasRead() {
    CounterKey warehouse = CounterKey.warehouseDay("HZ", TODAY);
    CounterKey share = CounterKey.allShare("CN", TODAY);
    stored.duringRead =
        () ->
            views.changed(
                List.of(new Counter(warehouse, 1_000, 7, 0), new Counter(share, 1_000, 9, 0)));

    NetworkView view = capture("330106");
    stored.duringRead = () -> {};

    assertThat(view.find(warehouse)).map(Counter::used).contains(7L);
    assertThat(capture("330106").find(share)).map(Counter::used).contains(9L);
  }

  @Test
  void aChangedNetworkForgetsAllNumbersEvenThoseBeingRead() {
    CounterKey key = CounterKey.warehouseDay("HZ", TODAY);
    NetworkEditor editor = new NetworkEditor(repository, current);
    stored.duringRead =
        () -> {
          stored.duringRead = () -> {};
          editor.setWarehouseState("WH", OperatingState.PAUSED);
          stored.counters.put(key, new Counter(key, 5, 0, 0));
        };
    capture("330106");

    NetworkView view = capture("330106");

    assertThat(stored.reads).hasSize(2);
    assertThat(view.find(key)).map(Counter::capacity).contains(5L);
    assertThat(view.network().version()).isEqualTo(2);
    assertThat(view.coverage().warehouses())
        .extracting(reach -> reach.warehouse().state())
        .containsExactly(OperatingState.OPEN, OperatingState.PAUSED);
  }

  @Test
  void withoutNewsANumberIsReadAgainAfterItsExpiry() {
    capture("330106");
    nanos.addAndGet(EXPIRY.toNanos() + 1);

    capture("330106");

    assertThat(stored.reads).hasSize(2);
  }

  @Test
  void stockIsNoneOfItsBusiness() {
    views.changed(List.of(new Counter(CounterKey.stock("HZ", "SKU-1"), 5, 1, 0)));

    assertThat(capture("330106").counters().keySet())
        .noneMatch(key -> key.kind() == CounterKind.STOCK);
  }

  private NetworkView capture(String regionCode) {
    return CapturedViews.ofAll(views, regionCode, NOON);
  }

  private CurrentNetwork loadSmall() {
    repository.replace(TestNetworks.small(), 0);
    return CurrentNetwork.load(repository);
  }

  private Ticker ticker() {
    return nanos::get;
  }

  /** Counters nobody has taken from, except those put here. */
  private static final class StoredCounters implements CounterRepository {
    final Map<CounterKey, Counter> counters = new HashMap<>();
    final List<Collection<CounterKey>> reads = new ArrayList<>();
    Runnable duringRead = () -> {};

    @Override
    public Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
      reads.add(keys);
      Map<CounterKey, Counter> found = new HashMap<>();
      for (CounterKey key : keys) {
        found.put(key, counters.getOrDefault(key, new Counter(key, 1_000, 0, 0)));
      }
      duringRead.run();
      return found;
    }
  }
}
