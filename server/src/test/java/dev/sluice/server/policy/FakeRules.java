package dev.sluice.server.policy;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules that cap the carrier ZTO everywhere, or fail when they are asked. */
final class FakeRules implements RuleSet {

  private final String version;
  private final long capPercent;

  @Nullable RuntimeException failure;

  FakeRules(String version, long capPercent) {
    this.version = version;
    this.capPercent = capPercent;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public boolean usesOptions() {
    return false;
  }

  @Override
  public OrderVerdicts judgeOrder(Order order, List<Line> lines, Instant now) {
    fail();
    return OrderVerdicts.none();
  }

  @Override
  public CandidateVerdicts judgeCandidates(
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options,
      Instant now) {
    fail();
    return CandidateVerdicts.none();
  }

  @Override
  public ShareVerdicts judgeShares(RegionGroup group, List<ShareCarrier> carriers, Instant now) {
    fail();
    return new ShareVerdicts(
        List.of(new Cap("ZTO", capPercent * 10_000, false, "SHARE-001")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The cap of ZTO in the east that is among these numbers. */
  static Optional<Long> capPercent(dev.sluice.server.routing.ShareNumbers numbers) {
    return numbers.findCap("EAST", "ZTO").map(cap -> cap.partsPerMillion() / 10_000);
  }

  private void fail() {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
