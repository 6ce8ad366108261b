package dev.sluice.server.cli.demo;

import dev.sluice.server.cli.files.ChinaRegions;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/** The real places orders go to: cities with a population, their districts, provinces' middles. */
final class Geography {
  private static final double EARTH_RADIUS_KM = 6371.0;

  private final List<Region> regions;
  private final Map<String, Long> populationByCity = new TreeMap<>();
  private final Map<String, List<String>> districtsByCity = new TreeMap<>();
  private final Map<String, LatLng> cityCenters = new TreeMap<>();
  private final Map<String, LatLng> provinceMiddles = new TreeMap<>();

  Geography() {
    regions = ChinaRegions.list();
    for (CSVRecord row : SampleTable.read("population.csv")) {
      populationByCity.put(row.get("city_code"), Long.valueOf(row.get("population")));
    }
    for (Region region : regions) {
      String code = region.code();
      if (code.length() == 6) {
        districtsByCity.computeIfAbsent(code.substring(0, 4), city -> new ArrayList<>()).add(code);
      } else if (code.length() == 4) {
        region.center().ifPresent(center -> cityCenters.put(code, center));
      }
    }
    findProvinceMiddles();
  }

  List<Region> regions() {
    return regions;
  }

  /** Cities by code with their population, a weight above 0. */
  Map<String, Long> populationByCity() {
    return populationByCity;
  }

  List<String> districts(String cityCode) {
    return districtsByCity.getOrDefault(cityCode, List.of(cityCode));
  }

  /** The middle of a province, or of the city with that code. */
  LatLng middle(String regionCode) {
    LatLng middle = (regionCode.length() == 2 ? provinceMiddles : cityCenters).get(regionCode);
    if (middle == null) {
      throw new IllegalArgumentException("No place is known for region " + regionCode);
    }
    return middle;
  }

  /** Province codes, each with the mean of its cities weighted by population. */
  Map<String, LatLng> provinceMiddles() {
    return provinceMiddles;
  }

  /** Great-circle distance (haversine). */
  static double distanceKm(LatLng a, LatLng b) {
    double dLat = Math.toRadians(b.latitude() - a.latitude());
    double dLng = Math.toRadians(b.longitude() - a.longitude());
    double h =
        StrictMath.pow(StrictMath.sin(dLat / 2), 2)
            + StrictMath.cos(Math.toRadians(a.latitude()))
                * StrictMath.cos(Math.toRadians(b.latitude()))
                * StrictMath.pow(StrictMath.sin(dLng / 2), 2);
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.sqrt(h));
  }

  private void findProvinceMiddles() {
    Map<String, double[]> sums = new HashMap<>();
    populationByCity.forEach(
        (city, population) -> {
          LatLng center = cityCenters.get(city);
          if (center != null) {
            double[] sum = sums.computeIfAbsent(city.substring(0, 2), code -> new double[3]);
            sum[0] += center.latitude() * population;
            sum[1] += center.longitude() * population;
            sum[2] += population;
          }
        });
    sums.forEach(
        (code, sum) -> provinceMiddles.put(code, new LatLng(sum[0] / sum[2], sum[1] / sum[2])));
  }
}
