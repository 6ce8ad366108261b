package dev.sluice.server.routing.cost;

import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Warehouse;

/**
 * What some units of an order's lines amount to together. Sums are clamped at the largest long.
 *
 * @param declaredMicros their declared value in micro-yuan
 */
public record Goods(long units, long grams, long volumeCm3, long declaredMicros) {

  /** No goods at all. */
  public static final Goods NONE = new Goods(0, 0, 0, 0);

  /** So many units of one product. */
  public static Goods of(Product product, long unitValueMicros, long count) {
    return count == 0
        ? NONE
        : new Goods(
            count,
            Micros.timesSaturated(product.weightGrams(), count),
            Micros.timesSaturated(product.volumeCm3(), count),
            Micros.timesSaturated(unitValueMicros, count));
  }

  /** Both together. */
  public Goods plus(Goods other) {
    if (units == 0 || other.units == 0) {
      return units == 0 ? other : this;
    }
    return new Goods(
        Micros.plusSaturated(units, other.units),
        Micros.plusSaturated(grams, other.grams),
        Micros.plusSaturated(volumeCm3, other.volumeCm3),
        Micros.plusSaturated(declaredMicros, other.declaredMicros));
  }

  /** As {@link TariffCalculator#chargedWeightGrams}. */
  public long chargedWeightGrams(CarrierService service) {
    return TariffCalculator.chargedWeightGrams(service, grams, volumeCm3);
  }

  /** What the warehouse costs for packing them as one shipment, in micro-yuan. */
  public long handlingMicros(Warehouse warehouse) {
    return Micros.clamp(warehouse.handlingPerShipmentMicros())
        + Micros.times(warehouse.handlingPerUnitMicros(), units);
  }
}
