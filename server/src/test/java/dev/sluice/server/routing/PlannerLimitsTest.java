package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlannerLimitsTest {

  private static final PlannerLimits LIMITS = new PlannerLimits(16, 8, 3, 50_000);

  @Test
  void of_few_warehouses_twice_as_many_services_are_looked_at() {
    assertThat(LIMITS.services(16, 16)).isEqualTo(8);
    assertThat(LIMITS.services(16, 9)).isEqualTo(8);
    assertThat(LIMITS.services(16, 8)).isEqualTo(16);
    assertThat(LIMITS.services(16, 1)).isEqualTo(16);
    assertThat(LIMITS.services(16, 0)).isEqualTo(16);
  }

  @Test
  void who_looks_at_more_warehouses_looks_at_more_services_of_each() {
    assertThat(LIMITS.services(32, 32)).isEqualTo(16);
    assertThat(LIMITS.services(32, 3)).isEqualTo(32);
    PlannerLimits wide = new PlannerLimits(1, 256, 3, 50_000);
    assertThat(wide.services(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void a_limit_out_of_its_range_is_named() {
    assertThatThrownBy(() -> new PlannerLimits(16, 8, 7, 50_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("splitLimit is 7")
        .hasMessageContaining("Maybe 3 was meant");
  }
}
