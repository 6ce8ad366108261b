package dev.sluice.server.network;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A place that ships or takes back.
 *
 * @param dailyCapacity how much it can process on a capacity day, in {@code measure}
 * @param processingMinutes from order to handed over, at normal load
 * @param handlingPerUnitMicros micro-yuan for each unit picked
 * @param handlingPerShipmentMicros micro-yuan for each planned shipment packed
 * @param customers stores the warehouse is tied to; it ships for nobody else. Empty: for everybody
 * @param fullProcessingMinutes the same on a day that is full, {@code processingMinutes} or more;
 *     empty: it takes no longer then
 * @param overflowDays to how many later days on which it ships a full day may move an order; 0: to
 *     none
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
    Set<String> customers,
    OptionalInt fullProcessingMinutes,
    int overflowDays) {

  /** Into how many steps processing time grows: a promise stands for a while, not for a parcel. */
  static final int LOAD_STEPS = 10;

  /** A warehouse that is as fast on a busy day, and whose full days move nothing. */
  public Warehouse(
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
    this(
        id,
        name,
        nameEn,
        kind,
        regionCode,
        location,
        state,
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
        customers,
        OptionalInt.empty(),
        0);
  }

  /** Whether it takes longer on a busy day. */
  public boolean slowsUnderLoad() {
    return fullProcessingMinutes.orElse(processingMinutes) > processingMinutes;
  }

  /**
   * From order to handed over: {@code processingMinutes + (fullProcessingMinutes -
   * processingMinutes) x load}, to the minute, the load taken as begun tenths of the day.
   */
  Duration processing(int loadStep) {
    long more = fullProcessingMinutes.orElse(processingMinutes) - (long) processingMinutes;
    return Duration.ofMinutes(processingMinutes + (more * loadStep + LOAD_STEPS - 1) / LOAD_STEPS);
  }

  /** How many tenths of a day are begun, 0 to {@link #LOAD_STEPS}; without capacity all are. */
  static int loadStep(long used, long capacity) {
    if (used <= 0 && capacity > 0) {
      return 0;
    }
    return used >= capacity
        ? LOAD_STEPS
        : (int) Math.min(LOAD_STEPS, Math.ceil((double) used * LOAD_STEPS / capacity));
  }

  /** The same warehouse with another capacity. */
  public Warehouse withDailyCapacity(long otherCapacity) {
    return with(state, otherCapacity);
  }

  /** The same warehouse, opened, paused or closed. */
  Warehouse inState(OperatingState newState) {
    return with(newState, dailyCapacity);
  }

  private Warehouse with(OperatingState newState, long newCapacity) {
    return new Warehouse(
        id,
        name,
        nameEn,
        kind,
        regionCode,
        location,
        newState,
        capacityMeasure,
        newCapacity,
        calendar,
        processingMinutes,
        handlingPerUnitMicros,
        handlingPerShipmentMicros,
        packsFragile,
        coldRoom,
        secureCage,
        inspectsReturns,
        customers,
        fullProcessingMinutes,
        overflowDays);
  }
}
