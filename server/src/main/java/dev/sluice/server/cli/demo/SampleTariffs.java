package dev.sluice.server.cli.demo;

import dev.sluice.server.network.Tariff;
import java.util.ArrayList;
import java.util.List;

/**
 * Invented tariffs, by one rule. With d the distance band, 0 within a city to 5 beyond 1,800 km:
 * the first kilogram costs first x (1 + 0.20 d), each further one step x (0.5 + 0.40 d); up to 500
 * g 12 % less; beyond 3 kg a kilogram costs 10 % less. Where the carrier leads the region group
 * everything is 6 % less.
 */
final class SampleTariffs {
  private static final int[] BAND_ENDS_KM = {50, 300, 700, 1_200, 1_800};
  private static final double HOME_FACTOR = 0.94;
  private static final long MAX_GRAMS = 100_000;

  private SampleTariffs() {}

  static String id(ServiceTerms terms, double distanceKm, boolean home) {
    return id(terms, band(distanceKm), home);
  }

  static List<Tariff> list(List<ServiceTerms> services) {
    List<Tariff> tariffs = new ArrayList<>();
    for (ServiceTerms terms : services) {
      for (int band = 0; band <= BAND_ENDS_KM.length; band++) {
        tariffs.add(tariff(terms, band, false));
        tariffs.add(tariff(terms, band, true));
      }
    }
    return tariffs;
  }

  private static Tariff tariff(ServiceTerms terms, int band, boolean home) {
    double factor = home ? HOME_FACTOR : 1;
    double first = terms.firstYuan() * (1 + 0.20 * band) * factor;
    double step = terms.stepYuan() * (0.5 + 0.40 * band) * factor;
    return new Tariff(
        id(terms, band, home),
        fen(0.88 * first),
        List.of(
            new Tariff.Band(500, 500, fen(0.88 * first), 500, 0),
            new Tariff.Band(3_000, 1_000, fen(first), 1_000, fen(step)),
            new Tariff.Band(MAX_GRAMS, 3_000, fen(first + 2 * step), 1_000, fen(0.9 * step))));
  }

  private static String id(ServiceTerms terms, int band, boolean home) {
    return terms.serviceId() + "-" + band + (home ? "-HOME" : "");
  }

  private static int band(double distanceKm) {
    int band = 0;
    while (band < BAND_ENDS_KM.length && distanceKm > BAND_ENDS_KM[band]) {
      band++;
    }
    return band;
  }

  /** Whole fen, as carriers state their prices, in micro-yuan. */
  private static long fen(double yuan) {
    return Math.round(yuan * 100) * 10_000;
  }
}
