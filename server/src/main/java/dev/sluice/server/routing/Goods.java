package dev.sluice.server.routing;

import dev.sluice.server.network.CarrierService;
import java.util.List;

/**
 * What some units of an order's lines amount to together. Sums are clamped at the largest long.
 *
 * @param declaredMicros their declared value in micro-yuan
 */
record Goods(long units, long grams, long volumeCm3, long declaredMicros) {

  /** The sum over so many units of each line. */
  static Goods of(List<CandidateLine> lines, long[] unitsByLine) {
    long units = 0;
    long grams = 0;
    long volumeCm3 = 0;
    long declaredMicros = 0;
    for (int i = 0; i < unitsByLine.length; i++) {
      long count = unitsByLine[i];
      if (count > 0) {
        CandidateLine line = lines.get(i);
        units = Micros.plusSaturated(units, count);
        grams = plus(grams, line.product().weightGrams(), count);
        volumeCm3 = plus(volumeCm3, line.product().volumeCm3(), count);
        declaredMicros = plus(declaredMicros, line.line().unitValueMicros(), count);
      }
    }
    return new Goods(units, grams, volumeCm3, declaredMicros);
  }

  long chargedWeightGrams(CarrierService service) {
    return TariffCalculator.chargedWeightGrams(service, grams, volumeCm3);
  }

  private static long plus(long sum, long each, long count) {
    return Micros.plusSaturated(sum, Micros.timesSaturated(each, count));
  }
}
