package dev.sluice.server.cli.demo;

import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVRecord;

/** One row of service_terms.csv: what a carrier service of the sample costs, how fast, how far. */
record ServiceTerms(
    String serviceId,
    double firstYuan,
    double stepYuan,
    int baseHours,
    int kmPerHour,
    Reach reach,
    OptionalLong dailyLaneParcels) {

  /** Which warehouses a service collects from, and how far it carries. */
  enum Reach {
    COUNTRY,
    COLD,
    CITY,
    COLD_CITY;

    boolean cityOnly() {
      return this == CITY || this == COLD_CITY;
    }

    boolean coldOnly() {
      return this == COLD || this == COLD_CITY;
    }
  }

  static List<ServiceTerms> list() {
    return SampleTable.read("service_terms.csv").stream().map(ServiceTerms::of).toList();
  }

  int transitHours(double distanceKm) {
    return baseHours + (int) Math.ceil(distanceKm / kmPerHour);
  }

  private static ServiceTerms of(CSVRecord row) {
    String parcels = row.get("daily_lane_parcels");
    return new ServiceTerms(
        row.get("carrier_service_id"),
        Double.parseDouble(row.get("first_yuan")),
        Double.parseDouble(row.get("step_yuan")),
        SampleTable.number(row, "base_hours"),
        SampleTable.number(row, "km_per_hour"),
        Reach.valueOf(row.get("reach")),
        parcels.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parcels)));
  }
}
