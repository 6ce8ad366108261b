package dev.sluice.rules;

import java.util.List;

/**
 * A catalog as it was read once, unjudged.
 *
 * @param files every file of the catalog, ordered by path
 */
public record RuleSources(List<SourceFile> files) {

  /**
   * One file of a catalog.
   *
   * @param path within the catalog, with `/`, for example
   *     `eligibility/fragile-goods/fragile-goods.drl`
   * @param text its content
   */
  public record SourceFile(String path, String text) {}

  public RuleSources {
    files = files.stream().sorted((one, other) -> one.path().compareTo(other.path())).toList();
  }
}
