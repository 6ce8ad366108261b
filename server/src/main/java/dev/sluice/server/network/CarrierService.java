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

  /** A service that has no holidays and delivers every day. */
  public CarrierService(
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
      Set<String> waybillChannels) {
    this(
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
        Set.of(),
        EnumSet.allOf(DayOfWeek.class),
        Set.of());
  }

  /** When it collects. */
  public CarrierDays collection() {
    return new CarrierDays(collectionDays, collectionHolidays);
  }

  /** When it delivers. */
  public CarrierDays delivery() {
    return new CarrierDays(deliveryDays, deliveryHolidays);
  }
}
