package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small network, and orders and plans in it. */
public final class LedgerSamples {

  public static final Instant START = Instant.parse("2026-11-11T12:00:00Z");
  public static final LocalDate DAY = LocalDate.of(2026, 11, 11);

  /** Counts units. */
  public static final String WH_UNITS = "WH-UNITS";

  public static final Map<String, Long> WAREHOUSES =
      Map.of("WH-A", 100_000L, "WH-B", 100_000L, "WH-SMALL", 3L, WH_UNITS, 1_000L);

  /** Without an entry in a lane's or carrier's map there is no limit. */
  public static final Map<String, Optional<Long>> CARRIERS =
      Map.of("SF", Optional.empty(), "ZTO", Optional.empty(), "TINY", Optional.of(2L));

  public static final Map<String, Optional<Long>> LANES =
      Map.of(
          "WH-A>SF-STD>31", Optional.empty(),
          "WH-A>ZTO-STD>31", Optional.empty(),
          "WH-A>TINY-STD>31", Optional.of(100L),
          "WH-B>SF-STD>31", Optional.of(100_000L),
          "WH-B>ZTO-STD>31", Optional.empty(),
          "WH-SMALL>SF-STD>31", Optional.empty(),
          "WH-UNITS>SF-STD>31", Optional.empty());

  private LedgerSamples() {}

  /** What the network gives a day. */
  public static OptionalLong capacityOf(CounterKey key) {
    return switch (key.kind()) {
      case WAREHOUSE_DAY -> limit(Optional.ofNullable(WAREHOUSES.get(key.subject())));
      case LANE_DAY -> limitOf(LANES, key.subject());
      case CARRIER_DAY -> limitOf(CARRIERS, key.subject());
      case CARRIER_SHARE, ALL_SHARE -> OptionalLong.of(Long.MAX_VALUE);
      case STOCK, EARMARK, INBOUND -> OptionalLong.empty();
    };
  }

  private static OptionalLong limitOf(Map<String, Optional<Long>> limits, String id) {
    Optional<Long> limit = limits.get(id);
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit.orElse(Long.MAX_VALUE));
  }

  private static OptionalLong limit(Optional<Long> limit) {
    return limit.isPresent() ? OptionalLong.of(limit.get()) : OptionalLong.empty();
  }

  /** An order with what its plans ship; lines are {@code "2 x SKU-1"}. */
  public static Order order(String orderId, List<ShippedLine> lines) {
    return new Order(
        new OrderKey("DOUYIN", orderId),
        "STORE-1",
        "HOST-1",
        "",
        CustomerTier.GOLD,
        ServiceLevel.STANDARD,
        START.minusSeconds(5),
        Optional.of(START.minusSeconds(4)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        "310101",
        Optional.empty(),
        lines.stream()
            .map(
                line ->
                    new OrderLine(line.sku(), line.quantity(), 9_900_000, false, Optional.empty()))
            .toList(),
        new TreeSet<>(List.of("gift=yes", "live=pulse")));
  }

  /** A shipment on its way to being part of a plan. */
  public record Leg(
      String warehouseId, String carrierId, List<ShippedLine> lines, List<ShareTake> shares) {

    /** {@code 2 x SKU-1} from a warehouse by a carrier. */
    public static Leg of(String warehouseId, String carrierId, String sku, long quantity) {
      return new Leg(warehouseId, carrierId, List.of(new ShippedLine(sku, quantity)), List.of());
    }

    public Leg with(ShareTake... taken) {
      return new Leg(warehouseId, carrierId, lines, List.of(taken));
    }

    public Leg and(String sku, long quantity) {
      List<ShippedLine> all = new ArrayList<>(lines);
      all.add(new ShippedLine(sku, quantity));
      return new Leg(warehouseId, carrierId, all, shares);
    }

    String laneId() {
      return warehouseId + ">" + carrierId + "-STD>31";
    }
  }

  /** One parcel of a carrier's share of the country. */
  public static ShareTake share(String carrierId, long capPpm, boolean exempt) {
    return new ShareTake(
        CounterKey.carrierShare(carrierId, "CN", DAY),
        CounterKey.allShare("CN", DAY),
        capPpm < 0 ? OptionalLong.empty() : OptionalLong.of(capPpm),
        exempt);
  }

  public static ProposedPlan plan(Leg... legs) {
    List<PlannedShipment> shipments = new ArrayList<>();
    List<ShipmentTakes> takes = new ArrayList<>();
    for (int index = 0; index < legs.length; index++) {
      shipments.add(shipment(index + 1, legs[index]));
      takes.add(takesOf(index + 1, legs[index]));
    }
    return new ProposedPlan(
        new RoutingPlan(
            shipments,
            List.of(),
            List.of(new CostTerm("split", CostTerm.Kind.PREFERENCE, 12)),
            "rules-1",
            START,
            Optional.empty(),
            List.of(new ShareYield("SF", "CN", "no other way")),
            List.of("pulse")),
        takes);
  }

  /** A plan that ships nothing. */
  public static ProposedPlan nothing(String sku, long quantity) {
    return new ProposedPlan(
        new RoutingPlan(
            List.of(),
            List.of(
                new UnfulfilledLine(
                    sku,
                    quantity,
                    List.of(new LineReason(UnfulfilledReason.RULE, Optional.of("ELIG-010"), "why")),
                    Disposition.BACKORDER,
                    Optional.of(START))),
            List.of(),
            "rules-1",
            START,
            Optional.empty(),
            List.of(),
            List.of()),
        List.of());
  }

  private static PlannedShipment shipment(int number, Leg leg) {
    return new PlannedShipment(
        number,
        leg.warehouseId(),
        leg.carrierId(),
        leg.carrierId() + "-STD",
        leg.laneId(),
        leg.lines(),
        DAY,
        START.plusSeconds(3_600),
        START.plusSeconds(90_000),
        1_500,
        List.of("INSURANCE"),
        3,
        List.of(new CostTerm("tariff", CostTerm.Kind.CASH, 8_000_000)));
  }

  private static ShipmentTakes takesOf(int number, Leg leg) {
    List<Take> takes = new ArrayList<>();
    long units = 0;
    for (ShippedLine line : leg.lines()) {
      takes.add(new Take(CounterKey.stock(leg.warehouseId(), line.sku()), line.quantity()));
      units += line.quantity();
    }
    boolean countsUnits = leg.warehouseId().equals(WH_UNITS);
    takes.add(new Take(CounterKey.warehouseDay(leg.warehouseId(), DAY), countsUnits ? units : 1));
    takes.add(new Take(CounterKey.laneDay(leg.laneId(), DAY), 1));
    takes.add(new Take(CounterKey.carrierDay(leg.carrierId(), DAY), 1));
    return new ShipmentTakes(number, takes, leg.shares());
  }

  /** Wants the first plan, else one of the others, CONFIRMED at once. */
  public static Proposal proposal(String orderId, ProposedPlan plan, ProposedPlan... others) {
    return new Proposal(
        order(orderId, orderedIn(plan)),
        "fingerprint of " + orderId,
        plan,
        List.of(others),
        0,
        START.plus(Duration.ofDays(300)),
        Optional.empty());
  }

  /** Wants what is missing of a plan, CONFIRMED at once. */
  public static Proposal replacing(StoredPlan seen, ProposedPlan rest, String requestId) {
    return new Proposal(
        seen.order(),
        seen.fingerprint(),
        rest,
        List.of(),
        0,
        START.plusSeconds(10),
        Optional.empty(),
        Optional.of(new Replacement(seen, requestId, "again")));
  }

  public static Proposal held(Proposal proposal, Duration hold) {
    return new Proposal(
        proposal.order(),
        proposal.fingerprint(),
        proposal.plan(),
        proposal.alternatives(),
        proposal.priority(),
        proposal.deadline(),
        Optional.of(hold),
        proposal.replaces());
  }

  public static Proposal withFingerprint(Proposal proposal, String fingerprint) {
    return new Proposal(
        proposal.order(),
        fingerprint,
        proposal.plan(),
        proposal.alternatives(),
        proposal.priority(),
        proposal.deadline(),
        proposal.hold());
  }

  public static Proposal withPriority(Proposal proposal, int priority) {
    return new Proposal(
        proposal.order(),
        proposal.fingerprint(),
        proposal.plan(),
        proposal.alternatives(),
        priority,
        proposal.deadline(),
        proposal.hold());
  }

  /** Everything all the plan's shipments take of one kind of counter. */
  public static long taken(StoredPlan plan, CounterKind kind) {
    return plan.takes().stream()
        .flatMap(shipment -> shipment.takes().stream())
        .filter(take -> take.counter().kind() == kind)
        .mapToLong(Take::amount)
        .sum();
  }

  private static List<ShippedLine> orderedIn(ProposedPlan plan) {
    Map<String, Long> units = new TreeMap<>();
    plan.plan()
        .shipments()
        .forEach(s -> s.lines().forEach(l -> units.merge(l.sku(), l.quantity(), Long::sum)));
    plan.plan().unfulfilledLines().forEach(l -> units.merge(l.sku(), l.quantity(), Long::sum));
    return units.entrySet().stream()
        .map(one -> new ShippedLine(one.getKey(), one.getValue()))
        .toList();
  }
}
