package dev.sluice.rules.recall;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.fact.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Facts whose values often are the very ones that rules compare with. */
final class RandomFacts {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    0.002,
    0.5,
    0.85,
    0.9,
    0.97,
    1.0,
    24.0,
    2000.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;

  RandomFacts(long seed) {
    random = new Random(seed);
  }

  Order order() {
    return Order.builder()
        .channel(any("DOUYIN", "JD", "", "X"))
        .store(any("S-1", "S-2"))
        .host(any("", "H-1"))
        .liveSession(any("", "L-1", "L-2"))
        .tier(any(Words.CUSTOMER_TIERS))
        .serviceLevel(any(Words.SERVICE_LEVELS))
        .region(any("330106", "310115", "33"))
        .city(any("3301", "3101"))
        .groups(some("CN", "REMOTE", "EAST"))
        .remote(flag())
        .paidAgeMinutes(whole())
        .hoursToShipBy(decimal())
        .hoursToDeliverBy(decimal())
        .delayAccepted(flag())
        .declaredValueYuan(decimal())
        .weightGrams(whole())
        .lineCount(random.nextInt(5))
        .unitCount(random.nextInt(5))
        .fragile(flag())
        .highValue(flag())
        .frozen(flag())
        .attributes(some("payment=pending", "payment=cod", "gift=yes"))
        .build();
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(
          Line.builder()
              .sku("SKU-" + i + any("", "-A", "-B"))
              .quantity(1 + random.nextInt(4))
              .category(any("TEA", "CUP"))
              .fragile(flag())
              .highValue(flag())
              .chilled(flag())
              .frozen(flag())
              .liquid(flag())
              .battery(flag())
              .presale(flag())
              .hoursToShipFrom(decimal())
              .returnRate(decimal())
              .build());
    }
    return lines;
  }

  List<Warehouse> warehouses() {
    List<Warehouse> warehouses = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      double distanceKm = Math.abs(decimal());
      warehouses.add(
          Warehouse.builder()
              .id("W-" + i + any("", "-A", "-B"))
              .kind(any(Words.WAREHOUSE_KINDS))
              .region(any("330106", "310115"))
              .distanceKm(distanceKm < 1e6 ? distanceKm : 1)
              .load(random.nextInt(3) == 0 ? decimal() : random.nextInt(100) / 90.0)
              .backlogHours(decimal())
              .remainingCapacity(whole())
              .fillsOrder(flag())
              .linesFilled(random.nextInt(5))
              .packsFragile(flag())
              .coldRoom(flag())
              .secureCage(flag())
              .inspectsReturns(flag())
              .sameCity(flag())
              .coveragePriority((int) whole())
              .sameProvince(flag())
              .build());
    }
    return warehouses;
  }

  List<Carrier> carriers() {
    List<Carrier> carriers = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      carriers.add(
          Carrier.builder()
              .id("C-" + i / 2)
              .service("S-" + i + any("", "-A", "-B"))
              .role(any(Words.CARRIER_ROLES))
              .share(decimal())
              .shareTarget(decimal())
              .atCap(flag())
              .remainingParcels(whole())
              .onTimeRate(decimal())
              .lossRate(decimal())
              .suspended(flag())
              .handlesFragile(flag())
              .insuresHighValue(flag())
              .coldChain(flag())
              .takesLiquid(flag())
              .takesBattery(flag())
              .cashOnDelivery(flag())
              .waybillChannels(some("DOUYIN", "JD", "X"))
              .build());
    }
    return carriers;
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private double decimal() {
    return random.nextInt(4) == 0 ? random.nextDouble() * 3 : EDGES[random.nextInt(EDGES.length)];
  }

  private long whole() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> 30 + random.nextInt(3) - 1;
      default -> random.nextInt(3);
    };
  }

  private String any(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String any(Set<String> words) {
    return any(new TreeSet<>(words).toArray(String[]::new));
  }

  private Set<String> some(String... words) {
    Set<String> some = new TreeSet<>();
    for (String word : words) {
      if (flag()) {
        some.add(word);
      }
    }
    return some;
  }
}
