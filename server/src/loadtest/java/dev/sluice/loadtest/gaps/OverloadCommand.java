package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.HelpOption;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.cli.demo.EveningOrders;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.policy.RuleMemory;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.stock.StockRecord;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What prices do for the orders that have no choice when too many come. */
@Command(
    name = "overload",
    description =
        "An evening with more orders than the sample network is made for, with prices and without:"
            + " who is served, and at what cost.")
public final class OverloadCommand implements Callable<Integer> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final double MICROS = 1e6;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private final HelpOption help = new HelpOption();

  @Option(
      names = "--orders",
      defaultValue = "1000",
      description = "that the network is made for (default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--load",
      defaultValue = "1.2",
      description = "times as many (default: ${DEFAULT-VALUE})")
  private double load;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      description = "of the evenings (default: ${DEFAULT-VALUE})")
  private List<Long> seeds = List.of();

  @Option(
      names = "--missed-yuan",
      defaultValue = "60",
      description = "what a line costs that is not shipped in full (default: ${DEFAULT-VALUE})")
  private double missedYuan;

  @Option(
      names = "--weeks",
      defaultValue = "4",
      description =
          "whose evening of the same kind the arrival profile knows (default: ${DEFAULT-VALUE})")
  private int weeks;

  private final PrintWriter out = Console.out();

  /** What became of an evening. */
  private static final class Tally {
    private int vip;
    private int vipServed;
    private int single;
    private int singleServed;
    private int served;
    private int missedLines;
    private int parcels;
    private long cashMicros;
    private long preferenceMicros;

    private double cost(double missedYuan) {
      return (cashMicros + preferenceMicros) / MICROS + missedYuan * missedLines;
    }
  }

  @Override
  public Integer call() {
    out.println("Compiling the shipped rules ...");
    RuleSet rules =
        new RuleSetCompiler(RuleMemory::create)
            .compile(
                RuleSources.read(
                    Path.of(System.getProperty("sluice.home", ".."), "rules", "catalog")));
    int count = (int) Math.round(orders * load);
    boolean right = true;
    out.printf(
        Locale.ROOT,
        "%,d orders on a network made for %,d; a missed line counts %.0f yuan%n%-18s %8s %14s %14s"
            + " %8s %8s %12s %8s%n",
        count,
        orders,
        missedYuan,
        "",
        "served",
        "VIP",
        "one warehouse",
        "missed",
        "parcels",
        "cost, yuan",
        "seconds");
    SampleNetwork sample = SampleNetwork.create(orders);
    for (long seed : seeds) {
      List<Order> evening = EveningOrders.create(sample, count, seed);
      Set<OrderKey> singles = singles(rules, sample, evening);
      List<ArrivedOrder> before = new ArrayList<>();
      for (int ago = weeks; ago > 0; ago--) {
        before.addAll(weeksBefore(sample, count, seed, ago));
      }
      Tally off = evening(rules, sample, evening, before, singles, "seed " + seed, false);
      Tally on = evening(rules, sample, evening, before, singles, "seed " + seed, true);
      right &=
          on.vipServed >= off.vipServed
              && on.singleServed >= off.singleServed
              && on.cost(missedYuan) < off.cost(missedYuan);
    }
    out.println(right ? "met" : "MISSED: with prices nobody may be worse off");
    return right ? 0 : 1;
  }

  private void print(String name, Tally tally, double seconds) {
    out.printf(
        Locale.ROOT,
        "%-18s %8d %7d/%-6d %7d/%-6d %8d %8d %12.0f %8.1f%n",
        name,
        tally.served,
        tally.vipServed,
        tally.vip,
        tally.singleServed,
        tally.single,
        tally.missedLines,
        tally.parcels,
        tally.cost(missedYuan),
        seconds);
  }

  private Tally evening(
      RuleSet rules,
      SampleNetwork sample,
      List<Order> evening,
      List<ArrivedOrder> before,
      Set<OrderKey> singles,
      String name,
      boolean priced) {
    long start = System.nanoTime();
    InMemoryDay day = day(rules, sample, evening, sample.folder().stock(), priced);
    day.remember(before);
    Tally tally = new Tally();
    for (Order order : evening) {
      add(tally, order, singles.contains(order.key()), day.route(order, order.placedTime()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    print(name + (priced ? " with" : " without"), tally, seconds);
    return tally;
  }

  private static Set<OrderKey> singles(RuleSet rules, SampleNetwork sample, List<Order> evening) {
    List<StockRecord> stock = sample.folder().stock();
    OnlyWarehouses only =
        new OnlyWarehouses(
            day(rules, sample, evening, stock, false),
            warehouseId ->
                day(
                    rules,
                    sample,
                    evening,
                    stock.stream().filter(one -> !one.warehouseId().equals(warehouseId)).toList(),
                    false));
    return evening.stream()
        .filter(order -> only.find(order).isPresent())
        .map(Order::key)
        .collect(Collectors.toSet());
  }

  private static InMemoryDay day(
      RuleSet rules,
      SampleNetwork sample,
      List<Order> evening,
      List<StockRecord> stock,
      boolean priced) {
    return new InMemoryDay(
        sample.folder().network(),
        stock,
        rules,
        ZONE,
        evening.get(0).placedTime(),
        evening.size(),
        priced,
        new PriceSettings(PriceSettings.ALL_KINDS, 2_000, Duration.ofMinutes(1)),
        PlannerLimits.DEFAULT);
  }

  /** Another evening of the same kind. */
  private static List<ArrivedOrder> weeksBefore(
      SampleNetwork sample, int count, long seed, int weeks) {
    Duration ago = WEEK.multipliedBy(weeks);
    List<ArrivedOrder> before = new ArrayList<>();
    for (Order order : EveningOrders.create(sample, count, seed + 1_000L * weeks)) {
      Instant time = order.placedTime().minus(ago);
      Order then =
          new Order(
              new OrderKey(order.key().channel(), "before-" + weeks + "-" + order.key().orderId()),
              order.store(),
              order.host(),
              order.liveSession(),
              order.tier(),
              order.serviceLevel(),
              time,
              order.paidTime().map(paid -> paid.minus(ago)),
              order.latestShipTime().map(limit -> limit.minus(ago)),
              order.latestCollectionTime().map(limit -> limit.minus(ago)),
              order.deliverByTime().map(limit -> limit.minus(ago)),
              order.delayAccepted(),
              order.regionCode(),
              order.destination(),
              order.lines(),
              order.attributes());
      before.add(new ArrivedOrder(then, time));
    }
    return before;
  }

  private static void add(Tally tally, Order order, boolean single, StoredPlan stored) {
    boolean served = stored.plan().unfulfilledLines().isEmpty();
    boolean vip = order.tier() == CustomerTier.VIP;
    tally.served += served ? 1 : 0;
    tally.vip += vip ? 1 : 0;
    tally.vipServed += vip && served ? 1 : 0;
    tally.single += single ? 1 : 0;
    tally.singleServed += single && served ? 1 : 0;
    tally.missedLines += stored.plan().unfulfilledLines().size();
    tally.parcels += stored.plan().shipments().size();
    tally.cashMicros += stored.plan().totalMicros(CostTerm.Kind.CASH);
    tally.preferenceMicros += stored.plan().totalMicros(CostTerm.Kind.PREFERENCE);
  }
}
