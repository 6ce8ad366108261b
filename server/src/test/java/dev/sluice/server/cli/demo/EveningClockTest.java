package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EveningClockTest {
  private static final Instant EVENING = Instant.parse("2026-11-11T12:00:00Z");
  private static final Instant TODAY = Instant.parse("2030-01-01T00:00:00Z");

  private final AtomicReference<Instant> real = new AtomicReference<>(TODAY);
  private final EveningClock clock = new EveningClock(EVENING, real::get);

  @Test
  void itStandsWhileRealTimePasses() {
    real.set(TODAY.plusSeconds(60));

    assertThat(clock.instant()).isEqualTo(EVENING);
  }

  @Test
  void ordersMoveItForwardAndNeverBack() {
    clock.advanceTo(EVENING.plusSeconds(90));
    clock.advanceTo(EVENING.plusSeconds(30));

    assertThat(clock.instant()).isEqualTo(EVENING.plusSeconds(90));
  }

  @Test
  void afterTheEveningItRunsOn() {
    clock.advanceTo(EVENING.plusSeconds(90));
    clock.letRun();
    real.set(TODAY.plusSeconds(5));
    clock.letRun();

    assertThat(clock.instant()).isEqualTo(EVENING.plusSeconds(95));
  }
}
