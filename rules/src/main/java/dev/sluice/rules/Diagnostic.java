package dev.sluice.rules;

/**
 * One thing that is wrong in a catalog.
 *
 * @param file path within the catalog, with `/`; empty when it concerns the whole catalog
 * @param line from 1; 0 when it concerns the whole file
 * @param column from 1; 0 when it concerns the whole line
 * @param code stable, for programs, for example `structure-import`
 * @param found the offending text; empty when there is no single one
 * @param message what was found, what is allowed there, and advice that begins with "Maybe"
 * @param messageZh the same in Chinese; the English one where there is none
 */
public record Diagnostic(
    String file,
    int line,
    int column,
    String code,
    String found,
    String message,
    String messageZh) {

  /** Something of which only English is spoken. */
  public Diagnostic(String file, int line, int column, String code, String found, String message) {
    this(file, line, column, code, found, message, message);
  }

  @Override
  public String toString() {
    return shown("catalog", message);
  }

  /** The line for people who read Chinese. */
  public String inChinese() {
    return shown("规则目录", messageZh);
  }

  private String shown(String catalog, String said) {
    var where = new StringBuilder(file.isEmpty() ? catalog : file);
    if (line > 0) {
      where.append(':').append(line);
      if (column > 0) {
        where.append(':').append(column);
      }
    }
    return where + ": " + said + " [" + code + "]";
  }
}
