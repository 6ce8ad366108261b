package dev.sluice.server.routing.cost;

import java.math.BigInteger;
import java.time.Duration;

/**
 * Arithmetic in micro-yuan that cannot overflow: every result is clamped to {@link #LIMIT}, so that
 * the terms of any plan can be added.
 */
public final class Micros {

  /** Four billion yuan: larger than any honest cost, small enough to add two thousand of them. */
  public static final long LIMIT = 4_000_000_000_000_000L;

  private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

  private Micros() {}

  public static long clamp(long micros) {
    return Math.max(-LIMIT, Math.min(LIMIT, micros));
  }

  public static long times(long micros, long count) {
    return timesOver(micros, count, 1);
  }

  /** What so many milliseconds cost at a price an hour; nothing where they are negative. */
  public static long perHour(long microsPerHour, long millis) {
    return timesOver(microsPerHour, Math.max(0, millis), MILLIS_PER_HOUR);
  }

  /** {@code micros x count / divisor}, rounded down; the divisor is positive. */
  public static long timesOver(long micros, long count, long divisor) {
    long high = Math.multiplyHigh(micros, count);
    long low = micros * count;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      return clamp(Math.floorDiv(low, divisor));
    }
    BigInteger exact =
        BigInteger.valueOf(micros)
            .multiply(BigInteger.valueOf(count))
            .divide(BigInteger.valueOf(divisor));
    return exact.bitLength() < Long.SIZE ? clamp(exact.longValueExact()) : exact.signum() * LIMIT;
  }

  /** The sum of two amounts or weights, each 0 or more, clamped at the largest long. */
  public static long plusSaturated(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The product of two amounts, each 0 or more, clamped at the largest long. */
  public static long timesSaturated(long one, long other) {
    return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
  }
}
