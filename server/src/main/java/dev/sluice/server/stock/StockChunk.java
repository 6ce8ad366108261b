package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few positions of one SKU as plain numbers; a change makes a copy. */
final class StockChunk {

  private static final int ON_HAND = 0;
  private static final int SAFETY_STOCK = 1;
  private static final int RESERVED_FREE = 2;
  private static final int NUMBERS = 3;

  private final long[] numbers;

  /** By position; null, as nearly always, where nothing is kept for anybody. */
  private final @Nullable List<List<Earmark>> earmarks;

  private StockChunk(long[] numbers, @Nullable List<List<Earmark>> earmarks) {
    this.numbers = numbers;
    this.earmarks = earmarks;
  }

  static StockChunk of(List<StockState> states) {
    long[] numbers = new long[states.size() * NUMBERS];
    List<List<Earmark>> earmarks = new ArrayList<>(states.size());
    boolean any = false;
    for (int index = 0; index < states.size(); index++) {
      write(numbers, index, states.get(index));
      earmarks.add(states.get(index).earmarks());
      any |= !states.get(index).earmarks().isEmpty();
    }
    return new StockChunk(numbers, any ? earmarks : null);
  }

  StockState state(int index, String warehouseId, String sku) {
    return new StockState(
        warehouseId,
        sku,
        number(index, ON_HAND),
        number(index, SAFETY_STOCK),
        number(index, RESERVED_FREE),
        earmarks(index));
  }

  List<Earmark> earmarks(int index) {
    return earmarks == null ? List.of() : earmarks.get(index);
  }

  /** What everybody may take of a position of which nothing is kept for anybody. */
  long available(int index) {
    return StockPosition.available(
        number(index, ON_HAND), number(index, SAFETY_STOCK), 0, number(index, RESERVED_FREE));
  }

  StockChunk with(int index, StockState state) {
    long[] fresh = numbers.clone();
    write(fresh, index, state);
    return new StockChunk(fresh, earmarksWith(index, state.earmarks()));
  }

  /** After the counter of what is for everybody changed. */
  StockChunk afterStock(int index, Counter news) {
    long kept = earmarks(index).stream().mapToLong(Earmark::kept).sum();
    long[] fresh = numbers.clone();
    fresh[index * NUMBERS + ON_HAND] = news.capacity() + number(index, SAFETY_STOCK) + kept;
    fresh[index * NUMBERS + RESERVED_FREE] = news.used();
    return new StockChunk(fresh, earmarks);
  }

  /**
   * After an earmark's counter changed; what it keeps more or less is on-hand more or less, until
   * the stock's own counter says otherwise. Null: no such earmark is known.
   */
  @Nullable StockChunk afterEarmark(int index, Counter news) {
    List<Earmark> fresh = new ArrayList<>(earmarks(index));
    for (int i = 0; i < fresh.size(); i++) {
      Earmark earmark = fresh.get(i);
      if (earmark.counter().equals(news.key())) {
        fresh.set(i, earmark.with(news.capacity(), news.used()));
        long[] freshNumbers = numbers.clone();
        freshNumbers[index * NUMBERS + ON_HAND] += news.capacity() - earmark.kept();
        return new StockChunk(freshNumbers, earmarksWith(index, List.copyOf(fresh)));
      }
    }
    return null;
  }

  private @Nullable List<List<Earmark>> earmarksWith(int index, List<Earmark> fresh) {
    if (earmarks == null && fresh.isEmpty()) {
      return null;
    }
    List<List<Earmark>> all =
        earmarks == null
            ? new ArrayList<>(Collections.nCopies(numbers.length / NUMBERS, List.<Earmark>of()))
            : new ArrayList<>(earmarks);
    all.set(index, fresh);
    return all;
  }

  private long number(int index, int which) {
    return numbers[index * NUMBERS + which];
  }

  private static void write(long[] numbers, int index, StockState state) {
    numbers[index * NUMBERS + ON_HAND] = state.onHand();
    numbers[index * NUMBERS + SAFETY_STOCK] = state.safetyStock();
    numbers[index * NUMBERS + RESERVED_FREE] = state.reservedFree();
  }
}
