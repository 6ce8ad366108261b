package dev.sluice.server.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CacheSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StockViewsTest {
  private static final Duration EXPIRY = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final EarmarkHolder LI = new EarmarkHolder(EarmarkHolder.Kind.HOST, "Li");
  private static final SalesPoint LIS_STREAM = new SalesPoint("DOUYIN", "", "Li");

  private final StoredStock stored = new StoredStock();
  private final AtomicLong nanos = new AtomicLong();
  private final StockViews views =
      new StockViews(stored, new CacheSettings(100, EXPIRY), nanos::get);

  @Test
  void readsAllMissingSkusAtOnceAndThenNothing() {
    StockView view = capture("SKU-1", "SKU-2", "SKU-1");
    capture("SKU-2");

    assertThat(stored.reads).containsExactly(List.of("SKU-1", "SKU-2"));
    assertThat(view.find("HZ", "SKU-1")).map(StockPosition::availableToPromise).contains(90L);
    assertThat(view.availableToPromise("HZ", "SKU-1")).isEqualTo(90);
    assertThat(view.find("WH", "SKU-1")).isEmpty();
    assertThat(view.availableToPromise("WH", "SKU-1")).isZero();
  }

  @Test
  void aSkuWithoutStockIsRememberedToo() {
    stored.states.clear();
    capture("SKU-9");
    capture("SKU-9");

    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void newsOfACommitIsSeenByTheNextDecisionWithoutReading() {
    StockView before = capture("SKU-1");

    views.changed(List.of(reserved(90, 40)));

    assertThat(capture("SKU-1").find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 100, 10, 0, 40));
    assertThat(before.find("HZ", "SKU-1")).map(StockPosition::reserved).contains(0L);
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void whatShippedIsGoneFromOnHandWithoutReading() {
    capture("SKU-1");
    views.changed(List.of(reserved(90, 40)));

    views.changed(List.of(reserved(85, 35)));

    assertThat(capture("SKU-1").find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 95, 10, 0, 35));
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void aNewCountIsSeenWithoutReading() {
    capture("SKU-1");

    views.restated(List.of(state(60, 20, 5)));
    views.changed(List.of(reserved(40, 5)));

    assertThat(capture("SKU-1").find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 60, 20, 0, 5));
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void stockIsAsOldAsItsLastCountWhateverPlansTake() {
    stored.put(state(100, 10, 0).counted(100, 10, NOW.minusSeconds(7_259)));
    assertThat(capture("SKU-1").ageMinutes("HZ", "SKU-1")).isEqualTo(120);

    views.changed(List.of(reserved(90, 40)));
    assertThat(capture("SKU-1").ageMinutes("HZ", "SKU-1")).isEqualTo(120);

    views.restated(List.of(state(100, 10, 40).counted(99, 10, NOW.plusSeconds(90))));
    assertThat(capture("SKU-1").ageMinutes("HZ", "SKU-1")).as("by a fast clock").isZero();
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void whatWasNeverCountedIsAYearOld() {
    assertThat(capture("SKU-1").ageMinutes("HZ", "SKU-1")).isEqualTo(525_600);
    assertThat(capture("SKU-1").ageMinutes("elsewhere", "SKU-1")).isEqualTo(525_600);
  }

  @Test
  void newsOfAWarehouseThatNeverHadTheSkuMakesItReadAgain() {
    capture("SKU-1");
    stored.put(new StockState("BJ", "SKU-1", 7, 0, 0, List.of()));

    views.changed(List.of(new Counter(CounterKey.stock("BJ", "SKU-1"), 7, 0, 0)));

    assertThat(capture("SKU-1").availableToPromise("BJ", "SKU-1")).isEqualTo(7);
  }

  @Test
  void aReadOvertakenByNewsIsUsedOnceButNotKept() {
    stored.duringRead =
        () -> {
          stored.duringRead = () -> {};
          stored.put(state(100, 10, 40));
          views.changed(List.of(reserved(90, 40)));
        };
    capture("SKU-1");

    assertThat(capture("SKU-1").find("HZ", "SKU-1")).map(StockPosition::reserved).contains(40L);
    assertThat(stored.reads).hasSize(2);
  }

  @Test
  void newsDoesNotKeepOtherWarehousesNumbersAliveForever() {
    capture("SKU-1");
    nanos.addAndGet(EXPIRY.toNanos() / 2);
    views.changed(List.of(reserved(90, 40)));
    nanos.addAndGet(EXPIRY.toNanos() / 2 + 1);

    capture("SKU-1");

    assertThat(stored.reads).hasSize(2);
  }

  @Test
  void moreIsNotKeptThanThereIsRoomFor() {
    for (int sku = 0; sku < 1_100; sku++) {
      capture("SKU-" + sku);
    }

    await().untilAsserted(() -> assertThat(views.stats().evictionCount()).isGreaterThan(900));
  }

  @Test
  void anEarmarkIsForItsHolderOnlyAndOnlyUntilItIsOver() {
    stored.put(new StockState("HZ", "SKU-1", 100, 10, 50, List.of(lis(30, 8))));
    capture("SKU-1");
    StockView others = capture("SKU-1");
    StockView own = views.capture(List.of("SKU-1"), LIS_STREAM, NOW);
    StockView late = views.capture(List.of("SKU-1"), LIS_STREAM, NOW.plusSeconds(60));

    assertThat(others.find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 100, 10, 22, 58));
    assertThat(others.availableToPromise("HZ", "SKU-1")).isEqualTo(10);
    assertThat(own.availableToPromise("HZ", "SKU-1")).isEqualTo(32);
    assertThat(own.take("HZ", "SKU-1", 25))
        .containsExactly(
            new Take(lis(30, 8).counter(), 22), new Take(CounterKey.stock("HZ", "SKU-1"), 3));
    assertThat(late.availableToPromise("HZ", "SKU-1")).isEqualTo(10);
  }

  @Test
  void whatAnEarmarkGivesIsSeenByTheNextDecisionWithoutReading() {
    stored.put(new StockState("HZ", "SKU-1", 100, 10, 50, List.of(lis(30, 8))));
    capture("SKU-1");

    views.changed(List.of(new Counter(lis(30, 8).counter(), 30, 29, 0)));

    assertThat(views.capture(List.of("SKU-1"), LIS_STREAM, NOW).availableToPromise("HZ", "SKU-1"))
        .isEqualTo(11);
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void newsOfAnEarmarkThatIsNewMakesTheSkuReadAgain() {
    capture("SKU-1");
    stored.put(new StockState("HZ", "SKU-1", 100, 10, 0, List.of(lis(30, 0))));

    views.changed(List.of(new Counter(lis(30, 0).counter(), 30, 0, 0), reserved(60, 0)));

    assertThat(capture("SKU-1").availableToPromise("HZ", "SKU-1")).isEqualTo(60);
    assertThat(views.capture(List.of("SKU-1"), LIS_STREAM, NOW).availableToPromise("HZ", "SKU-1"))
        .isEqualTo(90);
  }

  @Test
  void whatIsTakenAndShippedOfInboundUnitsIsSeenWithoutReading() {
    Inbound coming = new Inbound("HZ", "SKU-1", LocalDate.of(2026, 11, 13), 6, 4, 5);
    StockState state = new StockState("HZ", "SKU-1", 100, 10, 20, List.of(), List.of(coming), NOW);
    stored.put(state);
    assertThat(capture("SKU-1").availableToPromise("HZ", "SKU-1")).isEqualTo(66);

    views.changed(List.of(new Counter(coming.counter(), 10, 7, 0)));
    assertThat(capture("SKU-1").listInbound("SKU-1")).containsExactly(coming.withReserved(7));
    assertThat(capture("SKU-1").inboundUnits("SKU-1")).isEqualTo(3);

    views.changed(List.of(new Counter(coming.counter(), 5, 2, 0), reserved(86, 20)));
    assertThat(capture("SKU-1").findState("HZ", "SKU-1"))
        .contains(
            new StockState(
                "HZ",
                "SKU-1",
                96,
                10,
                20,
                List.of(),
                List.of(new Inbound("HZ", "SKU-1", coming.day(), 5, 0, 2)),
                NOW));
    assertThat(capture("SKU-1").availableToPromise("HZ", "SKU-1")).isEqualTo(66);
    assertThat(stored.reads).hasSize(1);
  }

  private StockView capture(String... skus) {
    return views.capture(List.of(skus), SalesPoint.ANY, NOW);
  }

  private static Earmark lis(long kept, long reserved) {
    return new Earmark("HZ", "SKU-1", LI, kept, kept, reserved, NOW.plusSeconds(60));
  }

  private static StockState state(long onHand, long safetyStock, long reserved) {
    return new StockState("HZ", "SKU-1", onHand, safetyStock, reserved, List.of());
  }

  private static Counter reserved(long capacity, long used) {
    return new Counter(CounterKey.stock("HZ", "SKU-1"), capacity, used, 0);
  }

  /** 100 units of SKU-1 in Hangzhou at first, 10 of them safety stock. */
  private static final class StoredStock implements StockRepository {
    final Map<String, Map<String, StockState>> states = new HashMap<>();
    final List<List<String>> reads = new ArrayList<>();
    Runnable duringRead = () -> {};

    StoredStock() {
      put(state(100, 10, 0));
    }

    void put(StockState state) {
      states.computeIfAbsent(state.sku(), sku -> new HashMap<>()).put(state.warehouseId(), state);
    }

    @Override
    public Map<String, List<StockState>> list(Collection<String> skus) {
      reads.add(List.copyOf(skus));
      Map<String, List<StockState>> found = new HashMap<>();
      for (String sku : skus) {
        found.put(sku, List.copyOf(states.getOrDefault(sku, Map.of()).values()));
      }
      duringRead.run();
      return found;
    }
  }
}
