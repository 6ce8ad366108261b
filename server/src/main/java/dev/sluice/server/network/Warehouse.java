package dev.sluice.server.network;

import java.util.Set;

/**
 * A place that ships or takes back.
 *
 * @param dailyCapacity how much it can process on a capacity day, in {@code measure}
 * @param processingMinutes from order to handed over, at normal load
 * @param handlingPerUnitMicros micro-yuan for each unit picked
 * @param handlingPerShipmentMicros micro-yuan for each planned shipment packed
 * @param customers stores the warehouse is tied to; it ships for nobody else. Empty: for everybody
 */
public record Warehouse(
    String id,
    String name,
    String nameEn,
    WarehouseKind kind,
    String regionCode,
    LatLng location,
    OperatingState state,
    CapacityMeasure capacityMeasure,
    long dailyCapacity,
    WarehouseCalendar calendar,
    int processingMinutes,
    long handlingPerUnitMicros,
    long handlingPerShipmentMicros,
    boolean packsFragile,
    boolean coldRoom,
    boolean secureCage,
    boolean inspectsReturns,
    Set<String> customers) {

  /** The same warehouse, opened, paused or closed. */
  Warehouse inState(OperatingState newState) {
    return new Warehouse(
        id,
        name,
        nameEn,
        kind,
        regionCode,
        location,
        newState,
        capacityMeasure,
        dailyCapacity,
        calendar,
        processingMinutes,
        handlingPerUnitMicros,
        handlingPerShipmentMicros,
        packsFragile,
        coldRoom,
        secureCage,
        inspectsReturns,
        customers);
  }
}
