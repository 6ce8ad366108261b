package dev.sluice.server.routing;

import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.LaneRanking;
import dev.sluice.server.network.LaneRanking.Kind;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Ranks warehouses by what master data alone says of shipping an order whole: the cheapest service
 * that is sold at its level with handling, and the fastest with processing.
 */
final class ShippingScale implements LaneRanking.Scale {

  static final ShippingScale INSTANCE = new ShippingScale();

  /** Where no service carries the order in one parcel; parts of it may still go. */
  private static final long UNWIELDY_MICROS = Long.MAX_VALUE / 4;

  /** Of most carriers; who counts otherwise is ranked a little off. */
  private static final long CM3_PER_KG = 8_000;

  private static final long[] GRAMS = {500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 30_000};
  private static final long MAX_UNITS = 1 << 20;

  private ShippingScale() {}

  /** Which orders are alike to it: those of about the same weight and number of units. */
  static Kind kind(Order order, Map<String, Product> products) {
    long units = 0;
    long grams = 0;
    for (OrderLine line : order.lines()) {
      @Nullable Product product = products.get(line.sku());
      if (product != null) {
        long volumetric = product.volumeCm3() * 1_000 / CM3_PER_KG;
        long each = Math.max(product.weightGrams(), volumetric);
        grams = Micros.plusSaturated(grams, Micros.timesSaturated(each, line.quantity()));
      }
      units = Micros.plusSaturated(units, line.quantity());
    }
    long roundUnits = Long.highestOneBit(Math.max(1, Math.min(MAX_UNITS, units)));
    return new Kind(order.serviceLevel(), order.key().channel(), roundGrams(grams), roundUnits);
  }

  private static long roundGrams(long grams) {
    for (long round : GRAMS) {
      if (grams <= round) {
        return round;
      }
    }
    long round = GRAMS[GRAMS.length - 1];
    while (round < grams && round < UNWIELDY_MICROS) {
      round *= 2;
    }
    return round;
  }

  @Override
  public long micros(LaneGroup lanes, Kind kind) {
    Warehouse warehouse = lanes.warehouse();
    if (warehouse.state() != OperatingState.OPEN
        || warehouse.kind() == WarehouseKind.RETURN_CENTER) {
      return LaneRanking.UNFIT;
    }
    boolean fits = false;
    long least = UNWIELDY_MICROS;
    for (AppliedLane lane : lanes.lanes()) {
      if (fits(lane, kind)) {
        fits = true;
        if (kind.grams() <= lane.service().maxWeightGrams()) {
          OptionalLong charge = TariffCalculator.chargeMicros(lane.tariff(), kind.grams());
          least = Math.min(least, charge.orElse(UNWIELDY_MICROS));
        }
      }
    }
    return fits ? least + handlingMicros(warehouse, kind) : LaneRanking.UNFIT;
  }

  private static long handlingMicros(Warehouse warehouse, Kind kind) {
    return Micros.clamp(warehouse.handlingPerShipmentMicros())
        + Micros.times(warehouse.handlingPerUnitMicros(), kind.units());
  }

  @Override
  public long minutes(LaneGroup lanes, Kind kind) {
    long least = Long.MAX_VALUE;
    for (AppliedLane lane : lanes.lanes()) {
      if (fits(lane, kind)) {
        least = Math.min(least, Duration.ofHours(lane.lane().transitHours()).toMinutes());
      }
    }
    return least == Long.MAX_VALUE ? least : least + lanes.warehouse().processingMinutes();
  }

  private static boolean fits(AppliedLane lane, Kind kind) {
    return lane.carrier().state() == OperatingState.OPEN && sells(lane.service(), kind);
  }

  /** Whether it is sold at the level, and prints the channel's waybills. */
  static boolean sells(CarrierService service, Kind kind) {
    return service.serviceLevels().contains(kind.level())
        && (service.waybillChannels().isEmpty()
            || service.waybillChannels().contains(kind.channel()));
  }
}
