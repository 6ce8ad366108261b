package dev.sluice.server.routing;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A rule set that says what a test tells it to, and keeps the facts it was shown. */
public final class SaidRules implements RuleSet {

  private final OrderVerdicts.Builder order = OrderVerdicts.builder();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();
  private boolean usesOptions;
  private BiFunction<RegionGroup, List<ShareCarrier>, ShareVerdicts> shares =
      (group, carriers) -> ShareVerdicts.none();

  final List<Warehouse> seenWarehouses = new ArrayList<>();
  final List<Carrier> seenCarriers = new ArrayList<>();
  final List<Option> seenOptions = new ArrayList<>();
  final List<Order> seenOrders = new ArrayList<>();
  final List<Line> seenLines = new ArrayList<>();
  int timesCandidatesJudged;

  /** Rules that have nothing to say. */
  public static SaidRules nothing() {
    return new SaidRules();
  }

  OrderVerdicts.Builder order() {
    return order;
  }

  SaidRules reject(CandidateId candidate) {
    rejections.add(new Rejection(candidate, Optional.empty(), "ELIG-1", "not wanted"));
    return this;
  }

  SaidRules reject(String sku, CandidateId candidate) {
    rejections.add(new Rejection(candidate, Optional.of(sku), "ELIG-2", "not for this line"));
    return this;
  }

  SaidRules adjust(CandidateId candidate, String ruleId, double yuan) {
    adjustments.add(new Adjustment(candidate, TestWorld.micros(yuan), ruleId, "preferred so"));
    return this;
  }

  SaidRules useOptions() {
    usesOptions = true;
    return this;
  }

  SaidRules judgeSharesBy(BiFunction<RegionGroup, List<ShareCarrier>, ShareVerdicts> judge) {
    shares = judge;
    return this;
  }

  @Override
  public String version() {
    return "0123456789abcdef";
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public boolean usesOptions() {
    return usesOptions;
  }

  @Override
  public OrderVerdicts judgeOrder(Order orderFact, List<Line> lines, Instant now) {
    seenOrders.add(orderFact);
    seenLines.addAll(lines);
    return order.build();
  }

  @Override
  public CandidateVerdicts judgeCandidates(
      Order orderFact,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options,
      Instant now) {
    timesCandidatesJudged++;
    seenWarehouses.addAll(warehouses);
    seenCarriers.addAll(carriers);
    seenOptions.addAll(options);
    return CandidateVerdicts.of(rejections, adjustments, List.of());
  }

  @Override
  public ShareVerdicts judgeShares(RegionGroup group, List<ShareCarrier> carriers, Instant now) {
    return shares.apply(group, carriers);
  }
}
