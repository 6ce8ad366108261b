package dev.sluice.rules;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.List;

/**
 * All rules, compiled: immutable and safe for use by many threads.
 *
 * <p>The same facts and time always get equal verdicts, in whatever order the facts are given.
 * Every {@code judge} method throws {@link RuleFailedException} when a rule says something
 * impossible, for example a negative surcharge.
 */
public interface RuleSet {

  /** Hash of the rules' content: 16 lower-case hexadecimal digits. */
  String version();

  /** Every rule, ordered by id. */
  List<RuleInfo> rules();

  /** Whether any rule looks at {@link Option}; when not, callers need not build options. */
  boolean usesOptions();

  /** What the rules of the order stage say, with `now` as their clock. */
  OrderVerdicts judgeOrder(Order order, List<Line> lines, Instant now);

  /**
   * What the rules of the candidate stage say. Options are ignored unless {@link #usesOptions}; an
   * option holds the very warehouse and carrier objects of the two lists or equal ones.
   */
  CandidateVerdicts judgeCandidates(
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options,
      Instant now);

  /** What the rules of the share stage say on one region group. */
  ShareVerdicts judgeShares(RegionGroup group, List<ShareCarrier> carriers, Instant now);
}
