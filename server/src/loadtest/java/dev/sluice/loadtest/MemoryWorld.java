package dev.sluice.loadtest;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Warehouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The demo's network with so many warehouses, all of which have every one of so many SKUs. What is
 * asked for follows Zipf's law: the second SKU half as often as the first, the third a third.
 */
final class MemoryWorld {
  private static final int DISTINCT_ORDERS = 20_000;
  private static final int MAX_LINES = 3;
  private static final int UNITS = 1_000_000;

  /** Without the checks and the news that many calls of SetStock would cost. */
  private static final String FILL_COUNTERS =
      """
      INSERT INTO counter (kind, subject, scope, day, capacity)
      SELECT 1, w.warehouse_id, p.sku, DATE '1970-01-01', ?
      FROM product p CROSS JOIN warehouse w WHERE p.sku LIKE 'MEM-%'
      """;

  private static final String FILL_STOCK =
      """
      INSERT INTO stock (sku, warehouse_id, counter_id, on_hand, safety_stock, received, as_of)
      SELECT scope, subject, counter_id, capacity, 0, capacity, now()
      FROM counter WHERE kind = 1 AND scope LIKE 'MEM-%'
      ORDER BY scope, subject
      """;

  private final SampleNetwork sample;
  private final int warehouses;
  private final int skus;
  private final long seed;

  MemoryWorld(int warehouses, int skus, int orders, long seed) {
    this.sample = SampleNetwork.create(Math.max(10_000, 2 * orders));
    this.warehouses = warehouses;
    this.skus = skus;
    this.seed = seed;
  }

  /** Without stock, see {@link #fill}. The warehouses beyond the demo's have no lanes. */
  NetworkFolder folder() {
    NetworkData base = sample.folder().network();
    List<Warehouse> all = new ArrayList<>(base.warehouses());
    for (int number = all.size(); number < warehouses; number++) {
      all.add(renamed(all.get(number % base.warehouses().size()), number));
    }
    List<Product> products = new ArrayList<>(base.products());
    for (int number = 0; number < skus; number++) {
      String sku = sku(number);
      products.add(
          Product.builder(sku).category("BEAUTY").weightGrams(300).sizeMm(180, 120, 60).build());
    }
    NetworkData network =
        new NetworkData(
            base.regions(),
            base.regionGroups(),
            all,
            base.carriers(),
            base.carrierServices(),
            base.tariffs(),
            base.lanes(),
            base.coverage(),
            products);
    return new NetworkFolder(network, List.of());
  }

  /** Puts every SKU into every warehouse; answers how many positions that makes. */
  static long fill(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement counters = connection.prepareStatement(FILL_COUNTERS);
        PreparedStatement stock = connection.prepareStatement(FILL_STOCK)) {
      counters.setLong(1, UNITS);
      counters.executeUpdate();
      long positions = stock.executeLargeUpdate();
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement analyze = connection.createStatement()) {
        analyze.execute("ANALYZE counter, stock");
      }
      return positions;
    }
  }

  /** Orders of one to three SKUs. */
  OrderSource orders() {
    double[] upTo = new double[skus];
    double sum = 0;
    for (int number = 0; number < skus; number++) {
      sum += 1.0 / (number + 1);
      upTo[number] = sum;
    }
    double whole = sum;
    Random random = new Random(seed);
    return OrderSource.create(sample, DISTINCT_ORDERS, seed, Instant.now(), "memory-")
        .map((number, order) -> with(order, random, upTo, whole));
  }

  private static Order with(Order order, Random random, double[] upTo, double whole) {
    Set<String> skus = new LinkedHashSet<>();
    for (int lines = 1 + random.nextInt(MAX_LINES); lines > 0; lines--) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * whole);
      skus.add(sku(found < 0 ? -found - 1 : found));
    }
    Order.Builder changed =
        order.toBuilder().clearLines().setServiceLevel(ServiceLevel.SERVICE_LEVEL_STANDARD);
    for (String sku : skus) {
      changed.addLines(
          OrderLine.newBuilder()
              .setSku(sku)
              .setQuantity(1)
              .setUnitValue(order.getLines(0).getUnitValue()));
    }
    return changed.build();
  }

  private static String sku(int number) {
    return String.format(Locale.ROOT, "MEM-%05d", number);
  }

  private static Warehouse renamed(Warehouse warehouse, int number) {
    String id = String.format(Locale.ROOT, "MEM-WH-%04d", number);
    return warehouse.toBuilder().id(id).name(id).nameEn(id).build();
  }
}
