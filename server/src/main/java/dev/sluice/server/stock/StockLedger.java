package dev.sluice.server.stock;

import java.time.Instant;
import java.util.List;

/**
 * Takes news of stock. On-hand and what plans may still take change together, all records of a call
 * or none. What plans hold already stays held, even where more is held than is there.
 */
public interface StockLedger {

  /**
   * States how much there is. A record for a warehouse and SKU that were stated for a later time is
   * older news and is ignored; the same time again replaces. Repeatable.
   *
   * @param records no warehouse and SKU twice
   * @param asOf when it was counted, by the counter's own clock
   * @return how they stand now, in the order of the records
   */
  List<StockState> setStock(List<StockRecord> records, Instant asOf);

  /**
   * Adds to what is there; a warehouse and SKU never stated before start from 0.
   *
   * @param deltas no warehouse and SKU twice
   * @param requestId the same id is applied once
   * @return how they stand now, in the order of the deltas
   * @throws IllegalArgumentException when on-hand would fall below 0; nothing is changed then
   */
  List<StockState> adjustStock(List<StockDelta> deltas, String requestId);
}
