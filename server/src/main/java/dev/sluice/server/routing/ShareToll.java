package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.server.ledger.counter.ShareRule;
import java.util.Optional;

/**
 * What a parcel pays because of its carrier's share of one region group.
 *
 * <p>What the carrier has beyond the aim, or lacks, is counted in parcels since the day began, so
 * the toll holds still where the share does (an integral controller; the multiplier of the share in
 * dual descent with a constant step). Below a cap it is full when the cap is reached; towards a
 * target it is full where missing the tolerance at the end of the day would begin. Up to there it
 * is linear, beyond it is quadratic.
 *
 * @param aimPpm the share to be at now, in parts per million: the middle of what it may be
 * @param edgeParcels how many parcels off the aim make the toll full
 * @param micros the toll in micro-yuan; negative where the carrier lacks parcels
 */
record ShareToll(long aimPpm, long edgeParcels, long micros) {

  /** Within which part of a cap without a target the toll rises. */
  private static final double APPROACH = 0.05;

  /**
   * Which part of a capped share may be missing when the day begins: a carrier needs room below its
   * cap for parcels that only it, or it best, can carry.
   */
  private static final double EARLY_SLACK = 0.05;

  /** Fewer parcels say nothing: decisions under way do not know of each other. */
  private static final double FEWEST = 20;

  private static final double MOST_PAID = 3;
  private static final double MOST_GIVEN = 1.5;

  /**
   * The toll by what is seen of a share.
   *
   * @param carrierParcels of the carrier today, exempt ones too
   * @param allParcels of all carriers today
   * @param expectedParcels of all carriers by the end of the day; {@code allParcels} or more
   * @return empty where rules want nothing of the carrier in the group
   */
  static Optional<ShareToll> of(
      Optional<Cap> cap,
      Optional<Target> target,
      long carrierParcels,
      long allParcels,
      long expectedParcels,
      long fullMicros) {
    if (fullMicros == 0 || (cap.isEmpty() && target.isEmpty())) {
      return Optional.empty();
    }
    double capped = cap.map(Cap::partsPerMillion).map(ShareToll::part).orElse(1.0);
    double lowest = target.map(t -> part(t.partsPerMillion() - tolerance(t))).orElse(-1.0);
    double highest = target.map(t -> part(t.partsPerMillion() + tolerance(t))).orElse(1.0);
    // A target that the cap does not allow is none.
    boolean aims = lowest >= 0 && lowest < capped;
    boolean underCap = !aims || capped <= highest;
    double upper = Math.min(capped, aims ? highest : capped);
    double toCome = expectedParcels <= 0 ? 0 : 1 - (double) allParcels / expectedParcels;
    double slack = underCap ? EARLY_SLACK * upper * toCome : 0;
    double lower = (aims ? lowest : (1 - APPROACH) * upper) - slack;
    double half = (upper - lower) / 2;
    double aim = upper - half;
    double beyond = carrierParcels - aim * allParcels;
    double edge =
        Math.max(
            half * (underCap && beyond > 0 ? allParcels : expectedParcels),
            Math.max(FEWEST, Math.sqrt((double) allParcels)));
    double part = beyond / edge;
    double bent = part * Math.max(1, Math.abs(part));
    double limited = Math.max(aims ? -MOST_GIVEN : 0, Math.min(MOST_PAID, bent));
    return Optional.of(
        new ShareToll(
            Math.round(aim * ShareRule.WHOLE_PPM),
            Math.round(edge),
            Math.round(fullMicros * limited)));
  }

  private static long tolerance(Target target) {
    return Math.max(1, target.tolerancePartsPerMillion());
  }

  private static double part(long partsPerMillion) {
    return (double) partsPerMillion / ShareRule.WHOLE_PPM;
  }
}
