package dev.sluice.rules.bench;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.fact.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** An order with 12 warehouses, 6 carriers and all 72 options between them. */
record GeneratedOrder(
    Order order,
    List<Line> lines,
    List<Warehouse> warehouses,
    List<Carrier> carriers,
    List<Option> options) {

  private static final int WAREHOUSES = 12;
  private static final int CARRIERS = 6;
  private static final double[] LOADS = {0.2, 0.85, 0.86, 0.97, 0.9701, 1.1};
  private static final double[] RATES = {0.0, 0.002, 0.0021, 0.5, 0.51, 0.9, 0.95, 1.0};

  static GeneratedOrder of(Random random) {
    var lines = new ArrayList<Line>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.add(line("SKU-" + i, random));
    }
    var warehouses = new ArrayList<Warehouse>();
    for (int i = 0; i < WAREHOUSES; i++) {
      warehouses.add(warehouse("W-" + i, random));
    }
    var carriers = new ArrayList<Carrier>();
    for (int i = 0; i < CARRIERS; i++) {
      carriers.add(carrier("C-" + i, random));
    }
    var options = new ArrayList<Option>();
    for (var warehouse : warehouses) {
      for (var carrier : carriers) {
        options.add(new Option(warehouse, carrier, random.nextInt(30), random.nextInt(72), 0));
      }
    }
    return new GeneratedOrder(order(lines, random), lines, warehouses, carriers, options);
  }

  private static Order order(List<Line> lines, Random random) {
    return Order.builder()
        .channel(random.nextInt(8) == 0 ? "" : "DOUYIN")
        .store("S-" + random.nextInt(20))
        .host("H-" + random.nextInt(20))
        .liveSession(random.nextBoolean() ? "L-" + random.nextInt(9) : "")
        .tier(any(Words.CUSTOMER_TIERS, random))
        .serviceLevel(any(Words.SERVICE_LEVELS, random))
        .province("33")
        .city("3301")
        .remote(rarely(random))
        .delayAccepted(random.nextBoolean())
        .declaredValueYuan(random.nextInt(2) == 0 ? 2000 : random.nextInt(3000))
        .attributes(
            rarely(random)
                ? Set.of("payment=pending")
                : rarely(random) ? Set.of("payment=cod") : Set.of("gift=yes"))
        .lines(lines)
        .build();
  }

  private static Line line(String sku, Random random) {
    return Line.builder()
        .sku(sku)
        .quantity(1 + random.nextInt(3))
        .category("CATEGORY-" + random.nextInt(20))
        .fragile(rarely(random))
        .highValue(rarely(random))
        .chilled(rarely(random))
        .frozen(rarely(random))
        .liquid(rarely(random))
        .battery(rarely(random))
        .presale(rarely(random))
        .returnRate(RATES[random.nextInt(RATES.length)])
        .build();
  }

  private static Warehouse warehouse(String id, Random random) {
    return Warehouse.builder()
        .id(id)
        .kind(any(Words.WAREHOUSE_KINDS, random))
        .distanceKm(random.nextInt(2_000))
        .load(rarely(random) ? LOADS[random.nextInt(LOADS.length)] : random.nextDouble())
        .backlogHours(random.nextInt(30))
        .packsFragile(!rarely(random))
        .coldRoom(random.nextBoolean())
        .secureCage(!rarely(random))
        .inspectsReturns(rarely(random))
        .sameCity(rarely(random))
        .build();
  }

  private static Carrier carrier(String id, Random random) {
    return Carrier.builder()
        .id(id)
        .service("S")
        .role(any(Words.CARRIER_ROLES, random))
        .share(random.nextInt(5) / 10.0)
        .shareTarget(rarely(random) ? 0.3 : 0)
        .onTimeRate(RATES[random.nextInt(RATES.length)])
        .lossRate(RATES[random.nextInt(RATES.length)])
        .suspended(rarely(random))
        .handlesFragile(!rarely(random))
        .insuresHighValue(random.nextBoolean())
        .coldChain(random.nextBoolean())
        .takesLiquid(!rarely(random))
        .takesBattery(!rarely(random))
        .cashOnDelivery(random.nextBoolean())
        .waybillChannels(rarely(random) ? Set.of() : Set.of("DOUYIN"))
        .build();
  }

  private static boolean rarely(Random random) {
    return random.nextInt(5) == 0;
  }

  private static String any(Set<String> words, Random random) {
    return List.copyOf(new TreeSet<>(words)).get(random.nextInt(words.size()));
  }
}
