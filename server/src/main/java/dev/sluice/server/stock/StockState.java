package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that is known of one SKU at one warehouse; a {@link StockPosition} is what one sales point
 * sees of it.
 *
 * @param onHand units counted in the building
 * @param safetyStock units never promised
 * @param reservedFree units that plans hold, without those taken from earmarks
 * @param earmarks in the order of their holders
 * @param inbound in the order of their days
 * @param asOf when it was last counted, by the counter's own clock, in whole seconds; {@link
 *     #NEVER}: it never was
 */
public record StockState(
    String warehouseId,
    String sku,
    long onHand,
    long safetyStock,
    long reservedFree,
    List<Earmark> earmarks,
    List<Inbound> inbound,
    Instant asOf) {

  /** Long enough ago for everybody. */
  public static final Instant NEVER = Instant.EPOCH;

  /** A year; what was counted before, or never, is no older than that. */
  public static final long MAX_AGE_MINUTES = Duration.ofDays(365).toMinutes();

  private static final Comparator<Earmark> SOONEST_OVER =
      Comparator.comparing(Earmark::until).thenComparing(Earmark::holder);

  /** Drops what is finer than a second. */
  public StockState {
    asOf = asOf.truncatedTo(ChronoUnit.SECONDS);
  }

  /** One that nothing is on its way to and that nobody ever counted. */
  public StockState(
      String warehouseId,
      String sku,
      long onHand,
      long safetyStock,
      long reservedFree,
      List<Earmark> earmarks) {
    this(warehouseId, sku, onHand, safetyStock, reservedFree, earmarks, List.of(), NEVER);
  }

  /** A warehouse and SKU that nothing was ever said about. */
  public static StockState unknown(String warehouseId, String sku) {
    return new StockState(warehouseId, sku, 0, 0, 0, List.of());
  }

  /** What may be promised to everybody, before plans took from it; below 0 in a shortfall. */
  public long freeCapacity() {
    return onHand - safetyStock - kept() - arrived();
  }

  /** What all earmarks keep together, plans' part of it included. */
  public long kept() {
    long kept = 0;
    for (Earmark earmark : earmarks) {
      kept += earmark.kept();
    }
    return kept;
  }

  /** Units that came for plans, which hold them of what was on its way. */
  public long arrived() {
    long arrived = 0;
    for (Inbound one : inbound) {
      arrived += one.arrived();
    }
    return arrived;
  }

  /** Whole minutes from when it was last counted, 0 up to {@link #MAX_AGE_MINUTES}. */
  public long ageMinutes(Instant time) {
    return ageMinutes(asOf, time);
  }

  static long ageMinutes(Instant asOf, Instant time) {
    return Math.max(0, Math.min(MAX_AGE_MINUTES, Duration.between(asOf, time).toMinutes()));
  }

  /** Before any plan took from what is for everybody. */
  StockState untaken() {
    return new StockState(warehouseId, sku, onHand, safetyStock, 0, earmarks, inbound, asOf);
  }

  /** After it was counted. */
  public StockState counted(long countedOnHand, long countedSafetyStock, Instant countedAsOf) {
    return new StockState(
        warehouseId,
        sku,
        countedOnHand,
        countedSafetyStock,
        reservedFree,
        earmarks,
        inbound,
        countedAsOf);
  }

  private StockState withOnHand(long units) {
    return new StockState(
        warehouseId, sku, units, safetyStock, reservedFree, earmarks, inbound, asOf);
  }

  /**
   * After units came in or left.
   *
   * @throws IllegalArgumentException when on-hand would fall below 0
   */
  public StockState adjusted(StockDelta delta) {
    if (onHand + delta.units() < 0) {
      throw delta.belowZero(onHand);
    }
    return withOnHand(onHand + delta.units());
  }

  /**
   * After units were asked to be kept, as many as {@link #settled} will keep.
   *
   * @throws EarmarkNotFreeException when more are asked for than before, and than there are free
   */
  public StockState keeping(EarmarkRecord record) {
    List<Earmark> others = new ArrayList<>(earmarks);
    others.removeIf(earmark -> earmark.holder().equals(record.holder()));
    Earmark before =
        findEarmark(record.holder())
            .orElseGet(
                () -> new Earmark(warehouseId, sku, record.holder(), 0, 0, 0, record.until()));
    long possible = before.kept() + Math.max(0, freeCapacity() - reservedFree);
    if (record.units() > Math.max(before.units(), possible)) {
      throw new EarmarkNotFreeException(record, possible);
    }
    others.add(
        new Earmark(
            warehouseId,
            sku,
            record.holder(),
            record.units(),
            before.kept(),
            before.reserved(),
            record.until()));
    return withEarmarks(others);
  }

  /**
   * The same with every earmark keeping what it should now: what its orders hold, and as far as it
   * is not over and units are there, what was asked for; the one that is over soonest first. Where
   * plans hold more than there is, what is for everybody bears it. Of what came only that is kept
   * which plans hold.
   */
  public StockState settled(Instant now) {
    if (!inbound.isEmpty()) {
      List<Inbound> open = new ArrayList<>();
      inbound.stream().map(Inbound::settled).filter(one -> !one.isOver()).forEach(open::add);
      return withInbound(open).settledEarmarks(now);
    }
    return settledEarmarks(now);
  }

  private StockState settledEarmarks(Instant now) {
    if (earmarks.isEmpty()) {
      return this;
    }
    long reserved = reservedFree + earmarks.stream().mapToLong(Earmark::reserved).sum() + arrived();
    long rest = Math.max(0, onHand - safetyStock - reserved);
    List<Earmark> settled = new ArrayList<>(earmarks);
    settled.sort(SOONEST_OVER);
    for (int i = 0; i < settled.size(); i++) {
      Earmark earmark = settled.get(i);
      long wanted = now.isBefore(earmark.until()) ? earmark.units() - earmark.reserved() : 0;
      long more = Math.min(rest, Math.max(0, wanted));
      rest -= more;
      settled.set(i, earmark.with(earmark.reserved() + more, earmark.reserved()));
    }
    settled.removeIf(
        earmark -> earmark.kept() == 0 && (earmark.units() == 0 || !now.isBefore(earmark.until())));
    return withEarmarks(settled);
  }

  /**
   * After units left for good that plans held of one of its counters. They were there, even where
   * fewer were counted; of an earmark they count no more.
   */
  StockState departed(CounterKey counter, long units) {
    if (counter.kind() == CounterKind.INBOUND) {
      Inbound before = inboundOf(counter.expectedDay());
      return withOnHand(Math.max(0, onHand - before.arrivedOf(units))).with(before.departed(units));
    }
    List<Earmark> left = new ArrayList<>();
    for (Earmark earmark : earmarks) {
      left.add(
          earmark.counter().equals(counter)
              ? new Earmark(
                  warehouseId,
                  sku,
                  earmark.holder(),
                  Math.max(0, earmark.units() - units),
                  earmark.kept() - units,
                  earmark.reserved(),
                  earmark.until())
              : earmark);
    }
    return withOnHand(Math.max(0, onHand - units)).withEarmarks(left);
  }

  /** After it was said how many units are still to come on a day. */
  public StockState announced(InboundRecord record) {
    return with(inboundOf(record.day()).announced(record.units()));
  }

  /** After units came that were expected. */
  public StockState received(InboundReceipt receipt) {
    long more = receipt.counted() ? 0 : receipt.units();
    return withOnHand(onHand + more).with(inboundOf(receipt.day()).received(receipt.units()));
  }

  /** What is kept for this holder, if anything is. */
  public Optional<Earmark> findEarmark(EarmarkHolder holder) {
    return earmarks.stream().filter(earmark -> earmark.holder().equals(holder)).findFirst();
  }

  /** What an order of this sales point sees at this time. */
  public StockPosition seenBy(SalesPoint point, Instant time) {
    if (earmarks.isEmpty()) {
      return new StockPosition(warehouseId, sku, onHand, safetyStock, 0, reservedFree + arrived());
    }
    long keptForOthers = 0;
    long reserved = reservedFree + arrived();
    List<Earmark> own = new ArrayList<>(2);
    for (Earmark earmark : earmarks) {
      reserved += earmark.reserved();
      if (!earmark.isFor(point, time)) {
        keptForOthers += earmark.free();
      } else if (earmark.free() > 0) {
        own.add(earmark);
      }
    }
    own.sort(SOONEST_OVER);
    return new StockPosition(
        warehouseId, sku, onHand, safetyStock, keptForOthers, reserved, List.copyOf(own));
  }

  /** The same with what counters say of it. */
  StockState withCounters(long freshReservedFree, Function<CounterKey, Counter> counters) {
    List<Earmark> fresh = new ArrayList<>();
    for (Earmark earmark : earmarks) {
      Counter counter = counters.apply(earmark.counter());
      fresh.add(earmark.with(counter.capacity(), counter.used()));
    }
    List<Inbound> freshInbound = new ArrayList<>();
    for (Inbound one : inbound) {
      freshInbound.add(one.withReserved(counters.apply(one.counter()).used()));
    }
    return new StockState(
        warehouseId,
        sku,
        onHand,
        safetyStock,
        freshReservedFree,
        List.copyOf(fresh),
        List.copyOf(freshInbound),
        asOf);
  }

  /** The same with these earmarks, in whatever order, instead of its own. */
  public StockState withEarmarks(List<Earmark> fresh) {
    List<Earmark> sorted = new ArrayList<>(fresh);
    sorted.sort(Comparator.comparing(Earmark::holder));
    return new StockState(
        warehouseId, sku, onHand, safetyStock, reservedFree, List.copyOf(sorted), inbound, asOf);
  }

  /** The same with this on its way, in whatever order, instead of what was. */
  public StockState withInbound(List<Inbound> fresh) {
    List<Inbound> sorted = new ArrayList<>(fresh);
    sorted.sort(Comparator.comparing(Inbound::day));
    return new StockState(
        warehouseId, sku, onHand, safetyStock, reservedFree, earmarks, List.copyOf(sorted), asOf);
  }

  private StockState with(Inbound fresh) {
    List<Inbound> all = new ArrayList<>(inbound);
    all.removeIf(one -> one.day().equals(fresh.day()));
    all.add(fresh);
    return withInbound(all);
  }

  private Inbound inboundOf(LocalDate day) {
    return inbound.stream()
        .filter(one -> one.day().equals(day))
        .findFirst()
        .orElseGet(() -> Inbound.none(warehouseId, sku, day));
  }
}
