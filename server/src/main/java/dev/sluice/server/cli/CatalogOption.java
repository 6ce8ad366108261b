package dev.sluice.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which folder of rule files a command reads. */
final class CatalogOption {

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", descriptionKey = "rules.folder")
  private Optional<Path> folder = Optional.empty();

  /** As it was typed, else the catalog of the project. */
  Path folder() {
    return folder.orElseGet(() -> SetupOptions.home().resolve("rules").resolve("catalog"));
  }
}
