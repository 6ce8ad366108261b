package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BrunelData.Plant;
import dev.sluice.loadtest.gaps.BrunelData.Rate;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Tariff.Band;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An instance in the words of Sluice. A plant is a warehouse that counts orders; the customers on
 * its list are the stores it is tied to; its products are its stock, of which there is enough, one
 * SKU an order, since the same product weighs differently from order to order. The rows of a
 * carrier become as many services as overlap in weight, and tariffs with their bands; the level is
 * the channel whose waybills a service prints; the buyer's own carrier is one more, for nothing.
 * What a carrier may take a day is its daily parcels. A gram stands for 10 milligrams, a yuan for
 * the tables' unit of money.
 */
final class BrunelNetwork {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String PORT = "31";
  private static final double GRAMS_PER_KG = 100_000;
  private static final double MICROS = 1_000_000;

  /** 10 real grams: what the tables charge for them is a whole number of micro-yuan. */
  private static final long STEP_GRAMS = 1_000;

  /** Never worth it: more than any penalty that an instance has. */
  private static final long PROHIBITIVE_MICROS = 1_000_000_000_000L;

  private static final long PLENTY = 1_000_000_000;

  private final BrunelInstance instance;
  private final Map<String, Carrier> carriers = new LinkedHashMap<>();
  private final Map<String, CarrierService> services = new LinkedHashMap<>();
  private final Map<String, Tariff> tariffs = new LinkedHashMap<>();
  private final List<Lane> lanes = new ArrayList<>();

  private BrunelNetwork(BrunelInstance instance) {
    this.instance = instance;
  }

  static NetworkData of(BrunelInstance instance) {
    return new BrunelNetwork(instance).build();
  }

  /** The rule of the instance: what a missed line costs. */
  static RuleSources rules(BrunelInstance instance) {
    String penalty =
        switch (instance.name()) {
          case A, C -> "1000000";
          case B, D, F -> "30";
          case E -> "$units";
        };
    String drl =
        """
        rule "INT-900 An order that is not served costs this much"
        when
          Order( $units : unitCount )
        then
          routing.shortagePenalty(%s);
          routing.limitShipments(1);
        end
        """
            .formatted(penalty);
    String cases =
        """
        cases:
          - name: Whatever was ordered
            given:
              order: {unitCount: 30}
              lines:
                - {sku: CHIP, quantity: 30}
            expect:
              - shortagePenalty %s
              - limitShipments 1
        """
            .formatted(penalty.startsWith("$") ? "30" : penalty);
    return new RuleSources(
        List.of(
            new SourceFile("intake/unserved/unserved.drl", drl),
            new SourceFile("intake/unserved/cases.yaml", cases)));
  }

  /** The tables know who has a product, and no numbers of it: there is always enough. */
  static List<StockRecord> stock(BrunelInstance instance) {
    List<StockRecord> stock = new ArrayList<>();
    for (Wish wish : wishes(instance)) {
      for (Plant plant : instance.data().plants().values()) {
        if (plant.products().contains(wish.product())) {
          stock.add(new StockRecord(plant.code(), sku(wish), PLENTY, 0));
        }
      }
    }
    return stock;
  }

  static Order order(Wish wish, Instant time) {
    return OpenNetwork.order(
        new OrderKey(wish.level(), wish.id()),
        wish.customer(),
        time,
        PORT,
        Optional.empty(),
        List.of(OpenNetwork.line(sku(wish), wish.units())));
  }

  private static String sku(Wish wish) {
    return wish.product() + "-" + wish.id();
  }

  private static Set<Wish> wishes(BrunelInstance instance) {
    Set<Wish> wishes = new LinkedHashSet<>(instance.orders());
    wishes.addAll(instance.yesterday());
    return wishes;
  }

  private NetworkData build() {
    List<Warehouse> warehouses = new ArrayList<>();
    List<CoverageRule> coverage = new ArrayList<>();
    for (Plant plant : instance.data().plants().values()) {
      warehouses.add(warehouse(plant));
      coverage.add(new CoverageRule(CoverageRule.Subject.WAREHOUSE, plant.code(), PORT, 0, true));
      addLanes(plant);
    }
    for (String service : services.keySet()) {
      coverage.add(new CoverageRule(CoverageRule.Subject.CARRIER_SERVICE, service, PORT, 0, true));
    }
    List<Product> products = new ArrayList<>();
    for (Wish wish : wishes(instance)) {
      products.add(
          Product.builder(sku(wish)).category("CHIP").weightGrams(unitGrams(wish)).build());
    }
    return new NetworkData(
        List.of(new Region(PORT, "PORT09", "PORT09", Optional.empty())),
        List.of(),
        warehouses,
        List.copyOf(carriers.values()),
        List.copyOf(services.values()),
        List.copyOf(tariffs.values()),
        lanes,
        coverage,
        products);
  }

  /** Of one unit, rounded so that all of them together stay within the same rows of the tariff. */
  private int unitGrams(Wish wish) {
    int nearest = (int) Math.round(wish.weight() / wish.units() * GRAMS_PER_KG);
    for (int off = 0; off <= nearest && off < 20; off++) {
      for (int grams : new int[] {nearest - off, nearest + off}) {
        if (hasSameRows(wish, (double) grams * wish.units() / GRAMS_PER_KG)) {
          return grams;
        }
      }
    }
    return nearest;
  }

  private boolean hasSameRows(Wish wish, double weight) {
    return instance.data().rates().stream()
        .filter(rate -> rate.level().equals(wish.level()))
        .allMatch(rate -> rate.carries(wish.weight()) == rate.carries(weight));
  }

  private Warehouse warehouse(Plant plant) {
    return OpenNetwork.warehouse(plant.code(), PORT, new LatLng(31, 121), ZONE)
        .capacityMeasure(CapacityMeasure.ORDERS)
        .dailyCapacity(instance.plantCapacity().getOrDefault(plant.code(), 0))
        .handlingPerUnitMicros(
            instance.warehouseCost() ? Math.round(plant.costPerUnit() * MICROS) : 0)
        .customers(Set.copyOf(plant.customers()))
        .build();
  }

  private void addLanes(Plant plant) {
    Map<String, List<Rate>> byCarrier = new LinkedHashMap<>();
    for (Rate rate : instance.data().rates()) {
      if (plant.ports().contains(rate.origin())) {
        byCarrier
            .computeIfAbsent(rate.carrier() + " " + rate.level(), key -> new ArrayList<>())
            .add(rate);
      }
    }
    byCarrier
        .values()
        .forEach(
            rates -> {
              List<List<Rate>> layers = layers(rates);
              for (int n = 0; n < layers.size(); n++) {
                addLane(plant, layers.get(n), n);
              }
            });
    carriers.computeIfAbsent(
        BrunelData.CUSTOMER, id -> OpenNetwork.carrier(id, OptionalLong.empty()));
    String service = BrunelData.CUSTOMER + "-CRF";
    services.computeIfAbsent(service, id -> OpenNetwork.service(id, BrunelData.CUSTOMER, "CRF"));
    tariffs.computeIfAbsent(
        service,
        id -> new Tariff(id, 0, List.of(new Band(OpenNetwork.HEAVIEST_GRAMS, 0, 0, 1, 0)), true));
    lanes.add(new Lane(plant.code(), service, PORT, service, 1, OptionalLong.empty()));
  }

  private void addLane(Plant plant, List<Rate> layer, int number) {
    Rate any = layer.get(0);
    String service = any.carrier() + "-" + any.level() + "-" + number;
    carriers.computeIfAbsent(
        any.carrier(),
        id ->
            OpenNetwork.carrier(
                id,
                instance.perCarrier().isPresent()
                    ? OptionalLong.of(instance.perCarrier().getAsInt())
                    : OptionalLong.empty()));
    services.computeIfAbsent(service, id -> OpenNetwork.service(id, any.carrier(), any.level()));
    String tariff = service + "-" + any.origin();
    tariffs.computeIfAbsent(tariff, id -> new Tariff(id, 0, bands(layer)));
    int hours = Math.max(1, 24 * any.days());
    lanes.add(new Lane(plant.code(), service, PORT, tariff, hours, OptionalLong.empty()));
  }

  /** Rows that do not overlap in weight together, as long as there are any; equal days first. */
  private static List<List<Rate>> layers(List<Rate> rates) {
    List<Rate> sorted = new ArrayList<>(rates);
    sorted.sort(
        Comparator.comparingInt(Rate::days)
            .thenComparing(Rate::mode)
            .thenComparingDouble(Rate::from)
            .thenComparingDouble(Rate::perKg));
    List<List<Rate>> layers = new ArrayList<>();
    for (Rate rate : new LinkedHashSet<>(sorted)) {
      boolean placed = false;
      for (List<Rate> layer : layers) {
        Rate last = layer.get(layer.size() - 1);
        if (!placed && last.upTo() < rate.from() && last.days() == rate.days()) {
          layer.add(rate);
          placed = true;
        }
      }
      if (!placed) {
        layers.add(new ArrayList<>(List.of(rate)));
      }
    }
    return layers;
  }

  /** Weights that no row carries cost more than it is worth to ship anything. */
  private static List<Band> bands(List<Rate> layer) {
    List<Band> bands = new ArrayList<>();
    long end = -1;
    for (Rate rate : layer) {
      long from = Math.round(rate.from() * GRAMS_PER_KG);
      long upTo = Math.min(OpenNetwork.HEAVIEST_GRAMS, Math.round(rate.upTo() * GRAMS_PER_KG));
      if (from > end + 1 && from - 1 > 0) {
        bands.add(new Band(from - 1, 0, PROHIBITIVE_MICROS, 1, 0));
      }
      if (upTo > Math.max(0, end) && from <= OpenNetwork.HEAVIEST_GRAMS) {
        double freeGrams = rate.perKg() == 0 ? upTo : rate.minimum() / rate.perKg() * GRAMS_PER_KG;
        // Half a step more: begun steps then round to the nearest.
        long firstGrams =
            Math.min(OpenNetwork.HEAVIEST_GRAMS, Math.round(freeGrams) + STEP_GRAMS / 2);
        long stepMicros = Math.round(rate.perKg() * MICROS * STEP_GRAMS / GRAMS_PER_KG);
        bands.add(
            new Band(
                upTo, firstGrams, Math.round(rate.minimum() * MICROS), STEP_GRAMS, stepMicros));
        end = upTo;
      }
    }
    return bands;
  }
}
