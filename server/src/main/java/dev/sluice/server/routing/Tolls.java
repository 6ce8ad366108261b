package dev.sluice.server.routing;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tolls of one moment. Immutable; a lookup is a hash read. */
public final class Tolls {

  private static final Tolls NONE = new Tolls(Map.of(), 0);

  private final Map<CounterKey, Toll> tolls;
  private final List<Toll> sorted;

  /** By SKU where they are of stock, else by subject. */
  private final Map<String, List<Toll>> stockTolls = new HashMap<>();

  private final Map<String, List<Toll>> otherTolls = new HashMap<>();
  private final boolean ofStock;
  private final long parcelMicros;

  private Tolls(Map<CounterKey, Toll> tolls, long parcelMicros) {
    this.tolls = tolls;
    this.parcelMicros = parcelMicros;
    this.sorted = tolls.values().stream().sorted(Comparator.comparing(Toll::counter)).toList();
    for (Toll toll : sorted) {
      CounterKey key = toll.counter();
      boolean stock = key.isOfStock();
      (stock ? stockTolls : otherTolls)
          .computeIfAbsent(stock ? key.sku() : key.subject(), unknown -> new ArrayList<>())
          .add(toll);
    }
    this.ofStock = anyOf(CounterKind.STOCK);
  }

  /** Nothing is scarce. */
  public static Tolls none() {
    return NONE;
  }

  /** These tolls, and nothing known of what a parcel costs. */
  public static Tolls of(Collection<Toll> all) {
    return of(all, 0);
  }

  /**
   * These tolls; those that can only be 0 are left out.
   *
   * @param parcelMicros as {@link #parcelMicros()}
   */
  public static Tolls of(Collection<Toll> all, long parcelMicros) {
    Map<CounterKey, Toll> tolls = new HashMap<>();
    for (Toll toll : all) {
      if (toll.priceMicros() > 0 || toll.epsMicros() > 0) {
        tolls.put(toll.counter(), toll);
      }
    }
    return tolls.isEmpty() && parcelMicros == 0 ? NONE : new Tolls(tolls, parcelMicros);
  }

  public boolean isEmpty() {
    return tolls.isEmpty() && parcelMicros == 0;
  }

  /** Whether any is of a stock position. */
  public boolean concernStock() {
    return ofStock;
  }

  /**
   * What one more parcel costs in the mean, tolls included, which is what it costs to leave too
   * little in one place for a line to come; 0: such lines are not thought of.
   */
  public long parcelMicros() {
    return parcelMicros;
  }

  /** The toll as it was worked out; null where the thing is not scarce. */
  public @Nullable Toll find(CounterKey counter) {
    return tolls.get(counter);
  }

  /** All of them by counter. */
  public List<Toll> list() {
    return sorted;
  }

  /**
   * Those of stock of these SKUs, and of these subjects on any day: there may be thousands of
   * others.
   *
   * @param subjects ids of warehouses, lanes and carriers
   */
  public List<Toll> concerning(Set<String> skus, Set<String> subjects) {
    List<Toll> found = new ArrayList<>();
    skus.forEach(sku -> found.addAll(stockTolls.getOrDefault(sku, List.of())));
    subjects.forEach(subject -> found.addAll(otherTolls.getOrDefault(subject, List.of())));
    return found;
  }

  /** Those of some counters only. */
  public Tolls only(Predicate<CounterKey> wanted) {
    return of(
        tolls.values().stream().filter(toll -> wanted.test(toll.counter())).toList(), parcelMicros);
  }

  private boolean anyOf(CounterKind kind) {
    return tolls.keySet().stream().anyMatch(counter -> counter.kind() == kind);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tolls that
        && parcelMicros == that.parcelMicros
        && tolls.equals(that.tolls);
  }

  @Override
  public int hashCode() {
    return tolls.hashCode();
  }

  @Override
  public String toString() {
    return "Tolls" + list() + ", a parcel " + parcelMicros;
  }
}
