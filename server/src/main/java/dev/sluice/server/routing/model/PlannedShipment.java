package dev.sluice.server.routing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Lines that leave one warehouse together by one carrier service, as one parcel.
 *
 * @param number 1-based within the plan
 * @param laneId {@link dev.sluice.server.network.Lane#id()}
 * @param shipDay the warehouse's capacity day of {@code shipByTime}
 * @param shipByTime when it leaves the warehouse at the latest
 * @param promiseTime when the buyer is told it arrives
 * @param chargedWeightGrams the larger of real and volumetric weight
 * @param services extra services, such as INSURANCE
 * @param priority larger goes first in the warehouse
 */
public record PlannedShipment(
    int number,
    String warehouseId,
    String carrierId,
    String carrierServiceId,
    String laneId,
    List<ShippedLine> lines,
    LocalDate shipDay,
    Instant shipByTime,
    Instant promiseTime,
    long chargedWeightGrams,
    List<String> services,
    int priority,
    List<CostTerm> cost) {

  /** Units of the SKU in it as planned. */
  public long unitsOf(String sku) {
    long units = 0;
    for (ShippedLine line : lines) {
      units += line.sku().equals(sku) ? line.quantity() : 0;
    }
    return units;
  }

  /** The same under another number. */
  public PlannedShipment withNumber(int otherNumber) {
    return with(otherNumber, lines);
  }

  /** The same with other lines. */
  public PlannedShipment withLines(List<ShippedLine> otherLines) {
    return with(number, otherLines);
  }

  private PlannedShipment with(int otherNumber, List<ShippedLine> otherLines) {
    return new PlannedShipment(
        otherNumber,
        warehouseId,
        carrierId,
        carrierServiceId,
        laneId,
        otherLines,
        shipDay,
        shipByTime,
        promiseTime,
        chargedWeightGrams,
        services,
        priority,
        cost);
  }
}
