package dev.sluice.server.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts or updates many rows of one table in few statements, a column an array. Lists inside a
 * row travel as text, since PostgreSQL cannot unnest arrays of arrays.
 */
final class BulkUpsert<T> {
  private static final int ROWS_PER_STATEMENT = 20_000;
  private static final String SEPARATOR = "\u001f";

  private final String table;
  private final List<String> key;
  private final List<Column<T>> columns = new ArrayList<>();

  BulkUpsert(String table, String... key) {
    this.table = table;
    this.key = List.of(key);
  }

  BulkUpsert<T> text(String name, Function<T, String> value) {
    return column(name, "text", name, value);
  }

  BulkUpsert<T> number(String name, Function<T, @Nullable Long> value) {
    return column(name, "bigint", name, value);
  }

  BulkUpsert<T> real(String name, Function<T, @Nullable Double> value) {
    return column(name, "float8", name, value);
  }

  BulkUpsert<T> flag(String name, Function<T, Boolean> value) {
    return column(name, "boolean", name, value);
  }

  /**
   * A list of another type than text.
   *
   * @param elementType of the table's column; an empty element becomes null
   */
  BulkUpsert<T> list(String name, String elementType, Function<T, ? extends Collection<?>> value) {
    String expression = "string_to_array(" + name + ", E'\\x1f', '')::" + elementType + "[]";
    return column(name, "text", expression, row -> joined(value.apply(row)));
  }

  private BulkUpsert<T> column(String name, String type, String expression, Function<T, ?> value) {
    columns.add(new Column<>(name, type, expression, value));
    return this;
  }

  /** Writes the rows, no two of which may have the same key. */
  void write(Connection connection, List<? extends T> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      for (int start = 0; start < rows.size(); start += ROWS_PER_STATEMENT) {
        int end = Math.min(rows.size(), start + ROWS_PER_STATEMENT);
        write(connection, statement, rows.subList(start, end));
      }
    }
  }

  private void write(Connection connection, PreparedStatement statement, List<? extends T> rows)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Column<T> column = columns.get(i);
      Object[] values = rows.stream().map(column.value()).toArray();
      Array array = connection.createArrayOf(column.type(), values);
      statement.setArray(i + 1, array);
    }
    statement.executeUpdate();
  }

  private String sql() {
    String names = joined(Column::name, ", ");
    String expressions = joined(Column::expression, ", ");
    String arrays = joined(column -> "?::" + column.type() + "[]", ", ");
    String updates =
        columns.stream()
            .map(Column::name)
            .filter(name -> !key.contains(name))
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) select %s from unnest(%s) as given (%s) on conflict (%s) do update set %s"
        .formatted(table, names, expressions, arrays, names, String.join(", ", key), updates);
  }

  private String joined(Function<Column<T>, String> part, String separator) {
    return columns.stream().map(part).collect(Collectors.joining(separator));
  }

  private static String joined(Collection<?> elements) {
    return elements.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
  }

  private record Column<T>(String name, String type, String expression, Function<T, ?> value) {}
}
