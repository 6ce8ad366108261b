package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.stock.StockLedger;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A ledger with everything around it, over the network of {@link LedgerSamples}. */
public record LedgerBench(
    Ledger ledger,
    PlanRepository plans,
    CounterRepository counters,
    StockLedger stock,
    StockRepository positions) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What becomes of the stage. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }

  public ReserveResult reserve(Proposal proposal) {
    return await(ledger.reserve(proposal));
  }

  /** Reserves what must fit. */
  public StoredPlan reserved(Proposal proposal) {
    ReserveResult result = reserve(proposal);
    if (result instanceof ReserveResult.Reserved reserved) {
      return reserved.plan();
    }
    throw new AssertionError("Not reserved: " + result);
  }

  /** Goods of one SKU in a building. */
  public void stock(String warehouseId, String sku, long onHand) {
    stock.setStock(List.of(new StockRecord(warehouseId, sku, onHand, 0)), Instant.EPOCH);
  }

  public Counter counter(CounterKey key) {
    Counter counter = counters.read(List.of(key)).get(key);
    if (counter == null) {
      throw new AssertionError("No counter " + key);
    }
    return counter;
  }

  public long used(CounterKey key) {
    return counter(key).used();
  }
}
