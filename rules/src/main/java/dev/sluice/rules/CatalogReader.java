package dev.sluice.rules;

import dev.sluice.rules.RuleSources.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a catalog folder; refuses what is no regular file, too large or not UTF-8. */
final class CatalogReader {
  private static final int MAX_FILE_BYTES = 256 * 1024;

  private final Path folder;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  CatalogReader(Path folder) {
    this.folder = folder;
  }

  RuleSources read() {
    if (!Files.isDirectory(folder)) {
      complain(
          folder,
          "The catalog folder `%s` does not exist. Maybe the path is relative to another folder?"
              .formatted(folder));
    } else {
      try {
        walk();
      } catch (IOException e) {
        complain(folder, "The catalog cannot be read: %s. Maybe check its rights?".formatted(e));
      }
    }
    if (!diagnostics.isEmpty()) {
      diagnostics.sort(Comparator.comparing(Diagnostic::file));
      throw new RuleSetException(diagnostics);
    }
    return new RuleSources(files);
  }

  private void walk() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(folder) && isHidden(path)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (!isHidden(path)) {
              file(path, attributes);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Editors leave swap and backup files beside what they edit. */
  private static boolean isHidden(Path path) {
    var name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.endsWith("~");
  }

  private void file(Path path, BasicFileAttributes attributes) throws IOException {
    var name = String.valueOf(path.getFileName());
    if (!attributes.isRegularFile()) {
      complain(path, "This is no regular file. Maybe copy the file instead of linking it?");
    } else if (!name.endsWith(".drl") && !name.equals("cases.yaml")) {
      complain(
          path,
          "The file `%s` is neither a rule file nor cases. Maybe its name should end in `.drl`?"
              .formatted(name));
    } else {
      text(path);
    }
  }

  private void text(Path path) throws IOException {
    byte[] bytes;
    try (var input = Files.newInputStream(path)) {
      bytes = input.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      complain(
          path, "The file is larger than %d KiB. Maybe split it?".formatted(MAX_FILE_BYTES / 1024));
      return;
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      files.add(new SourceFile(shown(path), text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      complain(path, "The file is not UTF-8. Maybe it was saved as GBK?");
    }
  }

  private String shown(Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  private void complain(Path path, String message) {
    diagnostics.add(new Diagnostic(path.equals(folder) ? "" : shown(path), 0, 0, message));
  }
}
