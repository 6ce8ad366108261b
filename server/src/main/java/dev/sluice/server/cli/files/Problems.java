package dev.sluice.server.cli.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a folder, up to a bound; counts the rest. */
final class Problems {
  private static final int MAX_KEPT = 100;

  private static final Comparator<FileProblem> READING_ORDER =
      Comparator.comparingInt(
              (FileProblem problem) -> NetworkFileFormats.FILE_NAMES.indexOf(problem.file()))
          .thenComparingLong(FileProblem::line);

  private final List<FileProblem> kept = new ArrayList<>();
  private long count;

  void add(FileProblem problem) {
    count++;
    if (kept.size() < MAX_KEPT) {
      kept.add(problem);
    }
  }

  void add(CsvRow row, Column column, String value, String what, String advice) {
    add(
        new FileProblem(
            row.fileName(),
            row.line(),
            Optional.of(column.name()),
            Optional.of(value),
            what,
            advice));
  }

  long count() {
    return count;
  }

  void throwIfAny() {
    if (count > 0) {
      kept.sort(READING_ORDER);
      throw new NetworkFilesException(kept, count);
    }
  }
}
