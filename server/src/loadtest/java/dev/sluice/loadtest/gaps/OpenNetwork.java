package dev.sluice.loadtest.gaps;

import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What tables say nothing of limits nothing: it is open all day, and takes whatever goods come. */
final class OpenNetwork {

  /** Heavier than any order. */
  static final long HEAVIEST_GRAMS = 1_000_000_000;

  private OpenNetwork() {}

  /** A warehouse that ships on every day until midnight, and packs all goods. */
  static Warehouse.Builder warehouse(String id, String regionCode, LatLng place, ZoneId zone) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      cutOffs.put(day, LocalTime.of(23, 59));
    }
    return Warehouse.builder(
            id, regionCode, place, new WarehouseCalendar(zone, 0, cutOffs, Set.of()))
        .kind(WarehouseKind.CENTRAL)
        .packsFragile(true)
        .coldRoom(true)
        .secureCage(true);
  }

  static Carrier carrier(String id, OptionalLong dailyParcels) {
    return new Carrier(id, id, id, CarrierRole.OTHER, OperatingState.OPEN, dailyParcels, 1.0, 0.0);
  }

  /** A service that carries all goods, for orders of one channel. */
  static CarrierService service(String id, String carrierId, String channel) {
    return CarrierService.builder(id, carrierId)
        .maxWeightGrams(HEAVIEST_GRAMS)
        .handlesFragile(true)
        .coldChain(true)
        .takesLiquid(true)
        .takesBattery(true)
        .takesOversize(true)
        .cashOnDelivery(true)
        .waybillChannels(Set.of(channel))
        .build();
  }

  static OrderLine line(String sku, long quantity) {
    return new OrderLine(sku, quantity, 0, false, Optional.empty());
  }

  /** An order without any limit, paid when it was placed. */
  static Order order(
      OrderKey key,
      String storeId,
      Instant time,
      String regionCode,
      Optional<LatLng> place,
      List<OrderLine> lines) {
    return new Order(
        key,
        storeId,
        "",
        "",
        CustomerTier.STANDARD,
        ServiceLevel.STANDARD,
        time,
        Optional.of(time),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        regionCode,
        place,
        lines,
        new TreeSet<>());
  }
}
