package dev.sluice.server.prices;

import java.time.LocalDate;
import java.util.List;

/**
 * The orders of one day, as far as they are remembered; slots in their order, empty ones left out.
 */
public record ArrivalDay(LocalDate day, List<ArrivalSlot> slots) {

  /** How long a slot lasts. */
  public static final int SLOT_MINUTES = 15;

  /** Orders of the day in all. */
  public long orders() {
    return slots.stream().mapToLong(ArrivalSlot::orders).sum();
  }
}
