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

  /**
   * Keeps units for one channel, store or host. What its orders hold stays theirs, also where fewer
   * are asked for; a unit that is not held is free for everybody at once when fewer are asked for,
   * and when the earmark is over at the next {@link #endEarmarks}.
   *
   * @param records no warehouse, SKU and holder twice
   * @param requestId the same id is applied once
   * @return how the positions stand now, in the order of the records
   * @throws EarmarkNotFreeException when more would be kept than before, and not as many are free;
   *     nothing is changed then
   */
  List<StockState> keep(List<EarmarkRecord> records, String requestId);

  /**
   * States how many units are still to come on a day. Plans keep what they hold, also where fewer
   * come than they hold: then nothing is added to it until they hold fewer or more come.
   *
   * @param records no warehouse, SKU and day twice
   * @param requestId the same id is applied once
   * @return how the positions stand now, in the order of the records
   */
  List<StockState> announce(List<InboundRecord> records, String requestId);

  /**
   * Takes goods in that were expected: they are on hand, and no longer on their way. Those that
   * plans hold stay theirs, the others are for everybody at once.
   *
   * @param receipts no warehouse, SKU and day twice
   * @param requestId the same id is applied once
   * @return how the positions stand now, in the order of the receipts
   */
  List<StockState> receive(List<InboundReceipt> receipts, String requestId);

  /**
   * Gives units back to everybody that earmarks no longer keep, since they are over, or ask for
   * fewer and their orders gave some back; and those that came for plans which gave them back.
   *
   * @return how many positions changed
   */
  int endEarmarks();
}
