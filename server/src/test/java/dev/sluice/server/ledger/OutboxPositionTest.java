package dev.sluice.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxPositionTest {

  @Test
  void what_was_printed_is_read_again() {
    OutboxPosition position = new OutboxPosition(8_123_456_789L, 42);

    assertThat(position).hasToString("8123456789-42");
    assertThat(OutboxPosition.parse("8123456789-42")).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5", "5-", "-5", "a-b", "1-2-3", "1 - 2"})
  void other_text_is_refused(String text) {
    assertThatThrownBy(() -> OutboxPosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe");
  }
}
