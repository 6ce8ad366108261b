package dev.sluice.server.stock;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.WarehouseOrdinals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stock positions of one order's SKUs as that order sees them, captured once for a decision.
 * Never changes; positions are made when they are asked for.
 */
public final class StockView {

  private final Map<String, SkuStock> stockBySku;
  private final WarehouseOrdinals warehouses;
  private final SalesPoint point;
  private final Instant time;

  /** Not null: only what is expected on a day is seen, as if it were there. */
  private final @Nullable Arrival arrival;

  /** Of what is on its way: where it is looked at, and how much there is elsewhere. */
  private final Sight sight;

  /**
   * How much of what is on its way is looked at.
   *
   * @param warehouses where to; null: wherever to
   * @param elsewhere units that are on their way to others, by SKU; as far as they are not in stock
   *     data
   */
  private record Sight(@Nullable Set<String> warehouses, Map<String, Long> elsewhere) {
    private static final Sight WHOLE = new Sight(null, Map.of());
  }

  /**
   * What is expected on a day.
   *
   * @param whole all there is
   */
  private record Arrival(LocalDate day, StockView whole) {}

  /** Worked out when it is first asked for; two threads may do so, and find the same. */
  private volatile @Nullable List<String> holders;

  StockView(
      Map<String, SkuStock> stockBySku,
      WarehouseOrdinals warehouses,
      SalesPoint point,
      Instant time) {
    this(stockBySku, warehouses, point, time, null, Sight.WHOLE);
  }

  private StockView(
      Map<String, SkuStock> stockBySku,
      WarehouseOrdinals warehouses,
      SalesPoint point,
      Instant time,
      @Nullable Arrival arrival,
      Sight sight) {
    this.stockBySku = stockBySku;
    this.warehouses = warehouses;
    this.point = point;
    this.time = time;
    this.arrival = arrival;
    this.sight = sight;
  }

  /** What an order of a sales point sees of these states, none for the same warehouse and SKU. */
  public static StockView of(Collection<StockState> states, SalesPoint point, Instant time) {
    return of(states, point, time, Map.of());
  }

  /**
   * The same where more is on its way.
   *
   * @param inboundElsewhere units that are on their way to other warehouses, by SKU
   */
  public static StockView of(
      Collection<StockState> states,
      SalesPoint point,
      Instant time,
      Map<String, Long> inboundElsewhere) {
    return of(states, point, time, null, new Sight(null, Map.copyOf(inboundElsewhere)));
  }

  private static StockView of(
      Collection<StockState> states,
      SalesPoint point,
      Instant time,
      @Nullable Arrival arrival,
      Sight sight) {
    Map<String, List<StockState>> bySku = new HashMap<>();
    for (StockState state : states) {
      bySku.computeIfAbsent(state.sku(), sku -> new ArrayList<>()).add(state);
    }
    WarehouseOrdinals warehouses = new WarehouseOrdinals();
    Map<String, SkuStock> stockBySku = new HashMap<>();
    bySku.forEach((sku, ofSku) -> stockBySku.put(sku, SkuStock.of(sku, ofSku, warehouses)));
    return new StockView(stockBySku, warehouses, point, time, arrival, sight);
  }

  /** The same view of an order that looks at what is on its way to these warehouses only. */
  public StockView within(Set<String> warehouseIds) {
    return new StockView(
        stockBySku, warehouses, point, time, arrival, new Sight(warehouseIds, sight.elsewhere));
  }

  /** The position of a SKU at a warehouse; empty where the warehouse never had it. */
  public Optional<StockPosition> find(String warehouseId, String sku) {
    return findState(warehouseId, sku).map(state -> state.seenBy(point, time));
  }

  /** As {@link StockPosition#availableToPromise}, 0 where the warehouse never had the SKU. */
  public long availableToPromise(String warehouseId, String sku) {
    return availableToPromise(warehouses.find(warehouseId), sku);
  }

  /** The numbers by which it knows warehouses. */
  public WarehouseOrdinals warehouses() {
    return warehouses;
  }

  /** As {@link #availableToPromise(String, String)} of the warehouse of this number. */
  public long availableToPromise(int warehouseOrdinal, String sku) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    int rank = stock == null ? -1 : stock.rank(warehouseOrdinal);
    return stock == null || rank < 0 ? 0 : stock.available(rank, point, time);
  }

  /** What the order takes for so many units of a SKU that a warehouse has. */
  public List<Take> take(String warehouseId, String sku, long units) {
    if (arrival != null) {
      return List.of(new Take(CounterKey.inbound(warehouseId, sku, arrival.day()), units));
    }
    return findState(warehouseId, sku)
        .orElseGet(() -> StockState.unknown(warehouseId, sku))
        .seenBy(point, time)
        .take(units);
  }

  /** Every warehouse that ever had the SKU, in no particular order. */
  public List<String> listWarehouseIds(String sku) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    List<String> ids = new ArrayList<>();
    for (int rank = 0; stock != null && rank < stock.warehouseCount(); rank++) {
      ids.add(stock.warehouseId(rank));
    }
    return ids;
  }

  /** Warehouses that have any of the SKUs available to promise, by id. */
  public List<String> holders() {
    @Nullable List<String> known = holders;
    if (known == null) {
      known = findHolders();
      holders = known;
    }
    return known;
  }

  /** How many warehouses may have some of the SKU available to promise; seldom fewer have. */
  public int countStocked(String sku) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    return stock == null ? 0 : stock.stocked();
  }

  /** Visits every warehouse that has some of the SKU available to promise, in no set order. */
  public void forEachHolder(String sku, ObjLongConsumer<String> visitor) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    if (stock != null) {
      stock.forEachStocked(
          rank -> {
            long available = stock.available(rank, point, time);
            if (available > 0) {
              visitor.accept(stock.warehouseId(rank), available);
            }
          });
    }
  }

  /**
   * Visits every warehouse that has some of all of the SKUs available to promise, in no set order.
   * Costs little more than walking through those that have the SKU that the fewest have.
   */
  public void forEachHolderOfAll(Collection<String> skus, Consumer<String> visitor) {
    List<SkuStock> stocks = new ArrayList<>(skus.size());
    for (String sku : skus) {
      @Nullable SkuStock stock = stockBySku.get(sku);
      if (stock == null) {
        return;
      }
      stocks.add(stock);
    }
    stocks.sort(Comparator.comparingInt(SkuStock::stocked));
    SkuStock fewest = stocks.get(0);
    fewest.forEachStocked(
        rank -> {
          int ordinal = fewest.ordinal(rank);
          for (SkuStock stock : stocks) {
            int there = stock.rank(ordinal);
            if (there < 0 || stock.available(there, point, time) <= 0) {
              return;
            }
          }
          visitor.accept(fewest.warehouseId(rank));
        });
  }

  private List<String> findHolders() {
    List<String> found = new ArrayList<>();
    stockBySku.keySet().forEach(sku -> forEachHolder(sku, (id, available) -> found.add(id)));
    found.sort(null);
    int distinct = 0;
    for (int i = 0; i < found.size(); i++) {
      if (i == 0 || !found.get(i).equals(found.get(distinct - 1))) {
        found.set(distinct, found.get(i));
        distinct++;
      }
    }
    found.subList(distinct, found.size()).clear();
    return Collections.unmodifiableList(found);
  }

  /** All that is known of the SKU at the warehouse, whoever asks. */
  public Optional<StockState> findState(String warehouseId, String sku) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    int rank = stock == null ? -1 : stock.rank(warehouseId);
    return stock == null || rank < 0 ? Optional.empty() : Optional.of(stock.state(rank));
  }

  /**
   * What is on its way of the SKU to where it is looked at, and not taken yet, in no particular
   * order.
   */
  public List<Inbound> listInbound(String sku) {
    @Nullable SkuStock stock = stockBySku.get(sku);
    return stock == null
        ? List.of()
        : stock.listInbound().stream()
            .filter(one -> one.free() > 0)
            .filter(one -> sight.warehouses == null || sight.warehouses.contains(one.warehouseId()))
            .toList();
  }

  /** How many units of the SKU are on their way to any warehouse and not taken yet. */
  public long inboundUnits(String sku) {
    if (arrival != null) {
      return arrival.whole().inboundUnits(sku);
    }
    @Nullable SkuStock stock = stockBySku.get(sku);
    return (stock == null ? 0 : stock.inboundUnits()) + sight.elsewhere.getOrDefault(sku, 0L);
  }

  /** What is kept of the SKU for anybody, over or not, in no particular order. */
  public List<Earmark> listEarmarks(String sku) {
    if (arrival != null) {
      return arrival.whole().listEarmarks(sku);
    }
    @Nullable SkuStock stock = stockBySku.get(sku);
    return stock == null ? List.of() : stock.listEarmarks();
  }

  /**
   * Whole minutes since the SKU was last counted at the warehouse, 0 up to {@link
   * StockState#MAX_AGE_MINUTES}; that where it never was.
   */
  public long ageMinutes(String warehouseId, String sku) {
    if (arrival != null) {
      return arrival.whole().ageMinutes(warehouseId, sku);
    }
    @Nullable SkuStock stock = stockBySku.get(sku);
    int rank = stock == null ? -1 : stock.rank(warehouseId);
    return stock == null || rank < 0
        ? StockState.MAX_AGE_MINUTES
        : StockState.ageMinutes(stock.asOf(rank), time);
  }

  /** Sees what there would be if no plan held anything. */
  public StockView untaken() {
    List<StockState> states = new ArrayList<>();
    stockBySku.forEach(
        (sku, stock) -> {
          for (int rank = 0; rank < stock.warehouseCount(); rank++) {
            states.add(stock.state(rank).untaken());
          }
        });
    return of(states, point, time, arrival, sight);
  }

  /** Sees nothing but what is expected of these SKUs on a day, as if it were there. */
  public StockView arriving(Collection<String> skus, LocalDate day) {
    List<StockState> states = new ArrayList<>();
    for (String sku : skus) {
      for (Inbound one : listInbound(sku)) {
        if (one.day().equals(day)) {
          states.add(new StockState(one.warehouseId(), sku, one.free(), 0, 0, List.of()));
        }
      }
    }
    return of(states, point, time, new Arrival(day, this), Sight.WHOLE);
  }

  /** When they are seen. */
  public Instant time() {
    return time;
  }

  /** The same view where counters were read later. */
  public StockView withFresh(Collection<Counter> counters) {
    Map<String, SkuStock> fresh = new HashMap<>(stockBySku);
    for (Counter counter : counters) {
      if (counter.key().isOfStock()) {
        fresh.computeIfPresent(
            counter.key().sku(),
            (sku, stock) -> {
              @Nullable SkuStock after = stock.after(counter);
              return after == null ? stock : after;
            });
      }
    }
    return new StockView(fresh, warehouses, point, time, arrival, sight);
  }
}
