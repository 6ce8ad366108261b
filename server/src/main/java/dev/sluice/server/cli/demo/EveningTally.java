package dev.sluice.server.cli.demo;

import dev.sluice.server.cli.demo.EveningFigures.Load;
import dev.sluice.server.cli.demo.OrderOutcome.Missed;
import dev.sluice.server.cli.demo.OrderOutcome.Parcel;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.Warehouse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up outcomes to the evening's figures, the same way for everybody who routes. */
final class EveningTally {
  private static final Duration PROMISE = Duration.ofDays(2);

  private final Network network;
  private final Map<String, Long> missedLines = new TreeMap<>();
  private final Map<String, Long> anyReasonLines = new TreeMap<>();
  private final Map<String, Map<String, Long>> parcelsByGroup = new TreeMap<>();
  private final Map<String, Map<LocalDate, Long>> usedByWarehouse = new TreeMap<>();
  private long orders;
  private long inFull;
  private long inPart;
  private long split;
  private long parcels;
  private long within48Hours;
  private long cashMicros;

  EveningTally(Network network) {
    this.network = network;
    network.regionGroups().keySet().forEach(id -> parcelsByGroup.put(id, new TreeMap<>()));
  }

  void add(OrderOutcome outcome) {
    orders++;
    inFull += outcome.missed().isEmpty() && !outcome.parcels().isEmpty() ? 1 : 0;
    inPart += !outcome.missed().isEmpty() && !outcome.parcels().isEmpty() ? 1 : 0;
    split += outcome.parcels().size() > 1 ? 1 : 0;
    for (Missed missed : outcome.missed()) {
      missedLines.merge(missed.reasons().get(0), 1L, Long::sum);
      Set.copyOf(missed.reasons()).forEach(reason -> anyReasonLines.merge(reason, 1L, Long::sum));
    }
    Set<String> groups =
        Set.copyOf(network.coverageOf(outcome.order().regionCode()).regionGroupIds());
    Set<String> countedOrders = new HashSet<>();
    for (Parcel parcel : outcome.parcels()) {
      add(outcome, parcel, groups, countedOrders);
    }
  }

  private void add(
      OrderOutcome outcome, Parcel parcel, Set<String> groups, Set<String> countedOrders) {
    parcels++;
    cashMicros += parcel.cashMicros();
    Duration promise = Duration.between(outcome.order().placedTime(), parcel.promiseTime());
    within48Hours += promise.compareTo(PROMISE) <= 0 ? 1 : 0;
    for (String group : groups) {
      parcelsByGroup
          .computeIfAbsent(group, id -> new TreeMap<>())
          .merge(parcel.carrierId(), 1L, Long::sum);
    }
    boolean firstOfOrder = countedOrders.add(parcel.warehouseId());
    usedByWarehouse
        .computeIfAbsent(parcel.warehouseId(), id -> new TreeMap<>())
        .merge(parcel.shipDay(), taken(parcel, firstOfOrder), Long::sum);
  }

  private long taken(Parcel parcel, boolean firstOfOrder) {
    CapacityMeasure measure = warehouse(parcel.warehouseId()).capacityMeasure();
    return switch (measure) {
      case ORDERS -> firstOfOrder ? 1 : 0;
      case PARCELS -> 1;
      case UNITS -> parcel.units();
    };
  }

  EveningFigures figures() {
    List<Load> loads = new ArrayList<>();
    usedByWarehouse.forEach(
        (id, usedByDay) ->
            usedByDay.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(
                    busiest ->
                        loads.add(
                            new Load(
                                id,
                                busiest.getKey(),
                                busiest.getValue(),
                                warehouse(id).dailyCapacity()))));
    loads.sort(Comparator.comparingDouble(Load::ratio).reversed().thenComparing(Load::warehouseId));
    return new EveningFigures(
        orders,
        inFull,
        inPart,
        split,
        parcels,
        missedLines,
        anyReasonLines,
        parcelsByGroup,
        loads,
        within48Hours,
        cashMicros);
  }

  private Warehouse warehouse(String id) {
    Warehouse warehouse = network.warehouses().get(id);
    if (warehouse == null) {
      throw new IllegalArgumentException("The network has no warehouse " + id);
    }
    return warehouse;
  }
}
