package dev.sluice.server.cli.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What an operations manager asks about an evening.
 *
 * @param inFull orders of which everything ships
 * @param inPart orders of which something does
 * @param split orders in more than one parcel
 * @param missedLines lines nobody ships, by the reason nearest to shipping
 * @param anyReasonLines lines nobody ships, by each reason that was given for them
 * @param parcelsByGroup parcels by region group, then carrier
 * @param loads warehouses with their busiest day, busiest first
 * @param within48Hours parcels promised within 48 hours of the order
 * @param cashMicros what finance pays for all parcels, micro-yuan
 */
public record EveningFigures(
    long orders,
    long inFull,
    long inPart,
    long split,
    long parcels,
    Map<String, Long> missedLines,
    Map<String, Long> anyReasonLines,
    Map<String, Map<String, Long>> parcelsByGroup,
    List<Load> loads,
    long within48Hours,
    long cashMicros) {

  /**
   * A warehouse's busiest capacity day.
   *
   * @param used in the warehouse's own measure; beyond capacity it is overloaded
   */
  public record Load(String warehouseId, LocalDate day, long used, long capacity) {
    /** 1 is full. */
    public double ratio() {
      return capacity == 0 ? 0 : (double) used / capacity;
    }
  }

  public long notShipped() {
    return orders - inFull - inPart;
  }

  public double within48HoursPart() {
    return parcels == 0 ? 0 : (double) within48Hours / parcels;
  }

  public double cashPerParcelYuan() {
    return parcels == 0 ? 0 : cashMicros / 1e6 / parcels;
  }

  public long overloadedWarehouses() {
    return loads.stream().filter(load -> load.used() > load.capacity()).count();
  }

  public long fullWarehouses() {
    return loads.stream().filter(load -> load.used() >= load.capacity()).count();
  }

  /** What was loaded on warehouses beyond what they can process, each in its own measure. */
  public long beyondCapacity() {
    return loads.stream().mapToLong(load -> Math.max(0, load.used() - load.capacity())).sum();
  }

  public long parcels(String groupId, String carrierId) {
    return parcelsByGroup.getOrDefault(groupId, Map.of()).getOrDefault(carrierId, 0L);
  }

  public long parcels(String groupId) {
    return parcelsByGroup.getOrDefault(groupId, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Part of a group's parcels, 0 to 1. */
  public double share(String groupId, String carrierId) {
    long all = parcels(groupId);
    return all == 0 ? 0 : (double) parcels(groupId, carrierId) / all;
  }
}
