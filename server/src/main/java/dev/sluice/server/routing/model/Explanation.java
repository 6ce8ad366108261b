package dev.sluice.server.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a plan is as it is: every candidate with its cost or its first rejection, the rules that
 * spoke, and the numbers as they were seen.
 *
 * @param decidedTime the time the decision was made for
 * @param networkVersion of the master data seen
 * @param candidates warehouses first, then their carrier services; in the order they were looked at
 * @param shortlistSize how many warehouses rules and planner looked at
 * @param unseenWarehouses how many more cover the destination and were not looked at: they come
 *     behind by a lower bound on cost, by distance and by time, or have none of the goods
 * @param workSteps how many combinations the planner priced
 * @param workBoundHit whether it stopped at its bound instead of at the optimum
 * @param nextBest totals of the alternatives that lost, best first
 */
public record Explanation(
    Instant decidedTime,
    String ruleSetVersion,
    long networkVersion,
    List<CandidateNote> candidates,
    List<RuleNote> rules,
    int shortlistSize,
    int unseenWarehouses,
    long workSteps,
    boolean workBoundHit,
    List<AlternativeNote> nextBest) {

  /**
   * One warehouse, or one carrier service from one warehouse.
   *
   * @param carrierServiceId empty when the note is about the warehouse itself
   * @param chosen whether the plan uses it
   * @param distanceKm from warehouse to destination
   * @param linesItCouldShip SKUs it could take in full
   * @param cost what shipping those lines this way alone would cost; empty when rejected
   * @param rejections first the one that applied first; empty when none did
   * @param numbers as they were seen, by name: stock, load, capacity, share
   */
  public record CandidateNote(
      String warehouseId,
      Optional<String> carrierServiceId,
      boolean chosen,
      double distanceKm,
      List<String> linesItCouldShip,
      List<CostTerm> cost,
      List<RejectionNote> rejections,
      Map<String, Long> numbers) {}

  /**
   * Why a candidate is out.
   *
   * @param sku the line it is out for; empty: the whole order
   */
  public record RejectionNote(
      UnfulfilledReason reason, Optional<String> ruleId, Optional<String> sku, String detail) {}

  /**
   * One thing a rule said.
   *
   * @param verdict as the rule would write it, such as {@code reject} or {@code surcharge}
   * @param subject what it was said about: the order, a SKU, a warehouse, a carrier service
   */
  public record RuleNote(String ruleId, String verdict, String subject, String reason) {}

  /**
   * A plan that lost.
   *
   * @param way readable: {@code 2 x SKU-1 @ WH-A by SVC-1 + 1 x SKU-2 @ WH-B by SVC-2}
   */
  public record AlternativeNote(String way, long totalMicros) {}
}
