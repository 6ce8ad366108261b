package dev.sluice.server.routing;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.CapacityMeasure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The plainly right twin of the tolls: each is worked out anew from what the input shows. */
final class TwinTolls {

  private final DecisionInput input;
  private final List<CandidateLine> lines;
  private final List<WarehouseCandidate> shortlist;

  TwinTolls(DecisionInput input, List<CandidateLine> lines, List<WarehouseCandidate> shortlist) {
    this.input = input;
    this.lines = lines;
    this.shortlist = shortlist;
  }

  /** What so many units by line pay that leave there together on that day. */
  long micros(
      WarehouseCandidate warehouse, ServiceCandidate service, LocalDate shipDay, long[] units) {
    String warehouseId = warehouse.id();
    String carrierId = service.carrier().id();
    long ofWarehouse = toll(CounterKey.warehouseDay(warehouseId, shipDay));
    boolean byUnits = warehouse.warehouse().capacityMeasure() == CapacityMeasure.UNITS;
    long micros = byUnits ? ofWarehouse * Arrays.stream(units).sum() : ofWarehouse;
    micros += toll(CounterKey.laneDay(service.lane().id(), shipDay));
    micros += toll(CounterKey.carrierDay(carrierId, shipDay));
    for (String group : input.view().coverage().regionGroupIds()) {
      micros += shareToll(carrierId, group);
    }
    for (int i = 0; i < units.length; i++) {
      micros += units[i] * toll(CounterKey.stock(warehouseId, lines.get(i).sku()));
      micros += units[i] * lotToll(warehouse, i);
    }
    return micros;
  }

  /** Half a parcel for the part of the largest lot that is gone, if less of it could be. */
  private long lotToll(WarehouseCandidate warehouse, int line) {
    long quantity = lines.get(line).quantity();
    if (!warehouse.holdsWhole(line, lines.get(line))) {
      return 0;
    }
    double least =
        shortlist.stream()
            .filter(other -> other.holdsWhole(line, lines.get(line)))
            .mapToDouble(other -> broken(other, line))
            .min()
            .orElseThrow();
    return Math.round(
        input.tolls().parcelMicros() * 0.5 * (broken(warehouse, line) - least) / quantity);
  }

  private double broken(WarehouseCandidate from, int line) {
    long before = 0;
    long after = 0;
    for (WarehouseCandidate warehouse : shortlist) {
      if (warehouse.lines().get(line).units() > 0) {
        String sku = lines.get(line).sku();
        long lot = input.stock().availableToPromise(warehouse.id(), sku);
        before = Math.max(before, lot);
        long taken = warehouse.id().equals(from.id()) ? lines.get(line).quantity() : 0;
        after = Math.max(after, lot - taken);
      }
    }
    return (double) (before - after) / before;
  }

  /** What a parcel pays, or is given, for the carrier's share of one group. */
  private long shareToll(String carrierId, String group) {
    LocalDate day = input.view().shareDay();
    long own =
        input.view().find(CounterKey.carrierShare(carrierId, group, day)).orElseThrow().parcels();
    long all = input.view().find(CounterKey.allShare(group, day)).orElseThrow().parcels();
    return input.shares().findTollMicros(group, carrierId, own, all).orElse(0);
  }

  /** Its price, and its pace by what is free of it now. */
  private long toll(CounterKey key) {
    for (Toll toll : input.tolls().list()) {
      if (toll.counter().equals(key)) {
        double pace = toll.epsMicros() * (toll.shareToCome() - shareFree(toll));
        return Math.max(0, toll.priceMicros() + Math.round(pace));
      }
    }
    return 0;
  }

  private double shareFree(Toll toll) {
    CounterKey key = toll.counter();
    if (key.kind() == CounterKind.STOCK) {
      return input
          .stock()
          .find(key.subject(), key.sku())
          .map(
              seen ->
                  (double) seen.availableToPromise()
                      / Math.max(1, seen.onHand() - seen.safetyStock()))
          .orElse(toll.shareFree());
    }
    return input
        .view()
        .find(key)
        .map(seen -> (double) seen.free() / seen.capacity())
        .orElse(toll.shareFree());
  }
}
