package dev.sluice.server.stock;

/** More units would be kept than before, and not as many are free; nothing was changed. */
public final class EarmarkNotFreeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient EarmarkRecord record;
  private final long possible;

  EarmarkNotFreeException(EarmarkRecord record, long possible) {
    super(
        "Of SKU %s at warehouse %s %d can be kept for %s, not %d. Maybe others hold the rest, or it is safety stock"
            .formatted(
                record.sku(),
                record.warehouseId(),
                possible,
                record.holder().text(),
                record.units()));
    this.record = record;
    this.possible = possible;
  }

  /** What was asked for. */
  public EarmarkRecord record() {
    return record;
  }

  /** How many units could be kept. */
  public long possible() {
    return possible;
  }
}
