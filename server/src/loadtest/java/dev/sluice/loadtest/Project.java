package dev.sluice.loadtest;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies that these programs were built from. */
final class Project {

  private Project() {}

  /** The folder with the launcher and the rules. */
  static Path home() {
    Path folder = Path.of(System.getProperty("sluice.home", "")).toAbsolutePath().normalize();
    for (Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
      if (Files.isDirectory(candidate.resolve("rules/catalog"))) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "Folder "
            + folder
            + " is not inside the project. Maybe start with server/src/loadtest/run.");
  }
}
