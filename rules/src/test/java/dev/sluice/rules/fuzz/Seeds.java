package dev.sluice.rules.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What fuzzing starts from: the shipped catalog, the hostile corpus, and some made-up rules. */
final class Seeds {
  private static final List<Path> FOLDERS =
      List.of(Path.of("catalog"), Path.of("src/test/resources/hostile"));
  private static final int MADE_UP = 6;
  private static final int CHOICES = 120;

  private Seeds() {}

  /** Every file whose name ends so. */
  static Stream<Arguments> filesEndingIn(String ending) {
    return FOLDERS.stream()
        .flatMap(Seeds::walk)
        .filter(file -> file.endsWith(ending))
        .map(Seeds::read);
  }

  /** Choices that make a rule. */
  static Stream<Arguments> choices() {
    return Stream.iterate(1L, seed -> seed + 1)
        .limit(MADE_UP)
        .map(
            seed -> {
              var bytes = new byte[CHOICES];
              new Random(seed).nextBytes(bytes);
              return Arguments.of(new Object[] {bytes});
            });
  }

  private static Stream<String> walk(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arguments read(String file) {
    try {
      return Arguments.of(new Object[] {Files.readAllBytes(Path.of(file))});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
