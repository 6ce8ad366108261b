package dev.sluice.server.cli.files;

import java.util.Optional;

/**
 * One thing wrong with a network file.
 *
 * @param line 1-based; 0 where the whole file is meant
 * @param column its header; empty where the whole line is meant
 * @param value what was found; empty where nothing was
 * @param what a sentence without the place
 * @param advice a sentence that starts with "Maybe"
 */
public record FileProblem(
    String file,
    long line,
    Optional<String> column,
    Optional<String> value,
    String what,
    String advice) {

  static FileProblem ofFile(String file, String what, String advice) {
    return new FileProblem(file, 0, Optional.empty(), Optional.empty(), what, advice);
  }

  static FileProblem ofLine(String file, long line, String what, String advice) {
    return new FileProblem(file, line, Optional.empty(), Optional.empty(), what, advice);
  }

  /** The problem as people read it: place, value, what, and the advice on a line of its own. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(" line ").append(line);
    }
    column.ifPresent(name -> text.append(", column ").append(name));
    text.append(": ");
    value.ifPresent(found -> text.append('\'').append(shortened(found)).append("' "));
    return text.append(what).append("\n  ").append(advice).toString();
  }

  private static String shortened(String value) {
    return value.length() <= 60 ? value : value.substring(0, 57) + "...";
  }
}
