package dev.sluice.rules.bench;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The candidate stage of the shipped catalog, by hand. */
final class CandidateTwin {
  private static final Set<String> FAST = Set.of("SAME_DAY", "HALF_DAY", "HOURLY");
  private static final Set<String> IN_CITY = Set.of("HALF_DAY", "HOURLY");
  private static final Set<String> NEAR = Set.of("FRONT", "STORE");

  private final Order order;
  private final List<Line> lines;
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();

  private CandidateTwin(Order order, List<Line> lines) {
    this.order = order;
    this.lines = lines;
  }

  /** Lines have different SKUs. */
  static CandidateVerdicts judge(
      Order order, List<Line> lines, List<Warehouse> warehouses, List<Carrier> carriers) {
    var twin = new CandidateTwin(order, lines);
    warehouses.forEach(twin::judge);
    carriers.forEach(twin::judge);
    return CandidateVerdicts.of(twin.rejections, twin.adjustments);
  }

  private void judge(Warehouse warehouse) {
    var id = CandidateId.warehouse(warehouse.id());
    for (var line : lines) {
      if (line.fragile() && !warehouse.packsFragile()) {
        reject("ELIG-011", id, line, "does not pack fragile goods");
      }
      if (line.highValue() && !warehouse.secureCage()) {
        reject("ELIG-021", id, line, "has no secure cage");
      }
      if ((line.chilled() || line.frozen()) && !warehouse.coldRoom()) {
        reject("ELIG-030", id, line, "has no cold room");
      }
    }
    if (FAST.contains(order.serviceLevel()) && !NEAR.contains(warehouse.kind())) {
      reject("ELIG-060", id, "is neither front warehouse nor store");
    }
    if (IN_CITY.contains(order.serviceLevel()) && !warehouse.sameCity()) {
      reject("ELIG-061", id, "is not in the buyer's city");
    }
    if (warehouse.kind().equals("RETURN_CENTER")) {
      reject("ELIG-070", id, "is a return center");
    }
    if (warehouse.kind().equals("STORE") && !warehouse.sameCity()) {
      reject("ELIG-110", id, "is a store in another city");
    }
    prefer(warehouse, id);
  }

  private void prefer(Warehouse warehouse, CandidateId id) {
    adjust("PREF-010", id, 0.004 * warehouse.distanceKm(), "distance to the buyer");
    if (warehouse.load() > 0.85) {
      adjust("PREF-020", id, 40 * (warehouse.load() - 0.85), "is nearly full");
    }
    if (order.tier().equals("STANDARD") && warehouse.load() > 0.97) {
      adjust("PREF-021", id, 10, "its last capacity is kept for loyal customers");
    }
    if (warehouse.kind().equals("SUPPLIER")) {
      adjust("PREF-030", id, 8, "drop-shipping is the last resort");
    }
    if (warehouse.backlogHours() > 24) {
      adjust("PREF-040", id, 3, "has more than a day of backlog");
    }
    if (warehouse.inspectsReturns() && lines.stream().anyMatch(line -> line.returnRate() > 0.50)) {
      adjust("PREF-070", id, -0.50, "inspects what comes back");
    }
  }

  private void judge(Carrier carrier) {
    var id = CandidateId.service(carrier.id(), carrier.service());
    for (var line : lines) {
      if (line.fragile() && !carrier.handlesFragile()) {
        reject("ELIG-010", id, line, "not certified for fragile goods");
      }
      if (line.highValue() && !carrier.insuresHighValue()) {
        reject("ELIG-020", id, line, "does not insure high-value goods");
      }
      if ((line.chilled() || line.frozen()) && !carrier.coldChain()) {
        reject("ELIG-031", id, line, "does not keep the cold chain");
      }
      if (line.battery() && !carrier.takesBattery()) {
        reject("ELIG-040", id, line, "takes no batteries");
      }
      if (line.liquid() && !carrier.takesLiquid()) {
        reject("ELIG-050", id, line, "takes no liquids");
      }
    }
    if (order.declaredValueYuan() > 2000 && !carrier.insuresHighValue()) {
      reject("ELIG-022", id, "does not insure high-value goods");
    }
    if (!order.channel().isEmpty() && !carrier.waybillChannels().contains(order.channel())) {
      reject("ELIG-080", id, "prints no waybills of the order's channel");
    }
    if (order.attributes().contains("payment=cod") && !carrier.cashOnDelivery()) {
      reject("ELIG-090", id, "does not collect cash on delivery");
    }
    if (carrier.suspended()) {
      reject("ELIG-100", id, "does not collect or deliver here for now");
    }
    prefer(carrier, id);
  }

  private void prefer(Carrier carrier, CandidateId id) {
    if (carrier.onTimeRate() < 0.90) {
      adjust("PREF-050", id, 1.50, "is often late");
    }
    if (order.fragile() && carrier.lossRate() > 0.002) {
      adjust("PREF-051", id, 2.00, "breaks or loses parcels");
    }
    if (carrier.share() < carrier.shareTarget()) {
      adjust("PREF-060", id, -0.80, "is below its target share");
    }
  }

  private void reject(String ruleId, CandidateId candidate, Line line, String reason) {
    rejections.add(new Rejection(candidate, Optional.of(line.sku()), ruleId, reason));
  }

  private void reject(String ruleId, CandidateId candidate, String reason) {
    rejections.add(new Rejection(candidate, Optional.empty(), ruleId, reason));
  }

  private void adjust(String ruleId, CandidateId candidate, double yuan, String reason) {
    long micros =
        BigDecimal.valueOf(yuan)
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    adjustments.add(new Adjustment(candidate, micros, ruleId, reason));
  }
}
