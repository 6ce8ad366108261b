package dev.sluice.server.cli.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes empty network files whose comments explain every column. */
final class TemplateWriter {
  private final Path folder;

  TemplateWriter(Path folder) {
    this.folder = folder;
  }

  List<Path> write() {
    refuseExisting();
    NetworkFiles.createFolder(folder);
    List<Path> written = new ArrayList<>();
    for (FileFormat format : NetworkFileFormats.ALL) {
      if (format.equals(NetworkFileFormats.REGIONS)) {
        // An empty regions.csv would say that there are none; without it the shipped ones apply.
        continue;
      }
      Path file = folder.resolve(format.fileName());
      try {
        // The mark at the start makes Excel read the file as UTF-8.
        Files.writeString(file, "\uFEFF" + text(format));
      } catch (IOException e) {
        throw new UncheckedIOException("The file " + file + " cannot be written", e);
      }
      written.add(file);
    }
    return written;
  }

  private void refuseExisting() {
    Problems problems = new Problems();
    for (FileFormat format : NetworkFileFormats.ALL) {
      if (Files.exists(folder.resolve(format.fileName()))) {
        problems.add(
            FileProblem.ofFile(
                folder.resolve(format.fileName()).toString(),
                "is already there",
                "Maybe name an empty folder."));
      }
    }
    problems.throwIfAny();
  }

  static String text(FileFormat format) {
    StringBuilder text = new StringBuilder();
    text.append("# ")
        .append(format.meaning())
        .append(" / ")
        .append(format.meaningZh())
        .append('\n');
    format
        .whenMissing()
        .ifPresent(meaning -> text.append("# Without this file: ").append(meaning).append('\n'));
    for (Column column : format.columns()) {
      text.append("# ").append(column.name()).append(column.required() ? " (required)" : "");
      text.append(": ").append(column.meaning()).append(" / ").append(column.meaningZh());
      text.append(" [").append(column.howWritten()).append("]\n");
    }
    text.append("# Example: ");
    text.append(
        format.columns().stream()
            .map(column -> NetworkFolderWriter.quoted(column.example()))
            .collect(Collectors.joining(",")));
    text.append('\n').append(String.join(",", format.columnNames())).append('\n');
    return text.toString();
  }
}
