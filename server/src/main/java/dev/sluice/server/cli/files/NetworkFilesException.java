package dev.sluice.server.cli.files;

import java.util.List;

/** A network folder cannot be read; nothing of it was used. */
public final class NetworkFilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FileProblem> problems;
  private final long count;

  NetworkFilesException(List<FileProblem> problems, long count) {
    super(message(problems, count));
    this.problems = List.copyOf(problems);
    this.count = count;
  }

  /** The first problems found, in reading order. */
  public List<FileProblem> problems() {
    return problems;
  }

  /** How many problems there are, those that are not listed included. */
  public long count() {
    return count;
  }

  private static String message(List<FileProblem> problems, long count) {
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append(problem).append('\n'));
    if (count > problems.size()) {
      text.append("and ").append(count - problems.size()).append(" more problems\n");
    }
    return text.toString().stripTrailing();
  }
}
