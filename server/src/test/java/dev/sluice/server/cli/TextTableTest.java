package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void chineseTakesTwoColumns() {
    List<String> lines =
        TextTable.of(TextTable.left("warehouse"), TextTable.right("parcels"))
            .row("杭州中心仓", 1200)
            .row("Wuhan", 7)
            .lines("", 80);

    assertThat(lines)
        .containsExactly(
            "warehouse   parcels", "----------  -------", "杭州中心仓     1200", "Wuhan             7");
    assertThat(DisplayWidth.of("杭州中心仓")).isEqualTo(10);
  }

  @Test
  void theLastColumnWrapsToTheWidthLeft() {
    List<String> lines =
        TextTable.of(TextTable.left("rule"), TextTable.left("reason"))
            .row("ELIG-010", "not certified for fragile goods")
            .row("ELIG-020", "该快递公司没有易碎品承运资质所以不能用")
            .lines("  ", 36);

    assertThat(lines)
        .containsExactly(
            "  rule      reason",
            "  --------  ------------------------",
            "  ELIG-010  not certified for",
            "            fragile goods",
            "  ELIG-020  该快递公司没有易碎品承运",
            "            资质所以不能用");
    assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(36));
  }

  @Test
  void withoutTitlesThereIsNoHeader() {
    assertThat(TextTable.of(TextTable.left(""), TextTable.right("")).row("total", 5).lines(" ", 80))
        .containsExactly(" total  5");
  }
}
