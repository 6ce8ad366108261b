package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({"59.90,59900000", "-3.5,-3500000", "0.000001,1", "-0.25,-250000", "0,0"})
  void yuanAndMicrosAgree(String yuan, long micros) {
    assertThat(Amounts.toMicros(Amounts.yuan(yuan))).isEqualTo(micros);
    assertThat(Amounts.toYuan(Amounts.ofMicros(micros))).isEqualByComparingTo(yuan);
  }

  @Test
  void readsLikeMoney() {
    assertThat(Amounts.toYuan(Amounts.ofMicros(5_000_000))).hasToString("5.00");
    assertThat(Amounts.toYuan(Amounts.ofMicros(5_123_400))).hasToString("5.1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1,5", "0.0000001", "99999999999999999999"})
  void whatIsNoAmountIsNamed(String text) {
    assertThatThrownBy(() -> Amounts.yuan(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe");
  }
}
