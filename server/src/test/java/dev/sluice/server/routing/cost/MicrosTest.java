package dev.sluice.server.routing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MicrosTest {

  @Test
  void an_hourly_rate_counts_parts_of_an_hour() {
    assertThat(Micros.perHour(2_000_000, Duration.ofMinutes(90).toMillis())).isEqualTo(3_000_000);
    assertThat(Micros.perHour(2_000_000, Duration.ofMinutes(-90).toMillis())).isZero();
  }

  @Test
  void products_beyond_the_range_of_a_long_are_exact_after_division() {
    assertThat(Micros.timesOver(4_000_000_000_000L, 10_000_000, 100_000_000_000L))
        .isEqualTo(400_000_000L);
    assertThat(Micros.timesOver(-4_000_000_000_000L, 10_000_000, 100_000_000_000L))
        .isEqualTo(-400_000_000L);
  }

  @Test
  void results_beyond_the_limit_are_clamped_at_it() {
    assertThat(Micros.times(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Micros.LIMIT);
    assertThat(Micros.times(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(-Micros.LIMIT);
    assertThat(Micros.times(Micros.LIMIT, 2)).isEqualTo(Micros.LIMIT);
    assertThat(Micros.times(-Micros.LIMIT, 2)).isEqualTo(-Micros.LIMIT);
    assertThat(Micros.times(3, 5)).isEqualTo(15);
  }

  @Test
  void saturated_sums_and_products_stay_positive() {
    assertThat(Micros.plusSaturated(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.timesSaturated(Long.MAX_VALUE, 2)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.timesSaturated(1L << 40, 1L << 40)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.timesSaturated(7, 6)).isEqualTo(42);
  }
}
