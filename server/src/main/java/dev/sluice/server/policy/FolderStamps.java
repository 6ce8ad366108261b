package dev.sluice.server.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sizes and times of the files of a folder: equal ones mean that nobody wrote between. */
public record FolderStamps(Map<Path, Stamp> stamps) {

  /** A catalog that holds more is refused anyway. */
  private static final int MAX_FILES = 10_000;

  /** What a change of a file changes. */
  public record Stamp(long bytes, long modifiedNanos, String fileKey) {}

  /** As it is now; without files when it cannot be read. */
  static FolderStamps of(Path folder) {
    Map<Path, Stamp> stamps = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try {
        Files.walkFileTree(folder, new Visitor(stamps));
      } catch (IOException | UncheckedIOException e) {
        // Files come and go while it is walked: the next look sees what became of them.
        return new FolderStamps(Map.of());
      }
    }
    return new FolderStamps(Map.copyOf(stamps));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Map<Path, Stamp> stamps;

    Visitor(Map<Path, Stamp> stamps) {
      this.stamps = stamps;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      stamps.put(
          file,
          new Stamp(
              attributes.size(),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              String.valueOf(attributes.fileKey())));
      return stamps.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
