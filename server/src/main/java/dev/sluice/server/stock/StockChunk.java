package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.Counter;
import java.time.Instant;
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

  /** When each was counted, in seconds of 1970; apart, for plans never change it. */
  private final long[] asOfSeconds;

  /** By position; null, as nearly always, where nothing is kept for anybody. */
  private final @Nullable List<List<Earmark>> earmarks;

  /** By position; null, as nearly always, where nothing is on its way. */
  private final @Nullable List<List<Inbound>> inbound;

  private final int stocked;

  private StockChunk(
      long[] numbers,
      long[] asOfSeconds,
      @Nullable List<List<Earmark>> earmarks,
      @Nullable List<List<Inbound>> inbound) {
    this.numbers = numbers;
    this.asOfSeconds = asOfSeconds;
    this.earmarks = earmarks;
    this.inbound = inbound;
    this.stocked = countStocked();
  }

  static StockChunk of(List<StockState> states) {
    long[] numbers = new long[states.size() * NUMBERS];
    long[] asOfSeconds = new long[states.size()];
    List<List<Earmark>> earmarks = new ArrayList<>(states.size());
    List<List<Inbound>> inbound = new ArrayList<>(states.size());
    boolean anyKept = false;
    boolean anyInbound = false;
    for (int index = 0; index < states.size(); index++) {
      write(numbers, index, states.get(index));
      asOfSeconds[index] = states.get(index).asOf().getEpochSecond();
      earmarks.add(states.get(index).earmarks());
      inbound.add(states.get(index).inbound());
      anyKept |= !states.get(index).earmarks().isEmpty();
      anyInbound |= !states.get(index).inbound().isEmpty();
    }
    return new StockChunk(
        numbers, asOfSeconds, anyKept ? earmarks : null, anyInbound ? inbound : null);
  }

  StockState state(int index, String warehouseId, String sku) {
    return new StockState(
        warehouseId,
        sku,
        number(index, ON_HAND),
        number(index, SAFETY_STOCK),
        number(index, RESERVED_FREE),
        earmarks(index),
        inbound(index),
        asOf(index));
  }

  /** As {@link StockState#asOf}. */
  Instant asOf(int index) {
    return Instant.ofEpochSecond(asOfSeconds[index]);
  }

  /** How many of the positions somebody may find something at; at times nobody does after all. */
  int stocked() {
    return stocked;
  }

  private int countStocked() {
    int count = 0;
    for (int index = 0; index < numbers.length / NUMBERS; index++) {
      count += isPlain(index) ? (available(index) > 0 ? 1 : 0) : number(index, ON_HAND) > 0 ? 1 : 0;
    }
    return count;
  }

  /** Whether the numbers say it all. */
  boolean isPlain(int index) {
    return earmarks(index).isEmpty() && inbound(index).isEmpty();
  }

  /** Whether anything is on its way to any of the positions. */
  boolean hasInbound() {
    return inbound != null;
  }

  /** Whether anything may be kept of any of the positions. */
  boolean hasEarmarks() {
    return earmarks != null;
  }

  List<Inbound> inbound(int index) {
    return inbound == null ? List.of() : inbound.get(index);
  }

  List<Earmark> earmarks(int index) {
    return earmarks == null ? List.of() : earmarks.get(index);
  }

  /** What everybody may take of a position that is plain. */
  long available(int index) {
    return StockPosition.available(
        number(index, ON_HAND), number(index, SAFETY_STOCK), 0, number(index, RESERVED_FREE));
  }

  StockChunk with(int index, StockState state) {
    long[] fresh = numbers.clone();
    write(fresh, index, state);
    long[] freshSeconds = asOfSeconds.clone();
    freshSeconds[index] = state.asOf().getEpochSecond();
    return new StockChunk(
        fresh,
        freshSeconds,
        listsWith(earmarks, index, state.earmarks()),
        listsWith(inbound, index, state.inbound()));
  }

  /** After the counter of what is for everybody changed. */
  StockChunk afterStock(int index, Counter news) {
    long kept = earmarks(index).stream().mapToLong(Earmark::kept).sum();
    kept += inbound(index).stream().mapToLong(Inbound::arrived).sum();
    long[] fresh = numbers.clone();
    fresh[index * NUMBERS + ON_HAND] = news.capacity() + number(index, SAFETY_STOCK) + kept;
    fresh[index * NUMBERS + RESERVED_FREE] = news.used();
    return new StockChunk(fresh, asOfSeconds, earmarks, inbound);
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
        return new StockChunk(
            freshNumbers, asOfSeconds, listsWith(earmarks, index, List.copyOf(fresh)), inbound);
      }
    }
    return null;
  }

  /**
   * After the counter of units on their way changed. Fewer of them have shipped: first those that
   * had come, which were on hand. Null: nothing is known to be on its way then.
   */
  @Nullable StockChunk afterInbound(int index, Counter news) {
    List<Inbound> fresh = new ArrayList<>(inbound(index));
    for (int i = 0; i < fresh.size(); i++) {
      Inbound one = fresh.get(i);
      if (one.counter().equals(news.key())) {
        long gone = one.capacity() - news.capacity();
        Inbound after = gone > 0 ? one.departed(gone) : one.announced(one.expected() - gone);
        fresh.set(i, after.withReserved(news.used()));
        long[] freshNumbers = numbers.clone();
        freshNumbers[index * NUMBERS + ON_HAND] -= one.arrived() - after.arrived();
        return new StockChunk(
            freshNumbers, asOfSeconds, earmarks, listsWith(inbound, index, List.copyOf(fresh)));
      }
    }
    return null;
  }

  private <T> @Nullable List<List<T>> listsWith(
      @Nullable List<List<T>> lists, int index, List<T> fresh) {
    if (lists == null && fresh.isEmpty()) {
      return null;
    }
    List<List<T>> all =
        lists == null
            ? new ArrayList<>(Collections.nCopies(numbers.length / NUMBERS, List.<T>of()))
            : new ArrayList<>(lists);
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
