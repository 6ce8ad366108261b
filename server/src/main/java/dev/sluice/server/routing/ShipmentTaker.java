package dev.sluice.server.routing;

import dev.sluice.server.ledger.ShareTake;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.ShareKeys;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.search.PricedShipment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Writes down what the shipments of one plan take from counters, one after the other. */
final class ShipmentTaker {

  private final DecisionInput input;
  private final List<CandidateLine> lines;
  private final String yieldReason;
  private final Set<CounterKey> warehouseDaysBegun = new HashSet<>();
  private final Map<String, Integer> parcelsByGroupAndCarrier = new HashMap<>();
  private final Set<ShareYield> yields = new HashSet<>();

  /**
   * A taker for one plan.
   *
   * @param yieldReason why a cap may give way, for people
   */
  ShipmentTaker(DecisionInput input, List<CandidateLine> lines, String yieldReason) {
    this.input = input;
    this.lines = lines;
    this.yieldReason = yieldReason;
  }

  ShipmentTakes take(int number, PricedShipment shipment, ServiceCandidate service, ShipSlot slot) {
    return take(number, shipment.way().warehouse(), shipment.load().units(), service, slot);
  }

  ShipmentTakes take(
      int number, Warehouse warehouse, long[] units, ServiceCandidate service, ShipSlot slot) {
    List<Take> takes = new ArrayList<>();
    long count = 0;
    for (int i = 0; i < units.length; i++) {
      count += units[i];
      if (units[i] > 0) {
        takes.addAll(input.stock().take(warehouse.id(), lines.get(i).sku(), units[i]));
      }
    }
    addWarehouseDay(takes, warehouse, slot, count);
    AppliedLane lane = service.applied();
    if (lane.lane().dailyParcels().isPresent()) {
      takes.add(new Take(lane.laneDay(slot.shipDay()), 1));
    }
    if (lane.carrier().dailyParcels().isPresent()) {
      takes.add(new Take(lane.carrierDay(slot.shipDay()), 1));
    }
    return new ShipmentTakes(number, List.copyOf(takes), shareTakes(service));
  }

  /** The caps that gave way for what was taken so far, by carrier and region group. */
  List<ShareYield> yields() {
    return yields.stream()
        .sorted(
            Comparator.comparing(ShareYield::carrierId).thenComparing(ShareYield::regionGroupId))
        .toList();
  }

  private void addWarehouseDay(List<Take> takes, Warehouse warehouse, ShipSlot slot, long units) {
    CounterKey day = CounterKey.warehouseDay(warehouse.id(), slot.shipDay());
    boolean first = warehouseDaysBegun.add(day);
    long amount =
        switch (warehouse.capacityMeasure()) {
          case ORDERS -> first ? 1 : 0;
          case PARCELS -> 1;
          case UNITS -> units;
        };
    if (amount > 0) {
      takes.add(new Take(day, amount));
    }
  }

  private List<ShareTake> shareTakes(ServiceCandidate service) {
    String carrierId = service.carrier().id();
    List<ShareKeys.Group> keys =
        input.view().coverage().shareKeys(input.view().shareDay()).groups();
    List<GroupShare> groups = service.standing().groups();
    List<ShareTake> takes = new ArrayList<>(groups.size());
    for (int i = 0; i < groups.size(); i++) {
      GroupShare group = groups.get(i);
      String groupId = group.regionGroupId();
      int parcels = parcelsByGroupAndCarrier.merge(groupId + " " + carrierId, 1, Integer::sum);
      boolean exempt = !group.admits(parcels);
      if (exempt) {
        yields.add(new ShareYield(carrierId, groupId, yieldReason));
      }
      OptionalLong capPpm =
          group.cap().isPresent()
              ? OptionalLong.of(group.cap().get().partsPerMillion())
              : OptionalLong.empty();
      takes.add(
          new ShareTake(
              keys.get(i).ofCarrier(carrierId), keys.get(i).allCarriers(), capPpm, exempt));
    }
    return List.copyOf(takes);
  }
}
