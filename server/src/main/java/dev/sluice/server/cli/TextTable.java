package dev.sluice.server.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligns columns by what they take on screen, so that Chinese and English rows line up; the last
 * column wraps to the width that is left.
 */
public final class TextTable {

  private static final String GAP = "  ";
  private static final int MIN_LAST_COLUMN = 20;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<Column> columns) {
    this.columns = columns;
  }

  /** A table with these columns. */
  public static TextTable of(Column... columns) {
    return new TextTable(List.of(columns));
  }

  /** A column of words. */
  public static Column left(String title) {
    return new Column(title, false);
  }

  /** A column of numbers. */
  public static Column right(String title) {
    return new Column(title, true);
  }

  /** Adds a row of as many cells as there are columns. */
  public TextTable row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row of %d cells in a table of %d columns".formatted(cells.length, columns.size()));
    }
    rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    return this;
  }

  /** Whether no row was added. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The lines of the table, header first.
   *
   * @param indent put before every line
   * @param width columns to fit into; cells of all but the last column are never cut
   */
  public List<String> lines(String indent, int width) {
    int[] widths = new int[columns.size()];
    int used = DisplayWidth.of(indent);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = widthOf(i);
      used += i < widths.length - 1 ? widths[i] + GAP.length() : 0;
    }
    int last = widths.length - 1;
    widths[last] = Math.min(widths[last], Math.max(MIN_LAST_COLUMN, width - used));
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
      appendRow(lines, indent, columns.stream().map(Column::title).toList(), widths);
      appendRow(lines, indent, Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths);
    }
    rows.forEach(row -> appendRow(lines, indent, row, widths));
    return lines;
  }

  private int widthOf(int column) {
    int width = DisplayWidth.of(columns.get(column).title());
    for (List<String> row : rows) {
      width = Math.max(width, DisplayWidth.of(row.get(column)));
    }
    return width;
  }

  private void appendRow(List<String> lines, String indent, List<String> cells, int[] widths) {
    int last = widths.length - 1;
    List<String> lastCell = wrap(cells.get(last), widths[last]);
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < last; i++) {
      line.append(pad(cells.get(i), widths[i], columns.get(i).right())).append(GAP);
    }
    int start = DisplayWidth.of(line.toString());
    line.append(pad(lastCell.get(0), widths[last], columns.get(last).right()));
    lines.add(line.toString().stripTrailing());
    lastCell.stream().skip(1).forEach(more -> lines.add(" ".repeat(start) + more));
  }

  private static String pad(String cell, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - DisplayWidth.of(cell)));
    return right ? blanks + cell : cell + blanks;
  }

  /** Breaks at the last blank that fits, or anywhere in a text without blanks, as Chinese is. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (DisplayWidth.of(rest) > width) {
      int end = fitting(rest, width);
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > end / 2 ? blank : end;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static int fitting(String text, int width) {
    int taken = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      taken += DisplayWidth.of(codePoint);
      if (taken > width && end > 0) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  /**
   * One column.
   *
   * @param title empty in every column: the table has no header
   * @param right aligned right, as numbers are
   */
  public record Column(String title, boolean right) {}
}
