package dev.sluice.server.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CacheSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StockViewsTest {
  private static final Duration EXPIRY = Duration.ofSeconds(30);

  private final StoredStock stored = new StoredStock();
  private final AtomicLong nanos = new AtomicLong();
  private final StockViews views =
      new StockViews(stored, new CacheSettings(100, EXPIRY), nanos::get);

  @Test
  void readsAllMissingSkusAtOnceAndThenNothing() {
    StockView view = views.capture(List.of("SKU-1", "SKU-2", "SKU-1"));
    views.capture(List.of("SKU-2"));

    assertThat(stored.reads).containsExactly(List.of("SKU-1", "SKU-2"));
    assertThat(view.find("HZ", "SKU-1")).map(StockPosition::availableToPromise).contains(90L);
    assertThat(view.find("WH", "SKU-1")).isEmpty();
  }

  @Test
  void aSkuWithoutStockIsRememberedToo() {
    stored.positions.clear();
    views.capture(List.of("SKU-9"));
    views.capture(List.of("SKU-9"));

    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void newsOfACommitIsSeenByTheNextDecisionWithoutReading() {
    StockView before = views.capture(List.of("SKU-1"));

    views.changed(List.of(reserved(90, 40)));

    assertThat(views.capture(List.of("SKU-1")).find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 100, 10, 0, 40));
    assertThat(before.find("HZ", "SKU-1")).map(StockPosition::reserved).contains(0L);
    assertThat(stored.reads).hasSize(1);
  }

  @Test
  void otherCapacityMeansThatStockWasSetAndIsReadAgain() {
    views.capture(List.of("SKU-1"));
    stored.put(new StockPosition("HZ", "SKU-1", 60, 10, 0, 40));

    views.changed(List.of(reserved(50, 40)));

    assertThat(views.capture(List.of("SKU-1")).find("HZ", "SKU-1"))
        .contains(new StockPosition("HZ", "SKU-1", 60, 10, 0, 40));
  }

  @Test
  void aReadOvertakenByNewsIsUsedOnceButNotKept() {
    stored.duringRead =
        () -> {
          stored.duringRead = () -> {};
          stored.put(new StockPosition("HZ", "SKU-1", 100, 10, 0, 40));
          views.changed(List.of(reserved(90, 40)));
        };
    views.capture(List.of("SKU-1"));

    assertThat(views.capture(List.of("SKU-1")).find("HZ", "SKU-1"))
        .map(StockPosition::reserved)
        .contains(40L);
    assertThat(stored.reads).hasSize(2);
  }

  @Test
  void newsDoesNotKeepOtherWarehousesNumbersAliveForever() {
    views.capture(List.of("SKU-1"));
    nanos.addAndGet(EXPIRY.toNanos() / 2);
    views.changed(List.of(reserved(90, 40)));
    nanos.addAndGet(EXPIRY.toNanos() / 2 + 1);

    views.capture(List.of("SKU-1"));

    assertThat(stored.reads).hasSize(2);
  }

  private static Counter reserved(long capacity, long used) {
    return new Counter(CounterKey.stock("HZ", "SKU-1"), capacity, used, 0);
  }

  /** 100 units of SKU-1 in Hangzhou at first, 10 of them safety stock. */
  private static final class StoredStock implements StockRepository {
    final Map<String, Map<String, StockPosition>> positions = new HashMap<>();
    final List<List<String>> reads = new ArrayList<>();
    Runnable duringRead = () -> {};

    StoredStock() {
      put(new StockPosition("HZ", "SKU-1", 100, 10, 0, 0));
    }

    void put(StockPosition position) {
      positions.put(position.sku(), Map.of(position.warehouseId(), position));
    }

    @Override
    public Map<String, Map<String, StockPosition>> positions(Collection<String> skus) {
      reads.add(List.copyOf(skus));
      Map<String, Map<String, StockPosition>> found = new HashMap<>(positions);
      duringRead.run();
      return found;
    }
  }
}
