package dev.sluice.server.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is known of one SKU at one warehouse; a {@link StockPosition} is what one sales point
 * sees of it.
 *
 * @param onHand units counted in the building
 * @param safetyStock units never promised
 * @param reservedFree units that plans hold, without those taken from earmarks
 * @param earmarks in the order of their holders
 */
public record StockState(
    String warehouseId,
    String sku,
    long onHand,
    long safetyStock,
    long reservedFree,
    List<Earmark> earmarks) {

  private static final Comparator<Earmark> SOONEST_OVER =
      Comparator.comparing(Earmark::until).thenComparing(Earmark::holder);

  /** A warehouse and SKU that nothing was ever said about. */
  public static StockState unknown(String warehouseId, String sku) {
    return new StockState(warehouseId, sku, 0, 0, 0, List.of());
  }

  /** What may be promised to everybody, before plans took from it; below 0 in a shortfall. */
  public long freeCapacity() {
    long kept = 0;
    for (Earmark earmark : earmarks) {
      kept += earmark.kept();
    }
    return onHand - safetyStock - kept;
  }

  /** What an order of this sales point sees at this time. */
  public StockPosition seenBy(SalesPoint point, Instant time) {
    if (earmarks.isEmpty()) {
      return new StockPosition(warehouseId, sku, onHand, safetyStock, 0, reservedFree);
    }
    long keptForOthers = 0;
    long reserved = reservedFree;
    List<Earmark> own = new ArrayList<>(2);
    for (Earmark earmark : earmarks) {
      reserved += earmark.reserved();
      if (!earmark.isFor(point, time)) {
        keptForOthers += earmark.free();
      } else if (earmark.free() > 0) {
        own.add(earmark);
      }
    }
    own.sort(SOONEST_OVER);
    return new StockPosition(
        warehouseId, sku, onHand, safetyStock, keptForOthers, reserved, List.copyOf(own));
  }
}
