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

  /**
   * A warehouse that is open to everybody, has no capacity until it is given some, is as fast on a
   * busy day, and whose full days move nothing.
   *
   * @param id also its name, until it is given one
   */
  public static Builder builder(
      String id, String regionCode, LatLng location, WarehouseCalendar calendar) {
    return new Builder(id, regionCode, location, calendar);
  }

  /** The same warehouse, to be changed. */
  public Builder toBuilder() {
    return new Builder(this);
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
    return toBuilder().dailyCapacity(otherCapacity).build();
  }

  /** The same warehouse, opened, paused or closed. */
  Warehouse inState(OperatingState newState) {
    return toBuilder().state(newState).build();
  }

  /** Makes variants of a warehouse; what a component means is said there. */
  public static final class Builder {
    private String id;
    private String name;
    private String nameEn;
    private WarehouseKind kind = WarehouseKind.REGIONAL;
    private String regionCode;
    private LatLng location;
    private OperatingState state = OperatingState.OPEN;
    private CapacityMeasure capacityMeasure = CapacityMeasure.PARCELS;
    private long dailyCapacity;
    private WarehouseCalendar calendar;
    private int processingMinutes;
    private long handlingPerUnitMicros;
    private long handlingPerShipmentMicros;
    private boolean packsFragile;
    private boolean coldRoom;
    private boolean secureCage;
    private boolean inspectsReturns;
    private Set<String> customers = Set.of();
    private OptionalInt fullProcessingMinutes = OptionalInt.empty();
    private int overflowDays;

    private Builder(String id, String regionCode, LatLng location, WarehouseCalendar calendar) {
      this.id = id;
      this.regionCode = regionCode;
      this.location = location;
      this.calendar = calendar;
      this.name = id;
      this.nameEn = id;
    }

    private Builder(Warehouse from) {
      this.id = from.id;
      this.name = from.name;
      this.nameEn = from.nameEn;
      this.kind = from.kind;
      this.regionCode = from.regionCode;
      this.location = from.location;
      this.state = from.state;
      this.capacityMeasure = from.capacityMeasure;
      this.dailyCapacity = from.dailyCapacity;
      this.calendar = from.calendar;
      this.processingMinutes = from.processingMinutes;
      this.handlingPerUnitMicros = from.handlingPerUnitMicros;
      this.handlingPerShipmentMicros = from.handlingPerShipmentMicros;
      this.packsFragile = from.packsFragile;
      this.coldRoom = from.coldRoom;
      this.secureCage = from.secureCage;
      this.inspectsReturns = from.inspectsReturns;
      this.customers = from.customers;
      this.fullProcessingMinutes = from.fullProcessingMinutes;
      this.overflowDays = from.overflowDays;
    }

    public Builder id(String id) {
      this.id = id;
      return this;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder nameEn(String nameEn) {
      this.nameEn = nameEn;
      return this;
    }

    public Builder kind(WarehouseKind kind) {
      this.kind = kind;
      return this;
    }

    public Builder state(OperatingState state) {
      this.state = state;
      return this;
    }

    public Builder capacityMeasure(CapacityMeasure capacityMeasure) {
      this.capacityMeasure = capacityMeasure;
      return this;
    }

    public Builder dailyCapacity(long dailyCapacity) {
      this.dailyCapacity = dailyCapacity;
      return this;
    }

    public Builder calendar(WarehouseCalendar calendar) {
      this.calendar = calendar;
      return this;
    }

    public Builder processingMinutes(int processingMinutes) {
      this.processingMinutes = processingMinutes;
      return this;
    }

    public Builder handlingPerUnitMicros(long handlingPerUnitMicros) {
      this.handlingPerUnitMicros = handlingPerUnitMicros;
      return this;
    }

    public Builder handlingPerShipmentMicros(long handlingPerShipmentMicros) {
      this.handlingPerShipmentMicros = handlingPerShipmentMicros;
      return this;
    }

    public Builder packsFragile(boolean packsFragile) {
      this.packsFragile = packsFragile;
      return this;
    }

    public Builder coldRoom(boolean coldRoom) {
      this.coldRoom = coldRoom;
      return this;
    }

    public Builder secureCage(boolean secureCage) {
      this.secureCage = secureCage;
      return this;
    }

    public Builder inspectsReturns(boolean inspectsReturns) {
      this.inspectsReturns = inspectsReturns;
      return this;
    }

    public Builder customers(Set<String> customers) {
      this.customers = customers;
      return this;
    }

    public Builder fullProcessingMinutes(OptionalInt fullProcessingMinutes) {
      this.fullProcessingMinutes = fullProcessingMinutes;
      return this;
    }

    public Builder overflowDays(int overflowDays) {
      this.overflowDays = overflowDays;
      return this;
    }

    public Warehouse build() {
      return new Warehouse(
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
          fullProcessingMinutes,
          overflowDays);
    }
  }
}
