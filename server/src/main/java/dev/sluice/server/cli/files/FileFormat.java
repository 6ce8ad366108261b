package dev.sluice.server.cli.files;

import java.util.List;
import java.util.Optional;

/**
 * One file of a network folder.
 *
 * @param whenMissing what a folder without the file means; empty: the file is required
 * @param keyColumns how many of the first columns make a row unique
 */
record FileFormat(
    String fileName,
    String meaning,
    String meaningZh,
    Optional<String> whenMissing,
    int keyColumns,
    List<Column> columns) {

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(fileName + " has no column " + column);
  }
}
