package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One product of a carrier. Its days are those of the warehouse that it collects from: capacity
 * days for collection, local dates for delivery.
 *
 * @param id unique over all carriers
 * @param serviceLevels the levels it can be sold as
 * @param volumetricCm3PerKg divisor of volumetric weight; 0: only real weight counts
 * @param maxWeightGrams heaviest parcel it takes
 * @param insurancePermille insurance premium in thousandths of the declared value
 * @param collectionDays weekdays on which it collects
 * @param waybillChannels channels whose waybills it prints; empty: all
 * @param collectionHolidays dates on which it does not collect, whatever the weekday
 * @param deliveryDays weekdays on which it delivers
 * @param deliveryHolidays dates on which it does not deliver, whatever the weekday
 */
public record CarrierService(
    String id,
    String carrierId,
    String name,
    String nameEn,
    Set<ServiceLevel> serviceLevels,
    int volumetricCm3PerKg,
    long maxWeightGrams,
    int insurancePermille,
    boolean handlesFragile,
    boolean insuresHighValue,
    boolean coldChain,
    boolean takesLiquid,
    boolean takesBattery,
    boolean takesOversize,
    boolean cashOnDelivery,
    Set<DayOfWeek> collectionDays,
    Set<String> waybillChannels,
    Set<LocalDate> collectionHolidays,
    Set<DayOfWeek> deliveryDays,
    Set<LocalDate> deliveryHolidays) {

  /** Networks that were kept before carriers had calendars say nothing of these days. */
  public CarrierService {
    collectionHolidays = Objects.requireNonNullElse(collectionHolidays, Set.of());
    deliveryDays = Objects.requireNonNullElse(deliveryDays, EnumSet.allOf(DayOfWeek.class));
    deliveryHolidays = Objects.requireNonNullElse(deliveryHolidays, Set.of());
  }

  /**
   * A service that is sold as standard, takes ordinary goods and, until it is given a limit, none
   * of any weight; it prints waybills for every channel, and collects and delivers every day.
   *
   * @param id also its name, until it is given one
   */
  public static Builder builder(String id, String carrierId) {
    return new Builder(id, carrierId);
  }

  /** When it collects. */
  public CarrierDays collection() {
    return new CarrierDays(collectionDays, collectionHolidays);
  }

  /** When it delivers. */
  public CarrierDays delivery() {
    return new CarrierDays(deliveryDays, deliveryHolidays);
  }

  /** Makes variants of a carrier service; what a component means is said there. */
  public static final class Builder {
    private final String id;
    private final String carrierId;
    private String name;
    private String nameEn;
    private Set<ServiceLevel> serviceLevels = Set.of(ServiceLevel.STANDARD);
    private int volumetricCm3PerKg;
    private long maxWeightGrams;
    private int insurancePermille;
    private boolean handlesFragile;
    private boolean insuresHighValue;
    private boolean coldChain;
    private boolean takesLiquid;
    private boolean takesBattery;
    private boolean takesOversize;
    private boolean cashOnDelivery;
    private Set<DayOfWeek> collectionDays = EnumSet.allOf(DayOfWeek.class);
    private Set<String> waybillChannels = Set.of();
    private Set<LocalDate> collectionHolidays = Set.of();
    private Set<DayOfWeek> deliveryDays = EnumSet.allOf(DayOfWeek.class);
    private Set<LocalDate> deliveryHolidays = Set.of();

    private Builder(String id, String carrierId) {
      this.id = id;
      this.carrierId = carrierId;
      this.name = id;
      this.nameEn = id;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder nameEn(String nameEn) {
      this.nameEn = nameEn;
      return this;
    }

    public Builder serviceLevels(Set<ServiceLevel> serviceLevels) {
      this.serviceLevels = serviceLevels;
      return this;
    }

    public Builder volumetricCm3PerKg(int volumetricCm3PerKg) {
      this.volumetricCm3PerKg = volumetricCm3PerKg;
      return this;
    }

    public Builder maxWeightGrams(long maxWeightGrams) {
      this.maxWeightGrams = maxWeightGrams;
      return this;
    }

    public Builder insurancePermille(int insurancePermille) {
      this.insurancePermille = insurancePermille;
      return this;
    }

    public Builder handlesFragile(boolean handlesFragile) {
      this.handlesFragile = handlesFragile;
      return this;
    }

    public Builder insuresHighValue(boolean insuresHighValue) {
      this.insuresHighValue = insuresHighValue;
      return this;
    }

    public Builder coldChain(boolean coldChain) {
      this.coldChain = coldChain;
      return this;
    }

    public Builder takesLiquid(boolean takesLiquid) {
      this.takesLiquid = takesLiquid;
      return this;
    }

    public Builder takesBattery(boolean takesBattery) {
      this.takesBattery = takesBattery;
      return this;
    }

    public Builder takesOversize(boolean takesOversize) {
      this.takesOversize = takesOversize;
      return this;
    }

    public Builder cashOnDelivery(boolean cashOnDelivery) {
      this.cashOnDelivery = cashOnDelivery;
      return this;
    }

    public Builder collectionDays(Set<DayOfWeek> collectionDays) {
      this.collectionDays = collectionDays;
      return this;
    }

    public Builder waybillChannels(Set<String> waybillChannels) {
      this.waybillChannels = waybillChannels;
      return this;
    }

    public Builder collectionHolidays(Set<LocalDate> collectionHolidays) {
      this.collectionHolidays = collectionHolidays;
      return this;
    }

    public Builder deliveryDays(Set<DayOfWeek> deliveryDays) {
      this.deliveryDays = deliveryDays;
      return this;
    }

    public Builder deliveryHolidays(Set<LocalDate> deliveryHolidays) {
      this.deliveryHolidays = deliveryHolidays;
      return this;
    }

    public CarrierService build() {
      return new CarrierService(
          id,
          carrierId,
          name,
          nameEn,
          serviceLevels,
          volumetricCm3PerKg,
          maxWeightGrams,
          insurancePermille,
          handlesFragile,
          insuresHighValue,
          coldChain,
          takesLiquid,
          takesBattery,
          takesOversize,
          cashOnDelivery,
          collectionDays,
          waybillChannels,
          collectionHolidays,
          deliveryDays,
          deliveryHolidays);
    }
  }
}
