package dev.sluice.server.cli.demo;

import dev.sluice.server.postgres.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone when it is closed. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  TemporaryFolder(String prefix) {
    try {
      path = Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder can be made", e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    // A database that is just stopping deletes files of its own meanwhile.
    Folders.delete(path);
  }
}
