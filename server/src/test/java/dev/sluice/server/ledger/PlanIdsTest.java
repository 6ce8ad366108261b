package dev.sluice.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PlanIdsTest {

  private static final OrderKey KEY = new OrderKey("DOUYIN", "O-1");
  private static final Instant TIME = Instant.parse("2026-11-11T23:59:59.999999Z");

  @Test
  void the_id_says_on_which_day_it_was_made_and_sorts_by_time() {
    String id = PlanIds.create(KEY, 1, TIME);

    assertThat(id).matches("20261111-[0-9a-z]{6}-[0-9a-z]{13}");
    assertThat(PlanIds.findDay(id)).contains(LocalDate.of(2026, 11, 11));
    assertThat(id)
        .isGreaterThan(PlanIds.lowest(TIME))
        .isLessThan(PlanIds.lowest(TIME.plusMillis(1)));
    assertThat(PlanIds.create(KEY, 1, TIME.minusMillis(1))).isLessThan(id);
  }

  @Test
  void the_same_revision_of_the_same_order_has_the_same_id() {
    assertThat(PlanIds.create(KEY, 1, TIME)).isEqualTo(PlanIds.create(KEY, 1, TIME));
    assertThat(PlanIds.create(KEY, 2, TIME)).isNotEqualTo(PlanIds.create(KEY, 1, TIME));
    assertThat(PlanIds.create(new OrderKey("DOUYIN", "O-2"), 1, TIME))
        .isNotEqualTo(PlanIds.create(KEY, 1, TIME));
  }

  @Test
  void what_no_ledger_made_has_no_day() {
    assertThat(PlanIds.findDay("")).isEmpty();
    assertThat(PlanIds.findDay("20261332-x-y")).isEmpty();
    assertThat(PlanIds.findDay("plan-1")).isEmpty();
  }
}
