package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections whose packets are dropped without a word, as by a firewall that forgot them. */
class SilentConnectionIT {

  /** Far below the driver's time limit, 65 s with the limits of tests. */
  @Test
  @Timeout(value = 40, unit = TimeUnit.SECONDS)
  void who_waits_on_a_silent_connection_hears_of_it_as_soon_as_new_ones_are_answered()
      throws IOException, SQLException {
    DatabaseAddress direct = TestDatabase.createAddress();
    try (Forwarder forwarder = Forwarder.to(port(direct));
        Database database =
            Database.openMigrated(through(forwarder, direct), TestDatabase.config());
        Connection connection = database.dataSource().getConnection();
        Connection listening = database.connectDedicated("test")) {
      awaitWatch(direct);
      forwarder.fallSilent();

      assertLost(connection);
      assertLost(listening);
      try (Connection another = database.dataSource().getConnection()) {
        assertThat(ask(another)).isOne();
      }
    }
  }

  private static void assertLost(Connection connection) {
    assertThatThrownBy(() -> ask(connection))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(PassingTrouble.isConnectionLost(e)).isTrue());
  }

  private static int ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void awaitWatch(DatabaseAddress address) throws SQLException {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement()) {
      int watches = 0;
      while (watches == 0) {
        try (ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'sluice-watch'
                  AND state = 'idle'
                """)) {
          row.next();
          watches = row.getInt(1);
        }
      }
    }
  }

  private static int port(DatabaseAddress address) {
    return URI.create(address.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  private static DatabaseAddress through(Forwarder forwarder, DatabaseAddress direct) {
    return new DatabaseAddress(
        direct.jdbcUrl().replace(":" + port(direct) + "/", ":" + forwarder.port() + "/"),
        direct.user(),
        direct.password());
  }
}
