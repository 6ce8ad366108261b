package dev.sluice.server.network;

import dev.sluice.server.network.Network.IndexedData;
import dev.sluice.server.network.Problems.Subject;
import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.Set;

/**
 * What an import is asked beyond {@link NetworkAssembler}: data that a network could live with, but
 * that nobody means. What is stored already is not asked again, so that no server stays down for
 * it.
 */
final class ImportChecks {
  private final IndexedData data;
  private final Problems problems;
  private final Set<String> checkedWays = new HashSet<>();

  ImportChecks(IndexedData data, Problems problems) {
    this.data = data;
    this.problems = problems;
  }

  void check(Tariff tariff) {
    Subject subject = problems.of("tariff", tariff.id());
    for (Tariff.Band band : tariff.bands()) {
      boolean free =
          tariff.minimumChargeMicros() == 0
              && band.firstChargeMicros() == 0
              && band.stepChargeMicros() == 0;
      if (free && !tariff.free()) {
        subject.add(
            "free",
            "no",
            "but a parcel of up to " + band.upToGrams() + " g costs nothing",
            "a charge is missing, or free is to be yes, as where the buyer collects.");
        return;
      }
      if (!free && tariff.free()) {
        subject.add(
            "free",
            "yes",
            "but a parcel of up to " + band.upToGrams() + " g has a charge",
            "free is a column too far, or the charges are left over.");
        return;
      }
    }
  }

  /** Dates are left aside: they may close a day that both work on, not open one. */
  void check(Lane lane) {
    Warehouse warehouse = data.warehouses().get(lane.warehouseId());
    CarrierService service = data.carrierServices().get(lane.carrierServiceId());
    if (warehouse == null
        || service == null
        || !warehouse.calendar().datedCutOffs().isEmpty()
        || !checkedWays.add(lane.warehouseId() + ">" + lane.carrierServiceId())) {
      return;
    }
    Set<DayOfWeek> open = warehouse.calendar().cutOffs().keySet();
    if (!open.isEmpty() && open.stream().noneMatch(service.collectionDays()::contains)) {
      problems
          .of("lane", lane.id())
          .add(
              "carrier_service_id",
              service.id(),
              "collects on no weekday on which " + warehouse.id() + " ships",
              "its collection_days or the warehouse's cut_offs are wrong; else leave the lane out.");
    }
  }
}
