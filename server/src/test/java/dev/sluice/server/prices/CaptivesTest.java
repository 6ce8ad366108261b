package dev.sluice.server.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CaptivesTest {
  private static final CounterKey DAY =
      CounterKey.warehouseDay("FRONT", LocalDate.of(2026, 11, 11));

  @Test
  void theLastUnitIsWorthTheLossTimesTheChanceThatAnybodyComes() {
    Captives captives = captives(1);
    captives.add(2, 100);

    assertThat(captives.worth()).isCloseTo(100 * (1 - Math.exp(-2)), within(1e-9));
    assertThat(captives.slope()).isZero();
  }

  @Test
  void theLastButOneIsWorthItOnlyWhereTwoCome() {
    Captives captives = captives(2);
    captives.add(1, 100);
    captives.add(1, 100);

    double two = 1 - 3 * Math.exp(-2);
    assertThat(captives.worth()).isCloseTo(100 * two, within(1e-9));
    assertThat(captives.slope()).isCloseTo(100 * 2 * Math.exp(-2), within(1e-9));
  }

  @Test
  void whereFarMoreComeThanFitAUnitIsWorthWhatTheLastToGetOneLoses() {
    Captives captives = captives(100);
    for (int loss = 1; loss <= 200; loss++) {
      captives.add(1, loss);
    }

    assertThat(captives.worth()).isCloseTo(101, within(1.0));
  }

  @Test
  void whatNobodyNeedsIsWorthNothing() {
    Captives captives = captives(1);
    captives.add(5, 0);

    assertThat(captives.worth()).isZero();
  }

  private static Captives captives(double free) {
    return new Captives(DAY, free, 200);
  }
}
