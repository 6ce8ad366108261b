package dev.sluice.client;

import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/** Amounts of yuan as the contract writes them: CNY with up to 6 decimals. */
public final class Amounts {

  private static final String CURRENCY = "CNY";
  private static final long MICROS_PER_YUAN = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int DECIMALS = 6;

  private Amounts() {}

  /**
   * An amount from decimal text, such as {@code yuan("59.90")}.
   *
   * @throws IllegalArgumentException when it is no decimal number or has more than 6 decimals
   */
  public static Money yuan(String yuan) {
    Objects.requireNonNull(yuan, "yuan must not be null");
    try {
      return yuan(new BigDecimal(yuan));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Amount is no decimal number: \"%s\"\nMaybe write it like 59.90.".formatted(yuan), e);
    }
  }

  /**
   * An amount from a decimal.
   *
   * @throws IllegalArgumentException when it has more than 6 decimals or more than 12 digits before
   *     them
   */
  public static Money yuan(BigDecimal yuan) {
    try {
      return ofMicros(
          yuan.movePointRight(DECIMALS).setScale(0, RoundingMode.UNNECESSARY).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Amount does not fit into millionths of a yuan: %s\nMaybe round it to fen."
              .formatted(yuan),
          e);
    }
  }

  /** An amount from micro-yuan (millionths of a yuan). */
  public static Money ofMicros(long micros) {
    return Money.newBuilder()
        .setCurrencyCode(CURRENCY)
        .setUnits(micros / MICROS_PER_YUAN)
        .setNanos((int) (micros % MICROS_PER_YUAN) * NANOS_PER_MICRO)
        .build();
  }

  /** An amount in micro-yuan. What is finer than that is cut off. */
  public static long toMicros(Money amount) {
    return Math.addExact(
        Math.multiplyExact(amount.getUnits(), MICROS_PER_YUAN),
        amount.getNanos() / NANOS_PER_MICRO);
  }

  /** An amount in yuan, with 2 decimals or as many as it needs. */
  public static BigDecimal toYuan(Money amount) {
    BigDecimal yuan = BigDecimal.valueOf(toMicros(amount), DECIMALS).stripTrailingZeros();
    return yuan.scale() < 2 ? yuan.setScale(2, RoundingMode.UNNECESSARY) : yuan;
  }
}
