package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * One product of a carrier.
 *
 * @param id unique over all carriers
 * @param serviceLevels the levels it can be sold as
 * @param volumetricCm3PerKg divisor of volumetric weight; 0: only real weight counts
 * @param maxWeightGrams heaviest parcel it takes
 * @param insurancePermille insurance premium in thousandths of the declared value
 * @param collectionDays weekdays on which it collects
 * @param waybillChannels channels whose waybills it prints; empty: all
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
    Set<String> waybillChannels) {}
