package dev.sluice.client.testing.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's test with the fake is the one that runs here. */
class ReadmeTest {

  private static final Path README = Path.of("../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/sluice/client/testing/readme/CheckoutTest.java");
  private static final String FIRST_LINE = "class CheckoutTest {";

  @Test
  void testWithTheFakeIsCompiledAsItIsShown() throws IOException {
    List<String> shown = from(FIRST_LINE, Files.readAllLines(README));
    List<String> compiled = from(FIRST_LINE, Files.readAllLines(SOURCE));

    assertThat(shown.subList(0, shown.indexOf("```"))).isEqualTo(compiled);
  }

  private static List<String> from(String line, List<String> lines) {
    assertThat(lines).contains(line);
    return lines.subList(lines.indexOf(line), lines.size());
  }
}
