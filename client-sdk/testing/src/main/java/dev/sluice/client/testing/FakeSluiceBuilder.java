package dev.sluice.client.testing;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link FakeSluice} in the making; not thread-safe. What is said here is the state that {@link
 * FakeSluice#reset()} comes back to.
 */
public final class FakeSluiceBuilder {

  private static final int MAX_POSITIONS = 100_000;

  private final Map<String, Map<String, Long>> stock = new LinkedHashMap<>();
  private final Map<String, Set<String>> coverage = new LinkedHashMap<>();
  private final Set<String> destinations = new LinkedHashSet<>();
  private final Map<String, Function<Order, RoutingPlan>> routes = new LinkedHashMap<>();
  private Optional<Function<Order, RoutingPlan>> routeForAll = Optional.empty();
  private String carrierId = PlanDraft.DEFAULT_CARRIER;
  private String carrierServiceId = PlanDraft.DEFAULT_CARRIER_SERVICE;
  private InstantSource start = InstantSource.system();
  private int positions;

  FakeSluiceBuilder() {}

  /**
   * Adds a row to the stock table, at most 100,000. As soon as there is one, orders are planned
   * from stock: in few parcels, from the warehouse named first where several could; a SKU that no
   * row names is UNKNOWN_SKU.
   *
   * @param warehouseId 1 to 64 characters
   * @param sku 1 to 64 characters
   * @param units that can be promised, 0 to 1,000,000,000
   */
  public FakeSluiceBuilder stock(String warehouseId, String sku, long units) {
    positions++;
    if (positions > MAX_POSITIONS) {
      throw new IllegalStateException(
          "The stock table has more than %d rows\nMaybe a route by lambda fits better."
              .formatted(MAX_POSITIONS));
    }
    stock
        .computeIfAbsent(
            PlanDraft.requireId("Warehouse", warehouseId), warehouse -> new LinkedHashMap<>())
        .put(PlanDraft.requireId("SKU", sku), Terrain.requireUnits(units));
    return this;
  }

  /**
   * Says who carries what the fake itself plans; {@link PlanDraft#DEFAULT_CARRIER} by {@link
   * PlanDraft#DEFAULT_CARRIER_SERVICE} otherwise.
   *
   * @param newCarrierId 1 to 64 characters
   * @param newCarrierServiceId 1 to 64 characters
   */
  public FakeSluiceBuilder carrierService(String newCarrierId, String newCarrierServiceId) {
    carrierId = PlanDraft.requireId("Carrier", newCarrierId);
    carrierServiceId = PlanDraft.requireId("Carrier service", newCarrierServiceId);
    return this;
  }

  /**
   * Says to where a warehouse of the stock table ships; everywhere otherwise.
   *
   * @param regionCodes of 2, 4, 6 or 9 digits, each with all below it
   */
  public FakeSluiceBuilder covers(String warehouseId, String... regionCodes) {
    coverage
        .computeIfAbsent(warehouseId, warehouse -> new LinkedHashSet<>())
        .addAll(Terrain.regionCodes(regionCodes));
    return this;
  }

  /**
   * Names the destinations there are: others are UNKNOWN_REGION. Otherwise all are known.
   *
   * @param regionCodes of 2, 4, 6 or 9 digits, each with all below it
   */
  public FakeSluiceBuilder destinations(String... regionCodes) {
    destinations.addAll(Terrain.regionCodes(regionCodes));
    return this;
  }

  /** Plans all orders; see {@link FakeSluice#route(Function)}. */
  public FakeSluiceBuilder route(Function<Order, RoutingPlan> route) {
    routeForAll = Optional.of(Objects.requireNonNull(route, "route must not be null"));
    return this;
  }

  /** Plans the order with this id; see {@link FakeSluice#route(String, Function)}. */
  public FakeSluiceBuilder route(String orderId, Function<Order, RoutingPlan> route) {
    routes.put(
        PlanDraft.requireId("Order", orderId),
        Objects.requireNonNull(route, "route must not be null"));
    return this;
  }

  /** Where the fake's clock stands at first; otherwise at the machine's time. */
  public FakeSluiceBuilder startingAt(Instant time) {
    Objects.requireNonNull(time, "time must not be null");
    start = () -> time;
    return this;
  }

  /**
   * The fake, serving.
   *
   * @throws IllegalStateException when a warehouse that covers regions has no stock row
   */
  public FakeSluice build() {
    for (String warehouse : coverage.keySet()) {
      if (!stock.containsKey(warehouse)) {
        throw new IllegalStateException(
            "Warehouse %s covers regions and has no stock\nMaybe it is misspelt, or stock(\"%s\", sku, 0) is missing."
                .formatted(warehouse, warehouse));
      }
    }
    FakeClock clock = new FakeClock(start);
    Terrain terrain =
        new Terrain(
            new Terrain.Setup(
                copy(stock),
                copy(coverage),
                Set.copyOf(destinations),
                carrierId,
                carrierServiceId));
    return new FakeSluice(clock, terrain, new Routes(terrain, routes, routeForAll));
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return new LinkedHashMap<>(map);
  }
}
