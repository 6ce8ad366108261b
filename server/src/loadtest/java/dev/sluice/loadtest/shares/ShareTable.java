package dev.sluice.loadtest.shares;

import dev.sluice.routing.v1.CarrierShare;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Who carried how much of what, in the end. */
final class ShareTable {
  private static final String COUNTRY = "CN";

  private final List<CarrierShare> shares;
  private final Map<String, Map<String, CarrierShare>> byGroup = new TreeMap<>();

  ShareTable(List<CarrierShare> shares) {
    this.shares = shares;
    for (CarrierShare share : shares) {
      byGroup
          .computeIfAbsent(share.getRegionGroupId(), id -> new TreeMap<>())
          .put(share.getCarrierId(), share);
    }
  }

  /** As the table of docs/benchmarks.md. */
  void print(PrintWriter out) {
    List<String> carriers = new ArrayList<>(byGroup.getOrDefault(COUNTRY, Map.of()).keySet());
    out.println("| Region group | parcels | " + String.join(" | ", carriers) + " |");
    out.println("|---|---|" + "---|".repeat(carriers.size()));
    byGroup.forEach(
        (group, byCarrier) -> {
          StringBuilder row = new StringBuilder("| " + group + " | ");
          row.append(
              String.format(
                  Locale.ROOT,
                  "%,d",
                  byCarrier.values().stream()
                      .mapToLong(CarrierShare::getAllParcels)
                      .max()
                      .orElse(0)));
          for (String carrier : carriers) {
            CarrierShare share = byCarrier.getOrDefault(carrier, CarrierShare.getDefaultInstance());
            row.append(
                String.format(Locale.ROOT, " | %.2f %%%s", 100 * part(share), wanted(share)));
          }
          out.println(row + " |");
        });
  }

  /** How far the country's shares are from their targets at most, in percentage points. */
  double farthestOff() {
    return shares.stream()
        .filter(share -> share.getRegionGroupId().equals(COUNTRY) && share.hasTargetPpm())
        .mapToDouble(share -> Math.abs(100 * part(share) - share.getTargetPpm() / 1e4))
        .max()
        .orElse(100);
  }

  /** Which part of the main carrier's parcels are of its home groups. */
  double homePart() {
    long home = 0;
    long all = 0;
    for (CarrierShare share : shares) {
      if (share.getCarrierId().equals(ShareWorld.MAIN)) {
        home += ShareWorld.HOME_GROUPS.contains(share.getRegionGroupId()) ? parcels(share) : 0;
        all += share.getRegionGroupId().equals(COUNTRY) ? parcels(share) : 0;
      }
    }
    return all == 0 ? 0 : (double) home / all;
  }

  /** Parcels of the country that passed a cap. */
  long exemptParcels() {
    return shares.stream()
        .filter(share -> share.getRegionGroupId().equals(COUNTRY))
        .mapToLong(CarrierShare::getExemptParcels)
        .sum();
  }

  private static String wanted(CarrierShare share) {
    return share.hasTargetPpm()
        ? String.format(Locale.ROOT, " (%.0f)", share.getTargetPpm() / 1e4)
        : "";
  }

  private static double part(CarrierShare share) {
    return share.getAllParcels() == 0 ? 0 : (double) parcels(share) / share.getAllParcels();
  }

  private static long parcels(CarrierShare share) {
    return share.getParcels() + share.getExemptParcels();
  }
}
