package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityDaysTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void sharesRollAtTheConfiguredHour() {
    CapacityDays days = new CapacityDays(SHANGHAI, 4);

    assertThat(days.shareDay(Instant.parse("2026-11-11T19:59:59Z")))
        .as("03:59:59 in Shanghai")
        .isEqualTo(LocalDate.parse("2026-11-11"));
    assertThat(days.shareDay(Instant.parse("2026-11-11T20:00:00Z")))
        .isEqualTo(LocalDate.parse("2026-11-12"));
  }

  @Test
  void aWarehouseDayStartsWhereItRolls() {
    Warehouse warehouse =
        TestNetworks.warehouse(
            "HZ", "3301", TestNetworks.HANGZHOU, TestNetworks.calendar(4, "18:00", Set.of()));
    LocalDate day = LocalDate.parse("2026-11-11");

    Instant start = CapacityDays.startOf(warehouse, day);

    assertThat(start).isEqualTo(Instant.parse("2026-11-10T20:00:00Z"));
    assertThat(CapacityDays.dayOf(warehouse, start)).isEqualTo(day);
    assertThat(CapacityDays.dayOf(warehouse, start.minusNanos(1))).isEqualTo(day.minusDays(1));
  }

  @Test
  void theRollHourIsAnHourOfTheDay() {
    assertThatThrownBy(() -> new CapacityDays(SHANGHAI, 24))
        .hasMessageContaining("shareRollHour is 24");
  }
}
