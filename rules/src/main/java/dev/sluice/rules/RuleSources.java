package dev.sluice.rules;

import dev.sluice.rules.guard.intake.Intake;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A catalog as it was read once, unjudged.
 *
 * @param files every rule file and every `cases.yaml`, ordered by path
 */
public record RuleSources(List<SourceFile> files) {

  /**
   * One file of a catalog.
   *
   * @param path within the catalog, with `/`, for example
   *     `eligibility/fragile-goods/fragile-goods.dslr`
   * @param text its content
   */
  public record SourceFile(String path, String text) {}

  public RuleSources {
    files = files.stream().sorted(Comparator.comparing(SourceFile::path)).toList();
  }

  /**
   * Reads a catalog folder into memory; later changes of the folder do not matter.
   *
   * @throws RuleSetException when it holds anything but readable rule files and cases
   */
  public static RuleSources read(Path folder) {
    return new Intake().readFolder(folder);
  }

  /** The file at this path. */
  public Optional<SourceFile> findFile(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
