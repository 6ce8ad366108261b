package dev.sluice.rules.compile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** Three stages of some rule sets, and what was edited since. */
  private static final int MAX_FILES = 48;

  private final Path folder;

  /**
   * @param folder made when something is kept
   */
  public CompiledRulesFolder(Path folder) {
    this.folder = folder;
  }

  /** Batches that have rule files of these keys, those that were used last first. */
  List<CompiledBatch> find(Collection<String> keys) {
    Set<String> missing = new HashSet<>(keys);
    List<CompiledBatch> found = new ArrayList<>();
    for (Path file : newestFirst()) {
      if (!missing.isEmpty() && fileKeys(file).stream().anyMatch(missing::contains)) {
        read(file)
            .ifPresent(
                batch -> {
                  found.add(batch);
                  missing.removeAll(batch.ruleIds().keySet());
                });
      }
    }
    return found;
  }

  void keep(CompiledBatch batch) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      var name = CompiledRulesKey.of(batch.ruleIds().keySet());
      Path unfinished = Files.createTempFile(folder, name, ".new");
      Files.write(unfinished, batch.toBytes());
      Files.move(unfinished, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      log.warn("Compiled rules are not kept in {}: {}", folder, e.toString());
    }
  }

  /** Deletes what was used longest ago, where there is much. */
  void prune(Collection<String> keysInUse) {
    List<Path> files = newestFirst();
    if (files.size() <= MAX_FILES) {
      return;
    }
    Set<String> used = Set.copyOf(keysInUse);
    try {
      for (Path file : files) {
        if (fileKeys(file).stream().anyMatch(used::contains)) {
          Files.setLastModifiedTime(file, newest(files));
        }
      }
      List<Path> all = newestFirst();
      for (Path old : all.subList(MAX_FILES, all.size())) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      log.warn("Old compiled rules are not deleted in {}: {}", folder, e.toString());
    }
  }

  private static FileTime newest(List<Path> newestFirst) throws IOException {
    return Files.getLastModifiedTime(newestFirst.get(0));
  }

  private Set<String> fileKeys(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return CompiledBatch.readRuleIds(in).keySet();
    } catch (IOException e) {
      warn(file, e);
      return Set.of();
    }
  }

  private Optional<CompiledBatch> read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Optional.of(CompiledBatch.read(in));
    } catch (IOException e) {
      warn(file, e);
      return Optional.empty();
    }
  }

  private static void warn(Path file, IOException e) {
    log.warn("Compiled rules {} cannot be read and are compiled again: {}", file, e.toString());
  }

  private List<Path> newestFirst() {
    record Dated(Path file, FileTime time) {}
    List<Dated> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        for (Path file : files) {
          all.add(new Dated(file, Files.getLastModifiedTime(file)));
        }
      } catch (IOException e) {
        log.warn("The compiled rules in {} cannot be listed: {}", folder, e.toString());
      }
    }
    all.sort(Comparator.comparing(Dated::time).reversed());
    return all.stream().map(Dated::file).toList();
  }
}
