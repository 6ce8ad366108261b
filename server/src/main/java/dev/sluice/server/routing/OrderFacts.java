package dev.sluice.server.routing;

import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Product;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order and its lines in the facts that rules know; lines by SKU. */
public record OrderFacts(Order order, List<Line> lines) {

  /** The region group that marks remote destinations. */
  static final String REMOTE_GROUP = "REMOTE";

  private static final int PROVINCE_DIGITS = 2;
  private static final int CITY_DIGITS = 4;
  private static final int DISTRICT_DIGITS = 6;
  private static final double MICROS_PER_YUAN = 1_000_000.0;
  private static final double SECONDS_PER_HOUR = 3600.0;

  /** What rules may know of the input's order. */
  public static OrderFacts of(DecisionInput input) {
    List<OrderLine> bySku = input.order().lines();
    if (bySku.size() > 1) {
      bySku = new ArrayList<>(bySku);
      bySku.sort(Comparator.comparing(OrderLine::sku));
    }
    Sums sums = new Sums();
    List<Line> lines = new ArrayList<>(bySku.size());
    for (OrderLine line : bySku) {
      @Nullable Product product = input.view().network().products().get(line.sku());
      Set<Handling> handling = product == null ? Set.of() : product.handling();
      sums.add(line, product, handling);
      lines.add(lineFact(input, line, product, handling));
    }
    return new OrderFacts(orderFact(input, sums), Collections.unmodifiableList(lines));
  }

  /** The beginning of a region code that names its city; empty when it is shorter than that. */
  static String city(String regionCode) {
    return prefix(regionCode, CITY_DIGITS);
  }

  /** The beginning of a region code that names its province; empty when it is shorter than that. */
  static String province(String regionCode) {
    return prefix(regionCode, PROVINCE_DIGITS);
  }

  static double hours(Duration duration) {
    return duration.toSeconds() / SECONDS_PER_HOUR;
  }

  static double yuan(long micros) {
    return micros / MICROS_PER_YUAN;
  }

  /** What the lines are together. */
  private static final class Sums {
    private final Set<Handling> handling = EnumSet.noneOf(Handling.class);
    private long declaredMicros;
    private long weightGrams;
    private long units;

    private void add(OrderLine line, @Nullable Product product, Set<Handling> lineHandling) {
      units = Micros.plusSaturated(units, line.quantity());
      declaredMicros =
          Micros.plusSaturated(
              declaredMicros, Micros.timesSaturated(line.unitValueMicros(), line.quantity()));
      handling.addAll(lineHandling);
      if (product != null) {
        weightGrams =
            Micros.plusSaturated(
                weightGrams, Micros.timesSaturated(product.weightGrams(), line.quantity()));
      }
    }
  }

  private static Order orderFact(DecisionInput input, Sums sums) {
    var order = input.order();
    List<String> groups = input.view().coverage().regionGroupIds();
    Set<Handling> handling = sums.handling;
    return Order.builder()
        .channel(order.key().channel())
        .store(order.store())
        .host(order.host())
        .liveSession(order.liveSession())
        .tier(order.tier().name())
        .serviceLevel(order.serviceLevel().name())
        .region(order.regionCode())
        .province(province(order.regionCode()))
        .city(city(order.regionCode()))
        .district(prefix(order.regionCode(), DISTRICT_DIGITS))
        .groups(input.view().coverage().regionGroupSet())
        .remote(groups.contains(REMOTE_GROUP))
        .paidAgeMinutes(order.paidTime().map(paid -> minutesSince(paid, input.time())).orElse(0L))
        .hoursToShipBy(hoursUntil(order.latestShipTime(), input.time()))
        .hoursToDeliverBy(hoursUntil(order.deliverByTime(), input.time()))
        .delayAccepted(order.delayAccepted())
        .declaredValueYuan(yuan(sums.declaredMicros))
        .weightGrams(sums.weightGrams)
        .lineCount(order.lines().size())
        .unitCount(toInt(sums.units))
        .fragile(handling.contains(Handling.FRAGILE))
        .highValue(handling.contains(Handling.HIGH_VALUE))
        .chilled(handling.contains(Handling.CHILLED))
        .frozen(handling.contains(Handling.FROZEN))
        .liquid(handling.contains(Handling.LIQUID))
        .battery(handling.contains(Handling.BATTERY))
        .oversize(handling.contains(Handling.OVERSIZE))
        .attributes(order.attributes())
        .build();
  }

  private static Line lineFact(
      DecisionInput input, OrderLine line, @Nullable Product product, Set<Handling> handling) {
    return Line.builder()
        .sku(line.sku())
        .quantity(toInt(line.quantity()))
        .category(product == null ? "" : product.category())
        .fragile(handling.contains(Handling.FRAGILE))
        .highValue(handling.contains(Handling.HIGH_VALUE))
        .chilled(handling.contains(Handling.CHILLED))
        .frozen(handling.contains(Handling.FROZEN))
        .liquid(handling.contains(Handling.LIQUID))
        .battery(handling.contains(Handling.BATTERY))
        .oversize(handling.contains(Handling.OVERSIZE))
        .presale(line.presale())
        .inboundUnits(input.stock().inboundUnits(line.sku()))
        .earmarkHost(earmarkHost(input, line.sku()))
        .hoursToShipFrom(
            line.shipFromTime()
                .map(from -> Math.max(0, hours(Duration.between(input.time(), from))))
                .orElse(0.0))
        .returnRate(product == null ? 0 : product.returnRate())
        .build();
  }

  /**
   * The order's own host where units are kept for that one and not taken yet; else for whom most
   * are, the first by id among equals. Only warehouses count that the decision looks at.
   */
  private static String earmarkHost(DecisionInput input, String sku) {
    List<Earmark> earmarks = input.stock().listEarmarks(sku);
    if (earmarks.isEmpty()) {
      return "";
    }
    SortedMap<String, Long> unitsByHost = new TreeMap<>();
    for (Earmark earmark : earmarks) {
      if (earmark.holder().kind() == EarmarkHolder.Kind.HOST
          && earmark.free() > 0
          && input.time().isBefore(earmark.until())
          && input.view().network().warehouses().containsKey(earmark.warehouseId())
          && input.contenders().looksAt(earmark.warehouseId())) {
        unitsByHost.merge(earmark.holder().id(), earmark.free(), Micros::plusSaturated);
      }
    }
    String host = "";
    long most = 0;
    for (Map.Entry<String, Long> one : unitsByHost.entrySet()) {
      if (one.getValue() > most) {
        host = one.getKey();
        most = one.getValue();
      }
    }
    return unitsByHost.containsKey(input.order().host()) ? input.order().host() : host;
  }

  private static long minutesSince(Instant earlier, Instant now) {
    return Math.max(0, Duration.between(earlier, now).toMinutes());
  }

  private static double hoursUntil(Optional<Instant> limit, Instant now) {
    return limit.map(time -> hours(Duration.between(now, time))).orElse(Double.POSITIVE_INFINITY);
  }

  private static int toInt(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  private static String prefix(String regionCode, int digits) {
    return regionCode.length() >= digits ? regionCode.substring(0, digits) : "";
  }
}
