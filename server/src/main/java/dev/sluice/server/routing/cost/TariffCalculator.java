package dev.sluice.server.routing.cost;

import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Tariff;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a tariff charges for a parcel, by the formula of Chinese express price lists (first and
 * further weight, 首重/续重):
 *
 * <pre>
 * charged weight = max(real grams, ceil(volume cm3 x 1000 / divisor cm3 per kg))
 * charge         = max(minimum charge, first charge + ceil((charged - first) / step) x step charge)
 * </pre>
 *
 * <p>where first, step and their charges come from the first band that holds the charged weight.
 */
public final class TariffCalculator {

  private TariffCalculator() {}

  /** The larger of real and volumetric weight, in grams; a divisor of 0 leaves the real one. */
  public static long chargedWeightGrams(CarrierService service, long realGrams, long volumeCm3) {
    int divisor = service.volumetricCm3PerKg();
    if (divisor <= 0) {
      return realGrams;
    }
    long thousandfold = Micros.timesSaturated(volumeCm3, 1000);
    long volumetric = thousandfold / divisor + (thousandfold % divisor == 0 ? 0 : 1);
    return Math.max(realGrams, volumetric);
  }

  /** The charge in micro-yuan; empty where the weight is above the tariff's last band. */
  public static OptionalLong chargeMicros(Tariff tariff, long chargedGrams) {
    List<Tariff.Band> bands = tariff.bands();
    for (int i = 0; i < bands.size(); i++) {
      Tariff.Band band = bands.get(i);
      if (chargedGrams <= band.upToGrams()) {
        return OptionalLong.of(Math.max(tariff.minimumChargeMicros(), inBand(band, chargedGrams)));
      }
    }
    return OptionalLong.empty();
  }

  /**
   * The least that this weight or any above it is charged: further goods never make it less. Equal
   * to the charge where a heavier band is not cheaper. {@link Long#MAX_VALUE} above the last band.
   */
  public static long leastMicros(Tariff tariff, long chargedGrams) {
    List<Tariff.Band> bands = tariff.bands();
    long least = Long.MAX_VALUE;
    long grams = chargedGrams;
    for (int i = 0; i < bands.size(); i++) {
      Tariff.Band band = bands.get(i);
      if (grams <= band.upToGrams()) {
        least = Math.min(least, inBand(band, grams));
        grams = band.upToGrams() + 1;
      }
    }
    return least == Long.MAX_VALUE ? least : Math.max(tariff.minimumChargeMicros(), least);
  }

  private static long inBand(Tariff.Band band, long chargedGrams) {
    long furtherGrams = Math.max(0, chargedGrams - band.firstGrams());
    if (furtherGrams == 0 || band.stepChargeMicros() == 0) {
      return Micros.clamp(band.firstChargeMicros());
    }
    long steps = (furtherGrams - 1) / band.stepGrams() + 1;
    return Micros.clamp(band.firstChargeMicros()) + Micros.times(band.stepChargeMicros(), steps);
  }
}
