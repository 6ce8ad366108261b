package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.stock.StockPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the warehouses and carrier services that physically could ship an order, and why the others
 * could not.
 */
public final class CandidateFinder {

  private static final Comparator<WarehouseCandidate> NEAREST =
      Comparator.comparingDouble(WarehouseCandidate::distanceKm)
          .thenComparing(WarehouseCandidate::id);

  private final PlannerLimits limits;

  public CandidateFinder(PlannerLimits limits) {
    this.limits = limits;
  }

  /**
   * The contenders who could ship any of the order, most promising first, and who could not. Why
   * they and the bystanders could not is worked out when it is asked for.
   */
  public Candidates find(DecisionInput input, OrderVerdicts verdicts) {
    Instant start = earliestStart(input, verdicts);
    List<Instant> readyTimes = readyTimes(input, start);
    List<CandidateLine> lines = lines(input, start, readyTimes);
    ServiceExaminer services = new ServiceExaminer(input, verdicts, lines, readyTimes);
    RegionalCoverage coverage = input.view().coverage();
    Map<String, WarehouseCandidate> examined = new HashMap<>();
    List<WarehouseCandidate> able = new ArrayList<>();
    for (String warehouseId : input.contenders().warehouseIds()) {
      @Nullable WarehouseReach reach = coverage.findReach(warehouseId);
      if (reach != null) {
        @Nullable LaneGroup lanes = input.contenders().findLanes(warehouseId);
        WarehouseCandidate candidate = examine(input, reach, lanes, lines, services);
        examined.put(warehouseId, candidate);
        if (candidate.shipsAnything(lines)) {
          able.add(candidate);
        }
      }
    }
    List<WarehouseCandidate> ranked = new ShortlistRanking(lines).rank(able);
    return new Candidates(
        lines,
        readyTimes,
        ranked,
        new LaterList<>(() -> rejected(input, lines, services, examined)),
        limits.shortlistSize());
  }

  /** Those that cover the destination, nearest first, then those that do not, by id. */
  private static List<WarehouseCandidate> rejected(
      DecisionInput input,
      List<CandidateLine> lines,
      ServiceExaminer services,
      Map<String, WarehouseCandidate> examined) {
    List<WarehouseCandidate> rejected = new ArrayList<>();
    for (WarehouseCandidate candidate : examined.values()) {
      if (!candidate.shipsAnything(lines)) {
        rejected.add(candidate);
      }
    }
    List<WarehouseCandidate> outside = new ArrayList<>();
    for (String warehouseId : input.contenders().bystanders()) {
      @Nullable WarehouseReach reach = input.view().coverage().findReach(warehouseId);
      if (reach != null) {
        @Nullable LaneGroup lanes = input.view().coverage().findLanes(warehouseId);
        rejected.add(examine(input, reach, lanes, lines, services));
      } else {
        outsideCoverage(input, lines, warehouseId).ifPresent(outside::add);
      }
    }
    rejected.sort(NEAREST);
    rejected.addAll(outside);
    return List.copyOf(rejected);
  }

  private static Instant earliestStart(DecisionInput input, OrderVerdicts verdicts) {
    return verdicts
        .shipNotBefore()
        .map(delay -> input.time().plus(delay.delay()))
        .orElse(input.time());
  }

  private static List<Instant> readyTimes(DecisionInput input, Instant start) {
    List<OrderLine> lines = input.order().lines();
    if (lines.size() == 1) {
      return List.of(readyTime(lines.get(0), start));
    }
    TreeSet<Instant> times = new TreeSet<>();
    lines.forEach(line -> times.add(readyTime(line, start)));
    return List.copyOf(times);
  }

  private static Instant readyTime(OrderLine line, Instant start) {
    return line.shipFromTime().filter(start::isBefore).orElse(start);
  }

  private static List<CandidateLine> lines(
      DecisionInput input, Instant start, List<Instant> readyTimes) {
    List<CandidateLine> lines = new ArrayList<>(input.order().lines().size());
    for (OrderLine line : input.order().lines()) {
      int readyIndex = readyTimes.indexOf(readyTime(line, start));
      lines.add(new CandidateLine(line, product(input, line), readyIndex));
    }
    lines.sort(Comparator.comparing(CandidateLine::sku));
    return List.copyOf(lines);
  }

  private static Product product(DecisionInput input, OrderLine line) {
    return input
        .view()
        .network()
        .findProduct(line.sku())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "SKU "
                        + line.sku()
                        + " is not a product of the network\nMaybe it was removed after the order"
                        + " was checked: import it again."));
  }

  private static WarehouseCandidate examine(
      DecisionInput input,
      WarehouseReach reach,
      @Nullable LaneGroup lanes,
      List<CandidateLine> lines,
      ServiceExaminer services) {
    Warehouse warehouse = reach.warehouse();
    if (lanes == null || !services.anyFits(lanes)) {
      return rejected(
          reach,
          lines,
          UnfulfilledReason.CARRIER_DOES_NOT_SERVE,
          "no carrier service takes "
              + input.order().serviceLevel()
              + " parcels from "
              + warehouse.id()
              + " to "
              + input.order().regionCode());
    }
    List<LineOffer> offers = offers(input, warehouse, lines);
    Optional<RejectionNote> closed = closed(input, warehouse);
    if (closed.isPresent() || holdNothing(offers)) {
      return new WarehouseCandidate(warehouse, reach.distanceKm(), closed, offers, List.of());
    }
    return new WarehouseCandidate(
        warehouse,
        reach.distanceKm(),
        Optional.empty(),
        offers,
        services.examine(warehouse, offers, lanes));
  }

  private static boolean holdNothing(List<LineOffer> offers) {
    for (LineOffer offer : offers) {
      if (offer.units() > 0) {
        return false;
      }
    }
    return true;
  }

  private static List<LineOffer> offers(
      DecisionInput input, Warehouse warehouse, List<CandidateLine> lines) {
    List<LineOffer> offers = new ArrayList<>(lines.size());
    for (CandidateLine line : lines) {
      offers.add(
          input.stock().availableToPromise(warehouse.id(), line.sku()) >= line.quantity()
              ? new LineOffer(line.quantity(), Optional.empty())
              : shortOffer(
                  line,
                  input.stock().find(warehouse.id(), line.sku()).orElse(null),
                  warehouse.id()));
    }
    return List.copyOf(offers);
  }

  private static LineOffer shortOffer(
      CandidateLine line, @Nullable StockPosition position, String warehouseId) {
    long wanted = line.quantity();
    long available = position == null ? 0 : position.availableToPromise();
    String of = " of " + wanted + " x " + line.sku();
    if (position == null || position.onHand() - position.reserved() < wanted) {
      return shortOf(
          line, available, UnfulfilledReason.OUT_OF_STOCK, warehouseId + " has " + available + of);
    }
    if (position.onHand() - position.reserved() - position.safetyStock() < wanted) {
      String kept = ", " + position.safetyStock() + " are safety stock";
      return shortOf(
          line,
          available,
          UnfulfilledReason.SAFETY_STOCK,
          warehouseId + " can give " + available + of + kept);
    }
    String kept = ", " + position.earmarked() + " are kept for others";
    return shortOf(
        line,
        available,
        UnfulfilledReason.EARMARKED,
        warehouseId + " can give " + available + of + kept);
  }

  private static LineOffer shortOf(
      CandidateLine line, long available, UnfulfilledReason reason, String detail) {
    return new LineOffer(
        available,
        Optional.of(new RejectionNote(reason, Optional.empty(), Optional.of(line.sku()), detail)));
  }

  /** What keeps a warehouse from shipping anything of this order, whatever the day. */
  private static Optional<RejectionNote> closed(DecisionInput input, Warehouse warehouse) {
    return switch (warehouse.state()) {
      case PAUSED, CLOSED -> closed(warehouse.id() + " is " + warehouse.state());
      case OPEN ->
          switch (warehouse.kind()) {
            case RETURN_CENTER -> closed(warehouse.id() + " only takes goods back");
            default ->
                warehouse.customers().isEmpty()
                        || warehouse.customers().contains(input.order().store())
                    ? Optional.empty()
                    : closed(warehouse.id() + " ships only for other stores");
          };
    };
  }

  private static Optional<RejectionNote> closed(String detail) {
    return Optional.of(
        new RejectionNote(
            UnfulfilledReason.WAREHOUSE_CLOSED, Optional.empty(), Optional.empty(), detail));
  }

  /** A warehouse that had the goods but does not cover the destination; empty: nobody knows it. */
  private static Optional<WarehouseCandidate> outsideCoverage(
      DecisionInput input, List<CandidateLine> lines, String warehouseId) {
    @Nullable Warehouse warehouse = input.view().network().warehouses().get(warehouseId);
    if (warehouse == null) {
      return Optional.empty();
    }
    return Optional.of(
        rejected(
            new WarehouseReach(warehouse, 0, 0, 0),
            lines,
            UnfulfilledReason.OUT_OF_COVERAGE,
            warehouseId + " does not cover " + input.order().regionCode()));
  }

  private static WarehouseCandidate rejected(
      WarehouseReach reach, List<CandidateLine> lines, UnfulfilledReason reason, String detail) {
    return new WarehouseCandidate(
        reach.warehouse(),
        reach.distanceKm(),
        Optional.of(new RejectionNote(reason, Optional.empty(), Optional.empty(), detail)),
        lines.stream().map(line -> new LineOffer(0, Optional.empty())).toList(),
        List.of());
  }
}
