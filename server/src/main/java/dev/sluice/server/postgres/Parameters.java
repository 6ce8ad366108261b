package dev.sluice.server.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets a statement's parameters one after the other. */
final class Parameters {

  private final PreparedStatement statement;
  private int next = 1;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters add(String value) throws SQLException {
    statement.setString(next++, value);
    return this;
  }

  /** Empty is NULL. */
  Parameters addText(Optional<String> value) throws SQLException {
    statement.setString(next++, value.orElse(null));
    return this;
  }

  Parameters add(long value) throws SQLException {
    statement.setLong(next++, value);
    return this;
  }

  Parameters add(int value) throws SQLException {
    statement.setInt(next++, value);
    return this;
  }

  Parameters add(short value) throws SQLException {
    statement.setShort(next++, value);
    return this;
  }

  Parameters add(boolean value) throws SQLException {
    statement.setBoolean(next++, value);
    return this;
  }

  Parameters add(byte[] value) throws SQLException {
    statement.setBytes(next++, value);
    return this;
  }

  Parameters add(LocalDate value) throws SQLException {
    statement.setObject(next++, value);
    return this;
  }

  Parameters add(Instant value) throws SQLException {
    statement.setObject(next++, SqlArrays.toSql(value));
    return this;
  }

  /** Empty is NULL. */
  Parameters add(Optional<Instant> value) throws SQLException {
    if (value.isPresent()) {
      return add(value.get());
    }
    statement.setNull(next++, Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  Parameters addTexts(Collection<String> values) throws SQLException {
    statement.setArray(next++, SqlArrays.texts(statement.getConnection(), values));
    return this;
  }

  Parameters addLongs(Collection<? extends @Nullable Long> values) throws SQLException {
    statement.setArray(next++, SqlArrays.longs(statement.getConnection(), values));
    return this;
  }

  Parameters addIntegers(Collection<Integer> values) throws SQLException {
    statement.setArray(next++, SqlArrays.integers(statement.getConnection(), values));
    return this;
  }

  Parameters addShorts(Collection<Short> values) throws SQLException {
    statement.setArray(next++, SqlArrays.shorts(statement.getConnection(), values));
    return this;
  }

  Parameters addDays(Collection<LocalDate> values) throws SQLException {
    statement.setArray(next++, SqlArrays.days(statement.getConnection(), values));
    return this;
  }

  Parameters addBytes(Collection<byte[]> values) throws SQLException {
    statement.setArray(
        next++, statement.getConnection().createArrayOf("bytea", values.toArray(byte[][]::new)));
    return this;
  }

  Parameters addTimes(Collection<Instant> values) throws SQLException {
    statement.setArray(next++, SqlArrays.times(statement.getConnection(), values));
    return this;
  }
}
