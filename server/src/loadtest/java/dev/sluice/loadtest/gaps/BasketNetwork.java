package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Place;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Tariff.Band;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockRecord;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** An instance in the words of Sluice: seven warehouses that count parcels, one carrier. */
final class BasketNetwork {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String CARRIER = "POST";
  private static final String SERVICE = "POST-STD";
  private static final long MICROS_OF_FEN = 10_000;
  private static final long HEAVIEST_GRAMS = 1_000_000_000;
  private static final int TRANSIT_HOURS = 48;

  private BasketNetwork() {}

  static NetworkData of(BasketInstance instance) {
    List<Region> regions = new ArrayList<>();
    for (Place place : instance.places()) {
      regions.add(
          new Region(place.code(), place.name(), place.name(), Optional.of(place.center())));
    }
    List<Warehouse> warehouses = new ArrayList<>();
    List<CoverageRule> coverage = new ArrayList<>();
    Map<String, Tariff> tariffs = new LinkedHashMap<>();
    List<Lane> lanes = new ArrayList<>();
    coverage.add(
        new CoverageRule(
            CoverageRule.Subject.CARRIER_SERVICE, SERVICE, CoverageRule.EVERYWHERE, 0, true));
    for (int w = 0; w < instance.warehouses().size(); w++) {
      String id = id(instance, w);
      warehouses.add(warehouse(instance, w));
      coverage.add(
          new CoverageRule(CoverageRule.Subject.WAREHOUSE, id, CoverageRule.EVERYWHERE, 0, true));
      for (Place place : instance.places()) {
        long fen = instance.fen(w, place);
        String tariff = "FEN-" + fen;
        tariffs.computeIfAbsent(tariff, same -> tariff(same, fen));
        lanes.add(new Lane(id, SERVICE, place.code(), tariff, TRANSIT_HOURS, OptionalLong.empty()));
      }
    }
    List<Product> products = new ArrayList<>();
    instance
        .stock()
        .keySet()
        .forEach(sku -> products.add(new Product(sku, sku, "GIFT", 1, 0, 0, 0, Set.of())));
    return new NetworkData(
        regions,
        List.of(),
        warehouses,
        List.of(
            new Carrier(
                CARRIER,
                CARRIER,
                CARRIER,
                CarrierRole.OTHER,
                OperatingState.OPEN,
                OptionalLong.empty(),
                1.0,
                0.0)),
        List.of(service()),
        List.copyOf(tariffs.values()),
        lanes,
        coverage,
        products);
  }

  /** What an order costs that is lost, how it may be split, and that half an order is none. */
  static RuleSources rules(BasketInstance instance) {
    String drl =
        """
        rule "INT-910 An order ships whole or not at all, and costs this much if it does not"
        when
          Order( $lines : lineCount )
        then
          routing.shipWhole("half a gift is none");
          routing.shortagePenalty(%d.0 / $lines);
          routing.limitShipments(%d);
        end
        """
            .formatted(BasketInstance.LOST_YUAN, instance.most());
    String cases =
        """
        cases:
          - name: Three lines
            given:
              order: {lineCount: 3}
              lines:
                - {sku: A, quantity: 1}
                - {sku: B, quantity: 1}
                - {sku: C, quantity: 1}
            expect:
              - shipWhole
              - shortagePenalty %d
              - limitShipments %d
        """
            .formatted(BasketInstance.LOST_YUAN / 3, instance.most());
    return new RuleSources(
        List.of(
            new SourceFile("intake/whole/whole.drl", drl),
            new SourceFile("intake/whole/cases.yaml", cases)));
  }

  static List<StockRecord> stock(BasketInstance instance) {
    List<StockRecord> records = new ArrayList<>();
    instance
        .stock()
        .forEach(
            (sku, units) -> {
              for (int w = 0; w < units.length; w++) {
                if (units[w] > 0) {
                  records.add(new StockRecord(id(instance, w), sku, units[w], 0));
                }
              }
            });
    return records;
  }

  static Order order(Basket basket, Instant time) {
    List<OrderLine> lines = new ArrayList<>();
    for (Wish wish : basket.wishes()) {
      lines.add(new OrderLine(wish.sku(), wish.units(), 0, false, Optional.empty()));
    }
    return new Order(
        new OrderKey("GIFTS", basket.id()),
        "STORE",
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
        basket.place().code(),
        Optional.of(basket.place().center()),
        lines,
        new TreeSet<>());
  }

  /** The number of the warehouse that has this id. */
  static int warehouse(BasketInstance instance, String id) {
    for (int w = 0; w < instance.warehouses().size(); w++) {
      if (id(instance, w).equals(id)) {
        return w;
      }
    }
    throw new IllegalArgumentException("No warehouse " + id);
  }

  private static String id(BasketInstance instance, int warehouse) {
    return "WH-" + instance.warehouses().get(warehouse).code();
  }

  private static Warehouse warehouse(BasketInstance instance, int w) {
    Place place = instance.warehouses().get(w);
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      cutOffs.put(day, LocalTime.of(23, 59));
    }
    return Warehouse.builder(
            id(instance, w),
            place.code(),
            place.center(),
            new WarehouseCalendar(ZONE, 0, cutOffs, Set.of()))
        .name(place.name())
        .nameEn(place.name())
        .kind(WarehouseKind.CENTRAL)
        .dailyCapacity(instance.parcels()[w])
        .packsFragile(true)
        .coldRoom(true)
        .secureCage(true)
        .build();
  }

  /** One price whatever is in the parcel. */
  private static Tariff tariff(String id, long fen) {
    long micros = fen * MICROS_OF_FEN;
    return new Tariff(id, 0, List.of(new Band(HEAVIEST_GRAMS, HEAVIEST_GRAMS, micros, 1, 0)));
  }

  private static CarrierService service() {
    return CarrierService.builder(SERVICE, CARRIER)
        .maxWeightGrams(HEAVIEST_GRAMS)
        .handlesFragile(true)
        .coldChain(true)
        .takesLiquid(true)
        .takesBattery(true)
        .takesOversize(true)
        .cashOnDelivery(true)
        .waybillChannels(Set.of("GIFTS"))
        .build();
  }
}
