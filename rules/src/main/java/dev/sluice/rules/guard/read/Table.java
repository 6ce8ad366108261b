package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of comma-separated values: a header and rows, each cell with its place. */
final class Table {
  private static final int LETTERS = 26;

  private final List<List<Cell>> rows;

  /**
   * One cell.
   *
   * @param place with its address, for example `C4`
   * @param text without quotes and surrounding spaces
   */
  record Cell(Place place, String text) {}

  private Table(List<List<Cell>> rows) {
    this.rows = rows;
  }

  /** The table in a file; empty lines and those that start with `#` fall away. */
  static Optional<Table> read(String path, String text, Findings findings) {
    List<List<Cell>> rows = new ArrayList<>();
    int line = 0;
    for (var content : text.lines().toList()) {
      line++;
      if (content.isBlank() || content.startsWith("#")) {
        continue;
      }
      List<Cell> row = row(path, line, content);
      if (row.isEmpty()) {
        findings.refuse(
            Refusal.STRUCTURE_TABLE,
            Place.of(path, line, 0),
            content,
            "A quote of this row is not closed. Maybe write it twice, or leave it out?");
        return Optional.empty();
      }
      rows.add(row);
    }
    if (rows.size() < 2) {
      findings.refuse(
          Refusal.STRUCTURE_EMPTY_FILE,
          Place.of(path),
          "",
          "The table holds no row below its header. Maybe it was saved too early?");
      return Optional.empty();
    }
    return Optional.of(new Table(rows));
  }

  List<Cell> header() {
    return rows.get(0);
  }

  List<List<Cell>> rows() {
    return rows.subList(1, rows.size());
  }

  /** The cells of a line; none when a quote is not closed. */
  private static List<Cell> row(String path, int line, String content) {
    List<Cell> cells = new ArrayList<>();
    var cell = new StringBuilder();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= content.length(); i++) {
      char c = i < content.length() ? content.charAt(i) : ',';
      if (c == '"' && quoted && i + 1 < content.length() && content.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && (!quoted || i == content.length())) {
        var address = address(cells.size()) + line;
        cells.add(new Cell(new Place(path, line, start + 1, address), cell.toString().strip()));
        cell.setLength(0);
        start = i + 1;
      } else {
        cell.append(c);
      }
    }
    return quoted ? List.of() : cells;
  }

  /** `A` to `Z`, then `AA` and so on, as spreadsheets count. */
  private static String address(int column) {
    var letter = String.valueOf((char) ('A' + column % LETTERS));
    return column < LETTERS ? letter : address(column / LETTERS - 1) + letter;
  }
}
