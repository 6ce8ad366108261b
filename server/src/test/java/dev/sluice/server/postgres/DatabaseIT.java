package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.config.SetupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class DatabaseIT {
  private final DatabaseAddress good = TestDatabase.createAddress();

  @Test
  void aWrongPasswordIsSaidAndNotRepeated() {
    assertFailure(new DatabaseAddress(good.jdbcUrl(), good.user(), "geheim"))
        .hasMessageContaining("refuses the password")
        .hasMessageContaining("\nMaybe the password")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void anUnknownUserIsSaid() {
    assertFailure(new DatabaseAddress(good.jdbcUrl(), "nobody", "x"))
        .hasMessageContaining("nobody");
  }

  @Test
  void aMissingDatabaseIsSaid() {
    String url = good.jdbcUrl().replaceAll("/test_\\d+$", "/nowhere");
    assertFailure(new DatabaseAddress(url, good.user(), good.password()))
        .hasMessageContaining("/nowhere as sluice does not exist")
        .hasMessageContaining("\nMaybe create it first");
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFailure(new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/x", "u", "p"))
        .hasMessageContaining("127.0.0.1:" + port + "/x as u cannot be reached")
        .hasMessageContaining("\nMaybe it is not running");
    assertFailure(new DatabaseAddress("jdbc:postgresql://no-such-host.invalid/x", "u", "p"))
        .hasMessageContaining("unknown host no-such-host.invalid");
  }

  @Test
  void aDatabaseOfAnotherProgramIsLeftAlone() throws Exception {
    try (Connection connection = good.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE flyway_schema_history");
      statement.execute("CREATE TABLE somebody_elses (id int)");
    }
    assertFailure(good)
        .hasMessageContaining("cannot be brought up to date")
        .hasMessageContaining("\nMaybe the database belongs to another program");
  }

  @Test
  void aSchemaOfANewerSluiceIsRefused() throws Exception {
    try (Connection connection = good.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO flyway_schema_history
          SELECT installed_rank + 1000, '9999', 'from the future', type, script, checksum,
                 installed_by, installed_on, execution_time, success
          FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
          """);
    }
    assertFailure(good).hasMessageContaining("newer Sluice");
  }

  @Test
  void openingTwiceIsFine() {
    Database.open(good, TestDatabase.config()).close();
    try (Database database = Database.open(good, TestDatabase.config())) {
      assertThat(database.dataSource()).isNotNull();
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(
      DatabaseAddress address) {
    return assertThatThrownBy(() -> Database.open(address, TestDatabase.config()).close())
        .isInstanceOf(SetupException.class);
  }
}
