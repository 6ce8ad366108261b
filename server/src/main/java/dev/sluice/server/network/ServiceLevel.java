package dev.sluice.server.network;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The speed promised to the buyer, slowest first. */
public enum ServiceLevel {
  STANDARD(null),
  NEXT_DAY(null),
  /** Leaves and arrives on the capacity day on which work on it could begin. */
  SAME_DAY(null),
  HALF_DAY(Duration.ofHours(12)),
  HOURLY(Duration.ofHours(2));

  private final @Nullable Duration longest;

  ServiceLevel(@Nullable Duration longest) {
    this.longest = longest;
  }

  /** Whether it is lost when the goods do not leave on the day they are ordered. */
  public boolean isSameDay() {
    return compareTo(SAME_DAY) >= 0;
  }

  /** From when work could begin to arrival at most; null: no such limit. */
  public @Nullable Duration longest() {
    return longest;
  }
}
