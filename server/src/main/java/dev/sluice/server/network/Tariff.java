package dev.sluice.server.network;

import java.util.List;

/**
 * What a lane charges by charged weight (the larger of real and volumetric).
 *
 * @param minimumChargeMicros micro-yuan charged at least
 * @param bands by ascending {@code upToGrams}; the first band that holds the weight applies, a
 *     weight above the last band is not carried
 * @param free whether it is meant to cost nothing, as where the buyer collects
 */
public record Tariff(String id, long minimumChargeMicros, List<Band> bands, boolean free) {

  /** A tariff that charges. */
  public Tariff(String id, long minimumChargeMicros, List<Band> bands) {
    this(id, minimumChargeMicros, bands, false);
  }

  /**
   * One weight band: first weight and further weight, where a per-kg tariff is a first weight of 0
   * with a step of 1,000 g or less.
   *
   * @param upToGrams heaviest charged weight of the band, inclusive
   * @param firstGrams weight that {@code firstChargeMicros} covers; may be 0
   * @param firstChargeMicros micro-yuan for the first weight
   * @param stepGrams further weight is charged in begun steps of this size; 1: exactly by the gram
   * @param stepChargeMicros micro-yuan a step
   */
  public record Band(
      long upToGrams,
      long firstGrams,
      long firstChargeMicros,
      long stepGrams,
      long stepChargeMicros) {}
}
