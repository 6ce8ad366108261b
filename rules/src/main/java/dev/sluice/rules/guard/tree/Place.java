package dev.sluice.rules.guard.tree;

/**
 * Where something stands.
 *
 * @param file path within the catalog
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line
 * @param cell of a table, for example `C4`; empty outside tables
 */
public record Place(String file, int line, int column, String cell) {

  /** A place outside tables. */
  public static Place of(String file, int line, int column) {
    return new Place(file, line, column, "");
  }

  /** A whole file. */
  public static Place of(String file) {
    return new Place(file, 0, 0, "");
  }
}
