package dev.sluice.server.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays and times between Java and PostgreSQL. */
final class SqlArrays {

  private SqlArrays() {}

  static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  /** An element may be null. */
  static Array longs(Connection connection, Collection<? extends @Nullable Long> values)
      throws SQLException {
    return connection.createArrayOf("bigint", values.toArray(Long[]::new));
  }

  static Array integers(Connection connection, Collection<Integer> values) throws SQLException {
    return connection.createArrayOf("integer", values.toArray());
  }

  static Array shorts(Connection connection, Collection<Short> values) throws SQLException {
    return connection.createArrayOf("smallint", values.toArray());
  }

  static Array days(Connection connection, Collection<LocalDate> values) throws SQLException {
    return connection.createArrayOf("date", values.stream().map(LocalDate::toString).toArray());
  }

  static Array times(Connection connection, Collection<Instant> values) throws SQLException {
    return connection.createArrayOf(
        "timestamptz", values.stream().map(Instant::toString).toArray());
  }

  static List<String> readTexts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** An element is null where the column's is. */
  static @Nullable Long[] readLongs(ResultSet row, String column) throws SQLException {
    return (@Nullable Long[]) row.getArray(column).getArray();
  }

  static Integer[] readIntegers(ResultSet row, String column) throws SQLException {
    return (Integer[]) row.getArray(column).getArray();
  }

  static Short[] readShorts(ResultSet row, String column) throws SQLException {
    return (Short[]) row.getArray(column).getArray();
  }

  static Boolean[] readBooleans(ResultSet row, String column) throws SQLException {
    return (Boolean[]) row.getArray(column).getArray();
  }

  static OffsetDateTime toSql(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Instant readTime(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
