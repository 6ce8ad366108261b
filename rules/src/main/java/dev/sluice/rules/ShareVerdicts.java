package dev.sluice.rules;

import java.util.List;

/**
 * What the share stage said on one region group, merged; one entry a carrier, by carrier id.
 *
 * @param caps most parcels a carrier may take; a carrier without one is not limited
 * @param targets shares to aim at
 * @param suspensions carriers that take nothing for now
 * @param conflicts targets of which two rules say different things, one readable line each
 * @param statements everything each rule said
 * @param spoken how often each rule spoke
 */
public record ShareVerdicts(
    List<Cap> caps,
    List<Target> targets,
    List<Suspension> suspensions,
    List<String> conflicts,
    List<Statement> statements,
    List<Spoken> spoken) {

  /**
   * A carrier's cap: the smallest any rule gives.
   *
   * @param carrierId whose
   * @param partsPerMillion of all parcels of the group and day, 0 to 1,000,000 (58 % = 580,000)
   * @param strict whether it never yields; so if any rule calls its cap for this carrier strict
   * @param ruleId who gives the smallest; of equal ones the smallest rule id
   */
  public record Cap(String carrierId, long partsPerMillion, boolean strict, String ruleId) {}

  /**
   * A carrier's target.
   *
   * @param carrierId whose
   * @param partsPerMillion of all parcels of the group and day, 0 to 1,000,000
   * @param tolerancePartsPerMillion how far off it may lie, 0 to 1,000,000
   * @param ruleId who gives it
   */
  public record Target(
      String carrierId, long partsPerMillion, long tolerancePartsPerMillion, String ruleId) {}

  /** A carrier that takes nothing for now, and why. */
  public record Suspension(String carrierId, String ruleId, String reason) {}

  public ShareVerdicts {
    caps = List.copyOf(caps);
    targets = List.copyOf(targets);
    suspensions = List.copyOf(suspensions);
    conflicts = List.copyOf(conflicts);
    statements = List.copyOf(statements);
    spoken = List.copyOf(spoken);
  }

  /** Nobody said anything. */
  public static ShareVerdicts none() {
    return new ShareVerdicts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
