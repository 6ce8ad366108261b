package dev.sluice.rules.compile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled rules in files, so that a start need not compile what was compiled before: that takes
 * seconds. The folder must be as safe from others as the program itself. Without it all works, but
 * slower.
 */
public final class CompiledRulesFolder {
  private static final Logger log = LoggerFactory.getLogger(CompiledRulesFolder.class);
  private static final String SUFFIX = ".rules";

  /** Three stages of each of the last rule sets. */
  private static final int MAX_FILES = 24;

  private final Path folder;

  /**
   * @param folder made when something is kept
   */
  public CompiledRulesFolder(Path folder) {
    this.folder = folder;
  }

  Optional<byte[]> find(String key) {
    Path file = file(key);
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      log.warn("Compiled rules {} cannot be read and are compiled again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  void keep(String key, byte[] content) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Path unfinished = Files.createTempFile(folder, key, ".new");
      Files.write(unfinished, content);
      Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
      deleteOldest();
    } catch (IOException | UnsupportedOperationException e) {
      log.warn("Compiled rules are not kept in {}: {}", folder, e.toString());
    }
  }

  private Path file(String key) {
    return folder.resolve(key + SUFFIX);
  }

  private void deleteOldest() throws IOException {
    record Dated(Path file, FileTime time) {}
    List<Dated> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        all.add(new Dated(file, Files.getLastModifiedTime(file)));
      }
    }
    all.sort(Comparator.comparing(Dated::time));
    for (Dated old : all.subList(0, Math.max(0, all.size() - MAX_FILES))) {
      Files.deleteIfExists(old.file());
    }
  }
}
