package dev.sluice.server.routing.search;

import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.Insurance;
import dev.sluice.server.routing.cost.TariffCalculator;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A warehouse and a carrier service together, as rules left them.
 *
 * @param candidate where the caller keeps the warehouse
 * @param service where the caller keeps the service, among those of the warehouse
 * @param departures by {@link SearchLine#readyIndex()}
 * @param carries lines of which any may go this way
 * @param adjustmentMicros sum of what rules add and take off
 * @param insured whether what goes this way is insured at its declared value
 * @param coverageRank smaller where the warehouse's coverage matches the destination better
 * @param yields whether its carrier is at a cap, so that it is taken only where an order has no
 *     other way
 */
public record Way(
    int candidate,
    int service,
    Warehouse warehouse,
    AppliedLane lane,
    CarrierRoom room,
    List<Departure> departures,
    BitSet carries,
    long adjustmentMicros,
    boolean insured,
    int coverageRank,
    boolean yields) {

  /** Instead of a price: the goods cannot go this way. */
  public static final long IMPOSSIBLE = Long.MAX_VALUE;

  /** By ids. */
  public static final Comparator<Way> BY_ID =
      Comparator.comparing((Way way) -> way.warehouse().id())
          .thenComparing(way -> way.lane().service().id());

  String carrierId() {
    return lane.carrier().id();
  }

  boolean carries(int line) {
    return carries.get(line);
  }

  boolean carriesAll(List<Integer> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (!carries.get(lines.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What goods cost on this way that is known to carry each of them, or {@link #IMPOSSIBLE}.
   *
   * @param readyIndex of the line which is ready last
   */
  public long priceMicros(Goods goods, int readyIndex) {
    Departure departure = departures.get(readyIndex);
    if (goods.grams() > lane.service().maxWeightGrams()
        || !fits(goods, departure.warehouseFree())) {
      return IMPOSSIBLE;
    }
    var charge =
        TariffCalculator.chargeMicros(lane.tariff(), goods.chargedWeightGrams(lane.service()));
    return charge.isEmpty()
        ? IMPOSSIBLE
        : charge.getAsLong() + besidesMicros(goods) + departure.micros(goods.units());
  }

  /**
   * A bound below the price of these goods with any others, {@link #IMPOSSIBLE} where no others
   * could make it possible: nothing that is added makes a shipment cheaper than this.
   */
  long leastMicros(Goods goods, int readyIndex) {
    if (goods.grams() > lane.service().maxWeightGrams()) {
      return IMPOSSIBLE;
    }
    long charge =
        TariffCalculator.leastMicros(lane.tariff(), goods.chargedWeightGrams(lane.service()));
    if (charge == Long.MAX_VALUE) {
      return IMPOSSIBLE;
    }
    long timeMicros = Long.MAX_VALUE;
    boolean fits = false;
    for (int i = readyIndex; i < departures.size(); i++) {
      Departure departure = departures.get(i);
      timeMicros = Math.min(timeMicros, departure.micros(goods.units()));
      fits |= fits(goods, departure.warehouseFree());
    }
    return fits ? charge + besidesMicros(goods) + timeMicros : IMPOSSIBLE;
  }

  private long besidesMicros(Goods goods) {
    long micros = goods.handlingMicros(warehouse) + adjustmentMicros;
    return insured
        ? micros + Insurance.premiumMicros(lane.service(), goods.declaredMicros())
        : micros;
  }

  private boolean fits(Goods goods, long warehouseFree) {
    return warehouse.capacityMeasure() != CapacityMeasure.UNITS || goods.units() <= warehouseFree;
  }
}
