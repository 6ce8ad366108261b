package dev.sluice.rules;

import dev.sluice.rules.fact.ShareCarrier;

/** What a rule may say about a region group's carriers; `shares` in a rule. */
public interface Shares {

  /**
   * At most this percentage of the group's parcels, 0 to 100; it yields, with a reason, when an
   * order has no other way. The smallest counts.
   */
  void cap(ShareCarrier carrier, double percent);

  /** The same; with `strict` it never yields. */
  void cap(ShareCarrier carrier, double percent, String strictness);

  /**
   * The percentage to aim at, and how far off it may lie. Two rules with unequal targets are a
   * conflict; until it is mended the smaller target counts.
   */
  void target(ShareCarrier carrier, double percent, double tolerance);

  /** The carrier takes nothing in this group for now. */
  void suspend(ShareCarrier carrier, String reason);
}
