package dev.sluice.server.cli.demo;

import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.stock.StockRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Stock by popularity: twice the units the evening is expected to ask for (a pulse's SKU: its own
 * percentage), spread over the warehouses that hold the SKU by what their kind usually keeps.
 */
final class SampleStock {
  private static final double STOCK_TO_DEMAND = 2.0;
  private static final double MEAN_QUANTITY = 1.3;
  private static final double SAFETY_PART = 0.04;

  /** What is sold in minutes is not spread thinner than this. */
  private static final double UNITS_WORTH_A_SHELF = 6;

  private static final Set<String> FRONT_CATEGORIES =
      Set.of("SNACKS", "BEAUTY", "DIGITAL", "FRUIT", "FROZEN");
  private static final Set<String> STORE_CATEGORIES =
      Set.of("APPAREL", "SHOES", "BEAUTY", "JEWELRY");
  private static final Map<String, String> SPECIALTIES =
      Map.of(
          "ORI-YANTAI", "FRUIT",
          "ORI-NANNING", "FRUIT",
          "ORI-KUNMING", "FRUIT",
          "ORI-URUMQI", "SNACKS",
          "ORI-JINGDEZHEN", "CERAMICS",
          "SUP-ZHONGSHAN", "APPLIANCES",
          "SUP-QUANZHOU", "SHOES",
          "SUP-SHENZHEN", "DIGITAL");

  private final List<Warehouse> warehouses;
  private final Assortment assortment;
  private final SampleScale scale;
  private final SplittableRandom random;

  SampleStock(
      List<Warehouse> warehouses,
      Assortment assortment,
      SampleScale scale,
      SplittableRandom random) {
    this.warehouses = warehouses;
    this.assortment = assortment;
    this.scale = scale;
    this.random = random;
  }

  List<StockRecord> create(List<LiveStore> stores, List<Pulse> pulses) {
    Map<String, Pulse> pulseBySku = new HashMap<>();
    double pulseWeights = 0;
    for (Pulse pulse : pulses) {
      pulseBySku.put(pulse.sku(), pulse);
      pulseWeights += pulse.weight();
    }
    List<StockRecord> stock = new ArrayList<>();
    for (Article article : assortment.articles()) {
      Pulse pulse = pulseBySku.get(article.sku());
      double units =
          pulse == null
              ? STOCK_TO_DEMAND * expectedUnits(article, stores)
              : EveningShape.expectedUnits(pulse, pulseWeights, scale.orders())
                  * pulse.stockPercent()
                  / 100;
      List<Warehouse> holders =
          pulse == null || pulse.keptAt().isEmpty() ? holders(article) : keptAt(pulse);
      if (pulse != null && pulse.keptAt().isEmpty()) {
        holders = some(serveMany(holders), Math.max(4, (int) (units / UNITS_WORTH_A_SHELF)));
      }
      spread(article, units, holders, pulse != null, stock);
    }
    return stock;
  }

  /** Those that ship beyond their city and for every store, or all where none does. */
  private static List<Warehouse> serveMany(List<Warehouse> holders) {
    List<Warehouse> able =
        holders.stream()
            .filter(holder -> holder.customers().isEmpty())
            .filter(holder -> holder.kind() != WarehouseKind.FRONT)
            .filter(holder -> holder.kind() != WarehouseKind.STORE)
            .toList();
    return able.isEmpty() ? holders : able;
  }

  private List<Warehouse> some(List<Warehouse> holders, int count) {
    List<Warehouse> left = new ArrayList<>(holders);
    while (left.size() > count) {
      left.remove(random.nextInt(left.size()));
    }
    return left;
  }

  private double expectedUnits(Article article, List<LiveStore> stores) {
    double part = 0;
    for (LiveStore store : stores) {
      if (store.categories().contains(article.category())) {
        double all = store.categories().stream().mapToDouble(assortment::orderPercent).sum();
        part += assortment.orderPercent(article.category()) / all / stores.size();
      }
    }
    return scale.orders()
        * (1 - EveningShape.PULSE_PART)
        * EveningShape.MEAN_LINES
        * MEAN_QUANTITY
        * part
        * article.popularity();
  }

  private void spread(
      Article article,
      double units,
      List<Warehouse> holders,
      boolean exact,
      List<StockRecord> stock) {
    double weights = holders.stream().mapToDouble(holder -> weight(holder.kind())).sum();
    for (Warehouse holder : holders) {
      double mean = units * weight(holder.kind()) / weights;
      double jitter = exact ? 1 : 0.7 + 0.6 * random.nextDouble();
      long onHand = Math.round(Math.ceil(mean * jitter));
      if (!exact) {
        // An order may want three of one; a shelf that never has three serves nobody.
        onHand = Math.max(onHand, leastOnShelf(holder.kind()));
      }
      long safety = Math.round(onHand * SAFETY_PART);
      stock.add(new StockRecord(holder.id(), article.sku(), onHand, safety));
    }
  }

  private List<Warehouse> keptAt(Pulse pulse) {
    return warehouses.stream()
        .filter(warehouse -> pulse.keptAt().contains(warehouse.id()))
        .toList();
  }

  private List<Warehouse> holders(Article article) {
    List<Warehouse> able =
        warehouses.stream().filter(warehouse -> canKeep(warehouse, article)).toList();
    List<Warehouse> holders = new ArrayList<>();
    for (Warehouse warehouse : able) {
      if (random.nextDouble() < chance(warehouse, article)) {
        holders.add(warehouse);
      }
    }
    return holders.isEmpty() ? able.subList(0, 1) : holders;
  }

  private static boolean canKeep(Warehouse warehouse, Article article) {
    return warehouse.kind() != WarehouseKind.RETURN_CENTER
        && (warehouse.coldRoom() || !article.needsCold())
        && (warehouse.secureCage() || !article.needs(Handling.HIGH_VALUE))
        && (warehouse.packsFragile() || !article.needs(Handling.FRAGILE));
  }

  private static double chance(Warehouse warehouse, Article article) {
    String category = article.category();
    boolean wanted = article.rank() <= 15;
    return switch (warehouse.kind()) {
      case CENTRAL -> 0.85;
      case REGIONAL -> wanted ? 0.65 : 0.35;
      case CLOUD -> cloudChance(warehouse, article);
      case FRONT -> wanted && FRONT_CATEGORIES.contains(category) ? 0.95 : 0;
      case STORE -> wanted && STORE_CATEGORIES.contains(category) ? 0.7 : 0;
      case ORIGIN, SUPPLIER -> category.equals(SPECIALTIES.get(warehouse.id())) ? 0.6 : 0;
      case RETURN_CENTER -> 0;
    };
  }

  private static double cloudChance(Warehouse warehouse, Article article) {
    if (article.needs(Handling.OVERSIZE)) {
      return 0;
    }
    if (warehouse.customers().isEmpty()) {
      return 0.4;
    }
    return STORE_CATEGORIES.contains(article.category()) ? 0.8 : 0;
  }

  private static long leastOnShelf(WarehouseKind kind) {
    return switch (kind) {
      case CENTRAL -> 3;
      case FRONT -> 4;
      case REGIONAL, CLOUD, STORE, ORIGIN, SUPPLIER -> 2;
      case RETURN_CENTER -> 0;
    };
  }

  private static double weight(WarehouseKind kind) {
    return switch (kind) {
      case CENTRAL -> 5;
      case REGIONAL, ORIGIN -> 3;
      case CLOUD, SUPPLIER -> 2;
      case FRONT -> 1.2;
      case STORE -> 0.5;
      case RETURN_CENTER -> 0;
    };
  }
}
