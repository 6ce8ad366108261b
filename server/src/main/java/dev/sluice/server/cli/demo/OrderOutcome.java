package dev.sluice.server.cli.demo;

import dev.sluice.server.routing.model.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What became of one order, whoever routed it. */
record OrderOutcome(Order order, List<Parcel> parcels, List<Missed> missed) {

  /**
   * One parcel that leaves.
   *
   * @param shipDay the warehouse's capacity day on which it leaves
   * @param cashMicros what finance pays for it, micro-yuan
   */
  record Parcel(
      String warehouseId,
      String carrierId,
      LocalDate shipDay,
      Instant promiseTime,
      long units,
      long cashMicros) {}

  /**
   * Units of a SKU nobody ships.
   *
   * @param reasons at least one, the one nearest to shipping first
   */
  record Missed(String sku, long quantity, List<String> reasons) {}
}
