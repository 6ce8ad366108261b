package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.ShareTake;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShippedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A plan's lines and takes as the aligned arrays they are stored in. */
final class PlanColumns {

  final List<Integer> lineShipments = new ArrayList<>();
  final List<String> lineSkus = new ArrayList<>();
  final List<Long> lineQuantities = new ArrayList<>();
  final List<Long> lineOpen = new ArrayList<>();
  final List<Integer> takeShipments = new ArrayList<>();
  final List<Long> takeCounters = new ArrayList<>();
  final List<Long> takeAmounts = new ArrayList<>();
  final List<Integer> shareShipments = new ArrayList<>();
  final List<Long> shareCarriers = new ArrayList<>();
  final List<Long> shareAlls = new ArrayList<>();
  final List<@Nullable Long> shareCaps = new ArrayList<>();
  final List<Boolean> shareExempt = new ArrayList<>();

  /**
   * @param ids of every counter the plan takes from
   */
  PlanColumns(LedgerEntry entry, Map<CounterKey, Long> ids) {
    StoredPlan plan = entry.plan();
    for (PlannedShipment shipment : plan.plan().shipments()) {
      List<ShippedLine> open = entry.openLines().get(shipment.number() - 1);
      for (int index = 0; index < shipment.lines().size(); index++) {
        lineShipments.add(shipment.number());
        lineSkus.add(shipment.lines().get(index).sku());
        lineQuantities.add(shipment.lines().get(index).quantity());
        lineOpen.add(open.get(index).quantity());
      }
    }
    for (ShipmentTakes shipment : plan.takes()) {
      for (Take take : shipment.takes()) {
        takeShipments.add(shipment.shipmentNumber());
        takeCounters.add(idOf(take.counter(), ids));
        takeAmounts.add(take.amount());
      }
      for (ShareTake parcel : shipment.shareTakes()) {
        shareShipments.add(shipment.shipmentNumber());
        shareCarriers.add(idOf(parcel.carrierShare(), ids));
        shareAlls.add(idOf(parcel.allShare(), ids));
        OptionalLong cap = parcel.capPpm();
        shareCaps.add(cap.isPresent() ? cap.getAsLong() : null);
        shareExempt.add(parcel.exempt());
      }
    }
  }

  private static long idOf(CounterKey key, Map<CounterKey, Long> ids) {
    Long id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("Counter " + key + " has no row, yet a plan takes from it");
    }
    return id;
  }
}
