package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
  @Test
  void everyCallGivesADatabaseOfItsOwn() throws SQLException {
    try (Database first = TestDatabase.create();
        Database second = TestDatabase.create()) {
      execute(first, "CREATE TABLE mark (id int)");
      execute(second, "CREATE TABLE mark (id int)");
      assertThat(first.address()).isNotEqualTo(second.address());
    }
  }

  @Test
  void sessionsCarryTheirLimits() throws SQLException {
    try (Database database = TestDatabase.create()) {
      assertThat(show(database, "statement_timeout")).isEqualTo("30s");
      assertThat(show(database, "lock_timeout")).isEqualTo("10s");
      assertThat(show(database, "idle_in_transaction_session_timeout")).isEqualTo("30s");
      assertThat(show(database, "tcp_user_timeout")).isEqualTo("30000");
      assertThat(show(database, "client_connection_check_interval")).isEqualTo("1s");
      assertThat(show(database, "application_name")).isEqualTo("sluice");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String show(Database database, String setting) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
