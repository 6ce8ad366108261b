package dev.sluice.rules;

import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Line;

/**
 * What a rule may say about an order and its candidates; `routing` in a rule.
 *
 * <p>Amounts are in yuan and not negative. Which of two disagreeing rules counts never depends on
 * the order in which they fire.
 */
public interface Routing {

  /** The candidate is out for this order. Any reject wins. */
  void reject(Candidate candidate, String reason);

  /** The candidate is out for this line; other lines may still use it. Any reject wins. */
  void reject(Line line, Candidate candidate, String reason);

  /** What we would pay to have it otherwise. Summed; counts once per rule and candidate. */
  void surcharge(Candidate candidate, double yuan, String reason);

  /** The opposite of a surcharge. Summed; counts once per rule and candidate. */
  void discount(Candidate candidate, double yuan, String reason);

  /** What an hour earlier at the buyer's door is worth. The largest counts. */
  void valueOfTime(double yuanPerHour);

  /** What a missed line costs; without it a missed line is infinitely bad. The largest counts. */
  void shortagePenalty(double yuan);

  /** What an hour beyond the order's limits costs. The largest counts. */
  void latenessPenalty(double yuanPerHour);

  /** At most this many shipments, 1 or more. The smallest counts. */
  void limitShipments(long shipments);

  /** Where any line would be missed, nothing ships and nothing is reserved. Any wins. */
  void shipWhole(String reason);

  /** The lines for which one rule says this travel together, and no such line is divided. */
  void keepTogether(Line line);

  /** All lines of this category travel together. */
  void keepTogether(String category);

  /**
   * Lines of these two kinds never share a shipment. A kind is CHILLED, FROZEN, AMBIENT (neither),
   * FRAGILE, HIGH_VALUE, LIQUID, BATTERY, OVERSIZE, or else a category.
   */
  void keepApart(String kind, String otherKind);

  /** What each further shipment costs in goodwill. The largest counts. */
  void splitCost(double yuan);

  /** Who goes first; 0 without a verdict, larger is earlier. The largest counts. */
  void priority(long priority);

  /** Reserved now, shipped on a later capacity day. The latest counts. */
  void shipNotBefore(double hours, String reason);

  /** Nothing is reserved; asked again after so many minutes. The latest counts. */
  void defer(String reason, long minutes);

  /** Nothing is reserved, ever. Wins over any deferral. */
  void refuse(String reason);

  /** What happens to what nobody can take: BACKORDER, PRESALE or REFUSE; the strictest counts. */
  void onShortage(String action);

  /** The same for one line; a line's own verdict goes before the order's. */
  void onShortage(Line line, String action);

  /** An extra service every shipment needs, for example INSURANCE. */
  void require(String service);

  /** This order may pass a carrier's cap; it still counts. */
  void exemptFromShareCap(String reason);

  /** Noted on the plan. */
  void tag(String text);
}
