package dev.sluice.server.cli.files;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds values that name something no other file of the folder has. */
final class ReferenceCheck {
  private final Map<String, Set<String>> knownByFile;

  private ReferenceCheck(Map<String, Set<String>> knownByFile) {
    this.knownByFile = knownByFile;
  }

  /** Every reference is checked against the first column of the file it names. */
  static ReferenceCheck of(Map<FileFormat, List<CsvRow>> rows) {
    return new ReferenceCheck(
        rows.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().fileName(),
                    entry -> firstColumn(entry.getKey(), entry.getValue()))));
  }

  void check(FileFormat format, List<CsvRow> rows) {
    for (Column column : format.columns()) {
      if (column.references().isPresent()) {
        rows.forEach(row -> checkColumn(row, column, column.references().get()));
      }
    }
    if (format.equals(NetworkFileFormats.COVERAGE)) {
      rows.forEach(this::checkCoverageSubject);
    }
  }

  private void checkColumn(CsvRow row, Column column, String file) {
    boolean isList = column.type() == ColumnType.LIST;
    for (String value : isList ? row.list(column.name()) : List.of(row.text(column.name()))) {
      checkValue(row, column.name(), value, file);
    }
  }

  private void checkCoverageSubject(CsvRow row) {
    String file =
        row.text("subject").equalsIgnoreCase("WAREHOUSE")
            ? NetworkFileFormats.WAREHOUSES.fileName()
            : NetworkFileFormats.CARRIER_SERVICES.fileName();
    checkValue(row, "subject_id", row.text("subject_id"), file);
  }

  private void checkValue(CsvRow row, String column, String value, String file) {
    Set<String> known = knownByFile.getOrDefault(file, Set.of());
    boolean everywhere =
        value.equals(RowMapper.EVERYWHERE)
            && column.equals("region_code")
            && !row.fileName().equals(NetworkFileFormats.WAREHOUSES.fileName());
    if (value.isEmpty() || everywhere || known.contains(value)) {
      return;
    }
    String advice =
        NearestName.find(value, known)
            .map(near -> "Maybe " + near + ".")
            .orElse("Maybe add it to " + file + " first.");
    row.reportPart(column, value, "is not in " + file, advice);
  }

  private static Set<String> firstColumn(FileFormat format, List<CsvRow> rows) {
    String name = format.columnNames().get(0);
    return rows.stream().map(row -> row.text(name)).collect(Collectors.toCollection(HashSet::new));
  }
}
