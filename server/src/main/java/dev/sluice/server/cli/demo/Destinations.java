package dev.sluice.server.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws where orders go: 65 % to East and North China, cities by population, any of their
 * districts.
 */
final class Destinations {
  private static final int EAST_AND_NORTH_PERCENT = 65;
  private static final Set<String> EAST_AND_NORTH =
      Set.of("11", "12", "13", "14", "15", "31", "32", "33", "34", "35", "36", "37");

  /** Cities with a front warehouse, and one without where fast delivery is asked for in vain. */
  private static final List<String> LARGE_CITIES =
      List.of("3101", "1101", "3301", "4401", "4403", "3201", "5101", "3101", "1101", "4101");

  private final Geography geography;
  private final SplittableRandom random;
  private final Cities near;
  private final Cities far;

  Destinations(Geography geography, SplittableRandom random) {
    this.geography = geography;
    this.random = random;
    this.near = Cities.of(geography, true);
    this.far = Cities.of(geography, false);
  }

  /** A district's code, now and then only its city's. */
  String next() {
    Cities cities = random.nextInt(100) < EAST_AND_NORTH_PERCENT ? near : far;
    return district(cities.codes.get(pick(cities.weights(), random)));
  }

  String nextInLargeCity() {
    return district(LARGE_CITIES.get(random.nextInt(LARGE_CITIES.size())));
  }

  private String district(String city) {
    List<String> districts = geography.districts(city);
    return random.nextInt(100) < 8 ? city : districts.get(random.nextInt(districts.size()));
  }

  static int pick(double[] weights, SplittableRandom random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  private record Cities(List<String> codes, List<Long> populations) {
    double[] weights() {
      return populations.stream().mapToDouble(Long::doubleValue).toArray();
    }

    static Cities of(Geography geography, boolean eastAndNorth) {
      List<String> codes = new ArrayList<>();
      List<Long> populations = new ArrayList<>();
      for (Map.Entry<String, Long> city : geography.populationByCity().entrySet()) {
        if (EAST_AND_NORTH.contains(city.getKey().substring(0, 2)) == eastAndNorth) {
          codes.add(city.getKey());
          populations.add(city.getValue());
        }
      }
      return new Cities(codes, populations);
    }
  }
}
