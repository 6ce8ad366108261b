package dev.sluice.client.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tiny network a fake knows: units by warehouse and SKU, and where each warehouse ships to.
 * Thread-safe. Without any stock it knows every SKU, without destinations every region.
 */
final class Terrain {

  static final long MAX_UNITS = 1_000_000_000;

  private final Setup setup;

  // Guarded by this.
  private final Map<String, Map<String, Long>> units = new LinkedHashMap<>();
  private final Map<String, Set<String>> everHad = new HashMap<>();

  /**
   * What it begins with.
   *
   * @param stock units by warehouse and SKU; the warehouse named first is asked first
   * @param coverage region codes by warehouse, each with all below it; a warehouse without any
   *     ships everywhere
   * @param destinations region codes that are known, each with all below it; none: all
   */
  record Setup(
      Map<String, Map<String, Long>> stock,
      Map<String, Set<String>> coverage,
      Set<String> destinations,
      String carrierId,
      String carrierServiceId) {}

  Terrain(Setup setup) {
    this.setup = setup;
    reset();
  }

  synchronized void reset() {
    units.clear();
    everHad.clear();
    setup
        .stock()
        .forEach((warehouse, stock) -> stock.forEach((sku, units) -> set(warehouse, sku, units)));
  }

  String carrierId() {
    return setup.carrierId();
  }

  String carrierServiceId() {
    return setup.carrierServiceId();
  }

  synchronized List<String> warehouses() {
    return List.copyOf(units.keySet());
  }

  synchronized boolean hasStock() {
    return !units.isEmpty();
  }

  synchronized boolean knowsSku(String sku) {
    return units.isEmpty() || units.values().stream().anyMatch(stock -> stock.containsKey(sku));
  }

  /** Whether it ever had some of the SKU. */
  synchronized boolean hadAny(String warehouseId, String sku) {
    return everHad.getOrDefault(warehouseId, Set.of()).contains(sku);
  }

  boolean knowsRegion(String code) {
    return setup.destinations().isEmpty() || isWithin(code, setup.destinations());
  }

  boolean covers(String warehouseId, String regionCode) {
    Set<String> regions = setup.coverage().getOrDefault(warehouseId, Set.of());
    return regions.isEmpty() || isWithin(regionCode, regions);
  }

  /** Units that can be promised, 0 or more. */
  synchronized long available(String warehouseId, String sku) {
    return Math.max(0, units.getOrDefault(warehouseId, Map.of()).getOrDefault(sku, 0L));
  }

  synchronized void set(String warehouseId, String sku, long available) {
    PlanDraft.requireId("Warehouse", warehouseId);
    PlanDraft.requireId("SKU", sku);
    units
        .computeIfAbsent(warehouseId, warehouse -> new LinkedHashMap<>())
        .put(sku, requireUnits(available));
    if (available > 0) {
      everHad.computeIfAbsent(warehouseId, warehouse -> new HashSet<>()).add(sku);
    }
  }

  /** Takes units, or gives back where negative; what no stock was named for is endless. */
  synchronized void take(String warehouseId, String sku, long quantity) {
    Map<String, Long> stock = units.get(warehouseId);
    if (stock != null) {
      stock.computeIfPresent(sku, (same, available) -> available - quantity);
    }
  }

  static long requireUnits(long units) {
    if (units < 0 || units > MAX_UNITS) {
      throw new IllegalArgumentException(
          "Stock is not 0 to %d units: %d\nMaybe a small number will do."
              .formatted(MAX_UNITS, units));
    }
    return units;
  }

  static Set<String> regionCodes(String... codes) {
    Set<String> known = new LinkedHashSet<>();
    for (String code : codes) {
      if (!code.matches("[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}")) {
        throw new IllegalArgumentException(
            "Region code does not have 2, 4, 6 or 9 digits: \"%s\"\nMaybe 33 for Zhejiang."
                .formatted(code));
      }
      known.add(code);
    }
    return known;
  }

  private static boolean isWithin(String code, Set<String> regions) {
    return regions.stream().anyMatch(code::startsWith);
  }
}
