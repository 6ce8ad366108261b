package dev.sluice.server.journal;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.routing.Contenders;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a decision record: time, limits, and every number that the decision may have looked
 * at. Order and plan are in the plan row; network, rule set and share numbers are named, not held.
 */
final class RecordFormat {

  private static final int FORMAT = 3;
  private static final int RACE_LOST = 1;
  private static final int TOLLED = 2;
  private static final int PARCEL_PRICED = 4;

  /** Of the network that was asked for last: nearly always the current one. */
  private volatile @Nullable WarehousePlaces latest;

  /** What it takes to decide again. */
  record Seen(DecisionInput input, PlannerLimits limits) {}

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds stand beside
  byte[] write(DecisionInput input, PlannerLimits limits) {
    Packer out = new Packer();
    out.put(FORMAT);
    boolean tolled = !input.tolls().isEmpty();
    boolean parcelPriced = input.tolls().parcelMicros() > 0;
    out.put(
        (input.raceLost() ? RACE_LOST : 0)
            | (tolled ? TOLLED : 0)
            | (parcelPriced ? PARCEL_PRICED : 0));
    out.put(limits.shortlistSize());
    out.put(limits.servicesPerWarehouse());
    out.put(limits.splitLimit());
    out.put(limits.workBound());
    out.putSigned(input.time().getEpochSecond());
    out.put(input.time().getNano());
    out.putSigned(input.view().shareDay().toEpochDay() - utcDay(input.time()));
    WarehousePlaces places = places(input.view().network());
    ContenderSection.write(out, input.contenders(), places);
    StockSection.write(out, input, ContenderSection.all(input.contenders(), places));
    Set<String> subjects = CounterSection.write(out, input);
    if (tolled) {
      TollSection.write(out, input, subjects);
    }
    return out.toBytes();
  }

  /**
   * @throws UnreadableRecordException when other software wrote it
   */
  Seen read(byte[] content, Order order, Network network, ShareNumbers shares, RuleSet rules) {
    Unpacker in = new Unpacker(content);
    long format = in.get();
    if (format != FORMAT) {
      throw new UnreadableRecordException("its format is " + format + ", not " + FORMAT);
    }
    int flags = in.getInt();
    boolean raceLost = (flags & RACE_LOST) != 0;
    PlannerLimits limits = new PlannerLimits(in.getInt(), in.getInt(), in.getInt(), in.get());
    Instant time = Instant.ofEpochSecond(in.getSigned(), in.get());
    LocalDate shareDay = LocalDate.ofEpochDay(utcDay(time) + in.getSigned());
    WarehousePlaces places = places(network);
    RegionalCoverage coverage = network.coverageOf(order.regionCode());
    Contenders contenders =
        ContenderSection.read(in, places, coverage, skus(order))
            .within(limits, order, network, coverage);
    StockView stock = StockSection.read(in, order, ContenderSection.all(contenders, places), time);
    NetworkView view = CounterSection.read(in, network, coverage, time, shareDay, contenders);
    Tolls tolls =
        (flags & TOLLED) != 0 ? TollSection.read(in, (flags & PARCEL_PRICED) != 0) : Tolls.none();
    in.end();
    DecisionInput input =
        new DecisionInput(
            order, view, contenders, stock, shares, rules, tolls, List.of(), raceLost);
    return new Seen(input, limits);
  }

  private static Set<String> skus(Order order) {
    return order.lines().stream().map(OrderLine::sku).collect(Collectors.toUnmodifiableSet());
  }

  private WarehousePlaces places(Network network) {
    WarehousePlaces known = latest;
    if (known == null || known.network() != network) {
      known = new WarehousePlaces(network);
      latest = known;
    }
    return known;
  }

  private static long utcDay(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }
}
