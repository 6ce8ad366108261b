package dev.sluice.loadtest.shares;

import dev.sluice.server.cli.demo.EveningOrders;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The demo's network with plenty of stock and capacity, so that nothing but shares is scarce; and a
 * day of orders for it. The main carrier leads East and North China alone.
 *
 * <p>The day is ten stretches of usual trade with a pulse after each: a host sells one SKU. Half of
 * the orders come in pulses. 65 % of the day's orders go to East and North China, and so do 65 % of
 * those of usual trade; of a pulse's 50 to 80 %, in an order that is drawn.
 */
public final class ShareWorld {

  /** Where the main carrier is at home. */
  public static final Set<String> HOME_GROUPS = Set.of("EAST", "NORTH");

  public static final String MAIN = "SANHE";

  private static final Set<String> HOME_PROVINCES =
      Set.of("11", "12", "13", "14", "15", "31", "32", "33", "34", "35", "36", "37");

  /** Islands to which no carrier goes. */
  private static final String NOWHERE = "4603";

  private static final int ROOM = 20;
  private static final double USUAL_HOME = 0.65;
  private static final List<Double> PULSE_HOMES =
      List.of(0.80, 0.80, 0.80, 0.75, 0.65, 0.65, 0.55, 0.50, 0.50, 0.50);
  private static final int SKUS = 40;
  private static final int FRAGILE_FROM = 36;
  private static final String CHILLED_SKU = sku(39);
  private static final double CHILLED_PART = 0.02;
  private static final Set<String> COLD_PROVINCES = Set.of("11", "31", "32", "33", "44");

  private final SampleNetwork sample;
  private final int orders;
  private final long seed;

  /**
   * @param orders of the day, 20 or more
   * @param seed of the orders
   */
  public ShareWorld(int orders, long seed) {
    this.sample = SampleNetwork.create(Math.multiplyExact(orders, ROOM));
    this.orders = orders;
    this.seed = seed;
  }

  /** A stretch of the day: orders {@code begin} to before {@code end}. */
  public record Stretch(int begin, int end, boolean pulse, double homePart) {}

  /** The day's stretches in their order. */
  public List<Stretch> stretches() {
    List<Double> homes = new ArrayList<>(PULSE_HOMES);
    Collections.shuffle(homes, new Random(seed));
    List<Stretch> stretches = new ArrayList<>();
    int count = 2 * homes.size();
    for (int i = 0; i < count; i++) {
      int begin = (int) ((long) orders * i / count);
      int end = (int) ((long) orders * (i + 1) / count);
      boolean pulse = i % 2 == 1;
      stretches.add(new Stretch(begin, end, pulse, pulse ? homes.get(i / 2) : USUAL_HOME));
    }
    return stretches;
  }

  /** Every central and regional warehouse has every SKU, those with a cold room the chilled one. */
  public NetworkFolder folder() {
    NetworkData base = sample.folder().network();
    List<Product> products = new ArrayList<>(base.products());
    List<StockRecord> stock = new ArrayList<>();
    for (int number = 0; number < SKUS; number++) {
      Product product = product(number);
      products.add(product);
      for (Warehouse warehouse : base.warehouses()) {
        boolean cold = !product.sku().equals(CHILLED_SKU) || warehouse.coldRoom();
        if (cold
            && (warehouse.kind() == WarehouseKind.CENTRAL
                || warehouse.kind() == WarehouseKind.REGIONAL)) {
          stock.add(new StockRecord(warehouse.id(), product.sku(), (long) orders * ROOM, 0));
        }
      }
    }
    NetworkData network =
        new NetworkData(
            base.regions(),
            base.regionGroups().stream().map(ShareWorld::led).toList(),
            base.warehouses(),
            base.carriers(),
            base.carrierServices(),
            base.tariffs(),
            base.lanes(),
            base.coverage(),
            products);
    return new NetworkFolder(network, stock);
  }

  /**
   * The day's orders in their order.
   *
   * @param placed when all of them were placed
   * @param idPrefix what all order ids begin with
   */
  public List<Order> orders(Instant placed, String idPrefix) {
    Random random = new Random(seed);
    Deque<Order> home = new ArrayDeque<>();
    Deque<Order> abroad = new ArrayDeque<>();
    List<Order> pool = new ArrayList<>(EveningOrders.create(sample, orders, seed));
    Collections.shuffle(pool, random);
    pool.removeIf(order -> order.regionCode().startsWith(NOWHERE));
    for (Order order : pool) {
      (isHome(order) ? home : abroad).add(order);
    }
    List<Order> day = new ArrayList<>(orders);
    for (Stretch stretch : stretches()) {
      for (int number = stretch.begin(); number < stretch.end(); number++) {
        Deque<Order> from = random.nextDouble() < stretch.homePart() ? home : abroad;
        Order like = from.removeFirst();
        from.addLast(like);
        String sku =
            random.nextDouble() < CHILLED_PART && isReachedCold(like)
                ? CHILLED_SKU
                : stretch.pulse()
                    ? sku(stretch.begin() * 20 / orders)
                    : sku(random.nextInt(SKUS - 1));
        day.add(order(like, idPrefix + number, placed, sku, 1 + random.nextInt(8) / 6));
      }
    }
    return day;
  }

  private static Order order(Order like, String id, Instant placed, String sku, int quantity) {
    return new Order(
        new OrderKey(like.key().channel(), id),
        like.store(),
        like.host(),
        like.liveSession(),
        like.tier(),
        like.serviceLevel() == ServiceLevel.NEXT_DAY && !sku.equals(CHILLED_SKU)
            ? ServiceLevel.NEXT_DAY
            : ServiceLevel.STANDARD,
        placed,
        Optional.of(placed),
        Optional.of(placed.plus(Duration.ofHours(48))),
        Optional.of(placed.plus(Duration.ofHours(60))),
        Optional.empty(),
        like.delayAccepted(),
        like.regionCode(),
        Optional.empty(),
        List.of(new OrderLine(sku, quantity, 59_000_000, false, Optional.empty())),
        like.attributes());
  }

  /** Not everywhere is there a carrier that keeps the cold chain. */
  private static boolean isReachedCold(Order order) {
    return COLD_PROVINCES.contains(order.regionCode().substring(0, 2));
  }

  private static boolean isHome(Order order) {
    return HOME_PROVINCES.contains(order.regionCode().substring(0, 2));
  }

  /** As it is, but that nobody leads Central China. */
  private static RegionGroup led(RegionGroup group) {
    boolean abroad =
        group.leaderCarrierId().filter(MAIN::equals).isPresent()
            && !HOME_GROUPS.contains(group.id())
            && !group.id().equals(RegionGroup.COUNTRY);
    return abroad
        ? new RegionGroup(
            group.id(), group.name(), group.nameEn(), group.regionCodes(), Optional.empty())
        : group;
  }

  private static Product product(int number) {
    String sku = sku(number);
    int grams = 200 + 2_600 * (number * 7 % SKUS) / SKUS;
    Set<Handling> handling =
        sku.equals(CHILLED_SKU)
            ? Set.of(Handling.CHILLED)
            : number >= FRAGILE_FROM ? Set.of(Handling.FRAGILE) : Set.of();
    return Product.builder(sku)
        .category("BEAUTY")
        .weightGrams(grams)
        .sizeMm(200, 150, 80)
        .handling(handling)
        .build();
  }

  private static String sku(int number) {
    return String.format(Locale.ROOT, "DAY-%02d", number);
  }
}
