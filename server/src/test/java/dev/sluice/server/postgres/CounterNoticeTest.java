package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.counter.CounterKey;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterNoticeTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 11);

  @Test
  void every_key_arrives_in_texts_that_fit() {
    List<CounterKey> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(CounterKey.stock("仓库-" + i, "SKU *\t" + i));
      keys.add(CounterKey.laneDay("WH-" + i + ">SF-STD>330106", DAY));
      keys.add(CounterKey.allShare("CN", DAY.plusDays(i)));
    }

    List<String> texts = CounterNotice.write("replica", keys);

    assertThat(texts)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            text ->
                assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(CounterNotice.MAX_BYTES));
    List<CounterNotice> notices = texts.stream().map(CounterNotice::read).toList();
    assertThat(notices).allMatch(notice -> notice.sender().equals("replica"));
    assertThat(notices).noneMatch(CounterNotice::everything);
    assertThat(notices.stream().flatMap(notice -> notice.keys().stream())).isEqualTo(keys);
  }

  @Test
  void nothing_to_tell_makes_no_text() {
    assertThat(CounterNotice.write("replica", List.of())).isEmpty();
  }

  @Test
  void everything_is_told_at_once() {
    CounterNotice notice = CounterNotice.read(CounterNotice.writeEverything("replica"));

    assertThat(notice).isEqualTo(new CounterNotice("replica", true, List.of()));
  }

  @Test
  void what_no_replica_wrote_is_refused() {
    assertThatThrownBy(() -> CounterNotice.read("replica\nhello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hello");
  }
}
