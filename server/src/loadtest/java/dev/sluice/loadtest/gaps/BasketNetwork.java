package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Place;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Tariff.Band;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An instance in the words of Sluice: seven warehouses that count parcels, one carrier. */
final class BasketNetwork {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String CHANNEL = "GIFTS";
  private static final String CARRIER = "POST";
  private static final String SERVICE = "POST-STD";
  private static final long MICROS_OF_FEN = 10_000;
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
        .forEach(sku -> products.add(Product.builder(sku).category("GIFT").weightGrams(1).build()));
    return new NetworkData(
        regions,
        List.of(),
        warehouses,
        List.of(OpenNetwork.carrier(CARRIER, OptionalLong.empty())),
        List.of(OpenNetwork.service(SERVICE, CARRIER, CHANNEL)),
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
      lines.add(OpenNetwork.line(wish.sku(), wish.units()));
    }
    return OpenNetwork.order(
        new OrderKey(CHANNEL, basket.id()),
        "STORE",
        time,
        basket.place().code(),
        Optional.of(basket.place().center()),
        lines);
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
    return OpenNetwork.warehouse(id(instance, w), place.code(), place.center(), ZONE)
        .name(place.name())
        .nameEn(place.name())
        .dailyCapacity(instance.parcels()[w])
        .build();
  }

  /** One price whatever is in the parcel. */
  private static Tariff tariff(String id, long fen) {
    long micros = fen * MICROS_OF_FEN;
    long heaviest = OpenNetwork.HEAVIEST_GRAMS;
    return new Tariff(id, 0, List.of(new Band(heaviest, heaviest, micros, 1, 0)));
  }
}
