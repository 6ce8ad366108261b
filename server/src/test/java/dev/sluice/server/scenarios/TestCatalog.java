package dev.sluice.server.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A copy of the shipped rule files, to be changed. */
final class TestCatalog {

  private static final Path SHIPPED = Path.of("..", "rules", "catalog");

  private final Path catalog;

  private TestCatalog(Path catalog) {
    this.catalog = catalog;
  }

  /** Copies into {@code folder}, which has none yet. */
  static TestCatalog in(Path folder) {
    TestCatalog copied = new TestCatalog(folder.resolve("catalog"));
    try (Stream<Path> all = Files.walk(SHIPPED)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        Path copy = copied.catalog.resolve(SHIPPED.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copied;
  }

  /** Adds a rule and its cases in a folder of its own, as {@code eligibility/stock-age}. */
  TestCatalog with(String ruleFolder, String drl, String cases) {
    try {
      Path rule = Files.createDirectories(catalog.resolve(ruleFolder));
      Files.writeString(rule.resolve("rule.drl"), drl);
      Files.writeString(rule.resolve("cases.yaml"), cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Drops what is in a folder. */
  TestCatalog without(String ruleFolder) {
    try (Stream<Path> files = Files.list(catalog.resolve(ruleFolder))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path path() {
    return catalog;
  }
}
