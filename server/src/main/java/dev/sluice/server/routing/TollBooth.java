package dev.sluice.server.routing;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.search.Departure;
import dev.sluice.server.stock.StockPosition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a shipment pays for the scarce things that it takes. */
final class TollBooth {

  private static final long[] NO_TOLLS = {};

  private final DecisionInput input;
  private final Tolls tolls;

  TollBooth(DecisionInput input) {
    this.input = input;
    this.tolls = input.tolls();
  }

  /** What a parcel pays that leaves on that day, whatever is in it. */
  long parcelMicros(
      Warehouse warehouse, AppliedLane lane, CarrierStanding standing, LocalDate shipDay) {
    if (tolls.isEmpty()) {
      return standing.tollMicros();
    }
    long micros = micros(lane.laneDay(shipDay)) + micros(lane.carrierDay(shipDay));
    if (!byUnits(warehouse)) {
      micros += micros(CounterKey.warehouseDay(warehouse.id(), shipDay));
    }
    return Micros.clamp(micros + standing.tollMicros());
  }

  /** What each unit in it adds. */
  long unitMicros(Warehouse warehouse, LocalDate shipDay) {
    return tolls.isEmpty() || !byUnits(warehouse)
        ? 0
        : Micros.clamp(micros(CounterKey.warehouseDay(warehouse.id(), shipDay)));
  }

  /** By line what a unit of its SKU pays there; empty where no SKU pays anywhere. */
  long[] stockTolls(String warehouseId, List<CandidateLine> lines) {
    if (!tolls.concernStock()) {
      return NO_TOLLS;
    }
    long[] micros = new long[lines.size()];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = Micros.clamp(stockMicros(warehouseId, lines.get(i)));
    }
    return micros;
  }

  /** All that goods pay together, one term a kind of thing. */
  List<CostTerm> terms(
      Warehouse warehouse,
      AppliedLane lane,
      CarrierStanding standing,
      Departure departure,
      List<CandidateLine> lines,
      long[] units) {
    if ((tolls.isEmpty() && standing.tollMicros() == 0) || departure.slot().isEmpty()) {
      return List.of();
    }
    LocalDate day = departure.slot().get().shipDay();
    Map<CounterKind, Long> sums = new TreeMap<>();
    long count = 0;
    long stock = 0;
    for (int i = 0; i < units.length; i++) {
      count += units[i];
      stock += Micros.times(Micros.clamp(stockMicros(warehouse.id(), lines.get(i))), units[i]);
    }
    long warehouseDay = micros(CounterKey.warehouseDay(warehouse.id(), day));
    sums.put(CounterKind.STOCK, stock);
    sums.put(
        CounterKind.WAREHOUSE_DAY,
        byUnits(warehouse) ? Micros.times(Micros.clamp(warehouseDay), count) : warehouseDay);
    sums.put(CounterKind.LANE_DAY, micros(lane.laneDay(day)));
    sums.put(CounterKind.CARRIER_DAY, micros(lane.carrierDay(day)));
    sums.put(CounterKind.CARRIER_SHARE, standing.tollMicros());
    List<CostTerm> terms = new ArrayList<>();
    sums.forEach(
        (kind, micros) -> {
          if (micros != 0) {
            terms.add(new CostTerm(termName(kind), CostTerm.Kind.OPPORTUNITY, micros));
          }
        });
    return terms;
  }

  /** The name of the term for tolls of that kind. */
  static String termName(CounterKind kind) {
    return switch (kind) {
      case WAREHOUSE_DAY -> "warehouseToll";
      case LANE_DAY -> "laneToll";
      case CARRIER_DAY -> "carrierToll";
      case CARRIER_SHARE, ALL_SHARE -> "shareToll";
      case STOCK, EARMARK, INBOUND -> "stockToll";
    };
  }

  /**
   * What a thing costs with what the decision sees of it: between two refreshes its price stands,
   * its pace does not.
   */
  @Nullable Toll find(CounterKey counter) {
    @Nullable Toll toll = tolls.find(counter);
    if (toll != null && counter.kind() == CounterKind.STOCK) {
      return ofStock(toll);
    }
    @Nullable Counter seen = toll == null ? null : input.view().counters().get(counter);
    if (toll == null || seen == null) {
      return toll;
    }
    if (seen.capacity() == Counter.UNLIMITED) {
      return toll;
    }
    return toll.at(seen.capacity() <= 0 ? 0 : (double) seen.free() / seen.capacity());
  }

  /** By what the order at hand sees of the position. */
  private Toll ofStock(Toll toll) {
    CounterKey key = toll.counter();
    Optional<StockPosition> position = input.stock().find(key.subject(), key.sku());
    if (position.isEmpty()) {
      return toll;
    }
    long all = position.get().onHand() - position.get().safetyStock();
    return all <= 0 ? toll.at(0) : toll.at((double) position.get().availableToPromise() / all);
  }

  private long micros(CounterKey counter) {
    @Nullable Toll toll = find(counter);
    return toll == null ? 0 : toll.micros();
  }

  private long stockMicros(String warehouseId, CandidateLine line) {
    return tolls.concernStock() ? micros(CounterKey.stock(warehouseId, line.sku())) : 0;
  }

  private static boolean byUnits(Warehouse warehouse) {
    return warehouse.capacityMeasure() == CapacityMeasure.UNITS;
  }
}
