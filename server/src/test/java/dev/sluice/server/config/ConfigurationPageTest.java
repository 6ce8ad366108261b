package dev.sluice.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageListsEveryKeyAsTheCodeHasIt() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            ConfigKeys.ALL.stream().map(ConfigurationPageTest::row).toList());
  }

  private static String row(ConfigKey<?> key) {
    String fallback = key.fallback().isEmpty() ? "none" : "`" + key.fallback() + "`";
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(key.path(), key.unit(), key.range(), fallback, key.meaning());
  }
}
