package dev.sluice.server.prices;

import dev.sluice.server.ledger.counter.CounterKind;
import java.time.Duration;
import java.util.Set;

/**
 * How shadow prices are worked out.
 *
 * @param kinds what may have a price: WAREHOUSE_DAY, LANE_DAY, CARRIER_DAY, STOCK
 * @param sampleSize most orders in one program
 * @param solveBudget how long a program may take before mirror descent takes over
 */
public record PriceSettings(Set<CounterKind> kinds, int sampleSize, Duration solveBudget) {

  /** All that can be scarce. */
  public static final Set<CounterKind> ALL_KINDS =
      Set.of(
          CounterKind.WAREHOUSE_DAY,
          CounterKind.LANE_DAY,
          CounterKind.CARRIER_DAY,
          CounterKind.STOCK);

  /** Everything may have a price. */
  public static final PriceSettings DEFAULT =
      new PriceSettings(ALL_KINDS, 2_000, Duration.ofSeconds(1));
}
