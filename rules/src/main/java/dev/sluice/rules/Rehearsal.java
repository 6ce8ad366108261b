package dev.sluice.rules;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.fact.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Lets a rule set judge made-up orders, so that the first real one does not wait until the machine
 * has loaded and compiled what rules run on.
 */
public final class Rehearsal {
  private static final long SEED = 1;
  private static final int ORDERS = 60;
  private static final int CANDIDATES = 6;

  private final RuleSet rules;
  private final Instant now;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private Rehearsal(RuleSet rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** Takes some tenths of a second on a machine that has just started. */
  public static void run(RuleSet rules, Instant now) {
    var rehearsal = new Rehearsal(rules, now);
    for (int i = 0; i < ORDERS; i++) {
      rehearsal.judgeOne();
    }
  }

  private void judgeOne() {
    var lines = List.of(line("A"), line("B"));
    var order = order(lines);
    var warehouses = new ArrayList<Warehouse>();
    var carriers = new ArrayList<Carrier>();
    for (int i = 0; i < CANDIDATES; i++) {
      warehouses.add(warehouse("W-" + i));
      carriers.add(carrier("C-" + i));
    }
    var options = new ArrayList<Option>();
    if (rules.usesOptions()) {
      for (int i = 0; i < CANDIDATES; i++) {
        options.add(new Option(warehouses.get(i), carriers.get(i), 10, 24, 0));
      }
    }
    try {
      rules.judgeOrder(order, lines, now);
      rules.judgeCandidates(order, lines, warehouses, carriers, options, now);
    } catch (RuleFailedException e) {
      // Made-up facts may be impossible ones: a rule that fails on real facts says so then.
      return;
    }
  }

  private Order order(List<Line> lines) {
    return Order.builder()
        .channel("REHEARSAL")
        .liveSession("REHEARSAL")
        .tier(any(Words.CUSTOMER_TIERS))
        .serviceLevel(any(Words.SERVICE_LEVELS))
        .remote(flag())
        .delayAccepted(flag())
        .declaredValueYuan(random.nextInt(4_000))
        .lines(lines)
        .build();
  }

  private Line line(String sku) {
    return Line.builder()
        .sku(sku)
        .fragile(flag())
        .highValue(flag())
        .chilled(flag())
        .frozen(flag())
        .liquid(flag())
        .battery(flag())
        .presale(flag())
        .returnRate(random.nextDouble())
        .build();
  }

  private Warehouse warehouse(String id) {
    return Warehouse.builder()
        .id(id)
        .kind(any(Words.WAREHOUSE_KINDS))
        .distanceKm(random.nextInt(2_000))
        .load(random.nextDouble() * 1.1)
        .backlogHours(random.nextInt(48))
        .packsFragile(flag())
        .coldRoom(flag())
        .secureCage(flag())
        .inspectsReturns(flag())
        .sameCity(flag())
        .sameProvince(flag())
        .build();
  }

  private Carrier carrier(String id) {
    return Carrier.builder()
        .id(id)
        .service(id)
        .role(any(Words.CARRIER_ROLES))
        .share(random.nextDouble())
        .shareTarget(random.nextDouble())
        .onTimeRate(0.8 + random.nextDouble() / 5)
        .lossRate(random.nextDouble() / 200)
        .suspended(flag())
        .handlesFragile(flag())
        .insuresHighValue(flag())
        .coldChain(flag())
        .takesLiquid(flag())
        .takesBattery(flag())
        .cashOnDelivery(flag())
        .waybillChannels(flag() ? Set.of("REHEARSAL") : Set.of())
        .build();
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private String any(Set<String> words) {
    var sorted = List.copyOf(new TreeSet<>(words));
    return sorted.get(random.nextInt(sorted.size()));
  }
}
