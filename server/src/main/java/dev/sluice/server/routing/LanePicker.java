package dev.sluice.server.routing;

import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.LaneRanking.Kind;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks the services of a warehouse that an order is shown, where there are many: in turns the
 * cheapest, the cheapest of those that rules may insist on, and the fastest; of every carrier one
 * before any second. Services that are not sold at its level, or not to its channel, are left out.
 * Orders of about the same weight are shown the same.
 */
final class LanePicker {

  private final Like like;

  /**
   * Orders that are shown the same services of a warehouse.
   *
   * @param leaders carriers that lead a region group of the destination
   * @param limit how many are picked
   */
  private record Like(Kind kind, Set<Handling> handling, Set<String> leaders, int limit) {}

  /**
   * A lane with what it is picked by.
   *
   * @param unfit whether it cannot carry this order, or only parts of it
   * @param risk that rules keep the goods off it: 2 where it lacks what they mostly ask for, 1 more
   *     where its carrier has no role here
   * @param further whether another lane of its carrier is cheaper
   */
  private record Pick(
      int index, AppliedLane lane, boolean unfit, int risk, boolean further, long micros) {

    private static final Comparator<Pick> CHEAPEST =
        Comparator.comparing(Pick::unfit)
            .thenComparing(Pick::further)
            .thenComparingLong(Pick::micros)
            .thenComparingInt(pick -> pick.lane.lane().transitHours())
            .thenComparingInt(Pick::index);
    private static final Comparator<Pick> SAFEST =
        Comparator.comparing(Pick::unfit).thenComparingInt(Pick::risk).thenComparing(CHEAPEST);
    private static final Comparator<Pick> FASTEST =
        Comparator.comparing(Pick::unfit)
            .thenComparingInt((Pick pick) -> pick.lane.lane().transitHours())
            .thenComparing(CHEAPEST);
  }

  /**
   * @param limit how many are picked at most
   */
  LanePicker(Order order, Network network, RegionalCoverage coverage, int limit) {
    Set<Handling> handling = EnumSet.noneOf(Handling.class);
    for (OrderLine line : order.lines()) {
      @Nullable Product product = network.products().get(line.sku());
      if (product != null) {
        handling.addAll(product.handling());
      }
    }
    this.like =
        new Like(
            ShippingScale.kind(order, network.products()),
            handling,
            leaders(network.regionGroups(), coverage.regionGroupIds()),
            limit);
  }

  private static Set<String> leaders(Map<String, RegionGroup> groups, List<String> ids) {
    Set<String> leaders = new HashSet<>();
    for (String id : ids) {
      @Nullable RegionGroup group = groups.get(id);
      if (group != null) {
        group.leaderCarrierId().ifPresent(leaders::add);
      }
    }
    return leaders;
  }

  /** At most so many of the lanes; all of them where they are no more. */
  LaneGroup pick(LaneGroup lanes) {
    return lanes.lanes().size() <= like.limit ? lanes : lanes.part(like, this::places);
  }

  private BitSet places(LaneGroup group) {
    List<AppliedLane> lanes = group.lanes();
    BitSet sold = new BitSet(lanes.size());
    for (int i = 0; i < lanes.size(); i++) {
      sold.set(i, ShippingScale.sells(lanes.get(i).service(), like.kind));
    }
    return sold.cardinality() <= like.limit ? sold : pick(lanes, sold);
  }

  private BitSet pick(List<AppliedLane> lanes, BitSet sold) {
    List<Pick> picks = new ArrayList<>(sold.cardinality());
    sold.stream().forEach(i -> picks.add(pick(i, lanes.get(i))));
    picks.sort(Pick.CHEAPEST);
    Set<String> carriers = new HashSet<>();
    picks.replaceAll(
        pick ->
            carriers.add(pick.lane.carrier().id())
                ? pick
                : new Pick(pick.index, pick.lane, pick.unfit, pick.risk, true, pick.micros));
    List<List<Pick>> turns =
        List.of(
            sorted(picks, Pick.CHEAPEST), sorted(picks, Pick.SAFEST), sorted(picks, Pick.FASTEST));
    int[] next = new int[turns.size()];
    BitSet picked = new BitSet(lanes.size());
    for (int turn = 0; picked.cardinality() < like.limit; turn = (turn + 1) % next.length) {
      while (picked.get(turns.get(turn).get(next[turn]).index)) {
        next[turn]++;
      }
      picked.set(turns.get(turn).get(next[turn]).index);
    }
    return picked;
  }

  private static List<Pick> sorted(List<Pick> picks, Comparator<Pick> by) {
    List<Pick> sorted = new ArrayList<>(picks);
    sorted.sort(by);
    return sorted;
  }

  private Pick pick(int index, AppliedLane lane) {
    CarrierService service = lane.service();
    Tariff tariff = lane.tariff();
    long heaviest =
        Math.min(
            service.maxWeightGrams(), tariff.bands().get(tariff.bands().size() - 1).upToGrams());
    // No order of the kind weighs half of this or less.
    boolean tooHeavy = like.kind.grams() / 2 >= heaviest;
    boolean unfit = tooHeavy || lane.carrier().state() != OperatingState.OPEN || refuses(service);
    boolean roleless =
        lane.carrier().role() == CarrierRole.OTHER && !like.leaders.contains(lane.carrier().id());
    long micros =
        TariffCalculator.chargeMicros(tariff, Math.min(like.kind.grams(), heaviest))
            .orElse(Long.MAX_VALUE);
    return new Pick(
        index, lane, unfit, (isUsual(service) ? 0 : 2) + (roleless ? 1 : 0), false, micros);
  }

  private boolean refuses(CarrierService service) {
    Set<Handling> handling = like.handling;
    return (handling.contains(Handling.OVERSIZE) && !service.takesOversize())
        || (handling.contains(Handling.LIQUID) && !service.takesLiquid())
        || (handling.contains(Handling.BATTERY) && !service.takesBattery());
  }

  /** Whether it has what rules mostly ask for such goods. */
  private boolean isUsual(CarrierService service) {
    Set<Handling> handling = like.handling;
    boolean cold = handling.contains(Handling.CHILLED) || handling.contains(Handling.FROZEN);
    return (!handling.contains(Handling.FRAGILE) || service.handlesFragile())
        && (!handling.contains(Handling.HIGH_VALUE) || service.insuresHighValue())
        && (!cold || service.coldChain());
  }
}
