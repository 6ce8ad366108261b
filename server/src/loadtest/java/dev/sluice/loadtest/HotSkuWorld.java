package dev.sluice.loadtest;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The demo's network with plenty of room, and goods that one central warehouse alone holds: a few
 * hot SKUs with a given stock, and many others that never run out.
 */
final class HotSkuWorld {
  static final String WAREHOUSE = "CEN-JIAXING";
  private static final int ROOM = 20;
  private static final int DISTINCT_ORDERS = 20_000;

  private final SampleNetwork sample;
  private final List<String> hot;
  private final List<String> others;
  private final long stock;
  private final long seed;

  HotSkuWorld(int hotSkus, int otherSkus, long stock, int orders, long seed) {
    this.sample = SampleNetwork.create(Math.multiplyExact(orders, ROOM));
    this.hot = skus("HOT", hotSkus);
    this.others = skus("WIDE", otherSkus);
    this.stock = stock;
    this.seed = seed;
  }

  String hotSku(int round) {
    return hot.get(round);
  }

  NetworkFolder folder() {
    NetworkData base = sample.folder().network();
    List<Product> products = new ArrayList<>(base.products());
    List<StockRecord> records = new ArrayList<>(sample.folder().stock());
    for (String sku : hot) {
      products.add(product(sku));
      records.add(new StockRecord(WAREHOUSE, sku, stock, 0));
    }
    for (String sku : others) {
      products.add(product(sku));
      records.add(new StockRecord(WAREHOUSE, sku, stock, 0));
    }
    NetworkData network =
        new NetworkData(
            base.regions(),
            base.regionGroups(),
            base.warehouses(),
            base.carriers(),
            base.carrierServices(),
            base.tariffs(),
            base.lanes(),
            base.coverage(),
            products);
    return new NetworkFolder(network, records);
  }

  /** One unit of the hot SKU of a round an order. */
  OrderSource hotOrders(int round) {
    return orders("hot-" + round + "-").map((number, order) -> only(order, hot.get(round)));
  }

  /** The same orders, over all the other SKUs. */
  OrderSource wideOrders(String idPrefix) {
    return orders(idPrefix)
        .map((number, order) -> only(order, others.get((int) (number % others.size()))));
  }

  private OrderSource orders(String idPrefix) {
    return OrderSource.create(sample, DISTINCT_ORDERS, seed, Instant.now(), idPrefix);
  }

  private static Order only(Order order, String sku) {
    OrderLine line =
        OrderLine.newBuilder()
            .setSku(sku)
            .setQuantity(1)
            .setUnitValue(order.getLines(0).getUnitValue())
            .build();
    return order.toBuilder()
        .clearLines()
        .addLines(line)
        .setServiceLevel(ServiceLevel.SERVICE_LEVEL_STANDARD)
        .build();
  }

  private static List<String> skus(String prefix, int count) {
    List<String> skus = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      skus.add(String.format(Locale.ROOT, "%s-%04d", prefix, i));
    }
    return skus;
  }

  private static Product product(String sku) {
    return Product.builder(sku).category("BEAUTY").weightGrams(300).sizeMm(180, 120, 60).build();
  }
}
