package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.config.SetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/sluice, jdbc:postgresql://db:5432/sluice, , ",
    "jdbc:postgresql://db/sluice?user=u&password=p%40w, jdbc:postgresql://db/sluice, u, p@w",
    "jdbc:postgresql://a:1;b:2/s?user=u&ssl=true, jdbc:postgresql://a:1;b:2/s?ssl=true, u, ",
    "jdbc:postgresql:sluice, jdbc:postgresql:sluice, , ",
    "postgresql://u:p@db:6000/sluice, jdbc:postgresql://db:6000/sluice, u, p",
    "postgres://u@db/sluice, jdbc:postgresql://db/sluice, u, ",
    "postgres://u%40x:p%2Fw+1@db/sluice, jdbc:postgresql://db/sluice, u@x, p/w+1",
    "postgresql:///sluice, jdbc:postgresql://localhost/sluice, , ",
    "postgresql://u:p@[::1]:5432/s, jdbc:postgresql://[::1]:5432/s, u, p",
    "postgresql://db/s?sslmode=require&application_name=x&password=p,"
        + " jdbc:postgresql://db/s?sslmode=require&ApplicationName=x, , p",
  })
  void readsBothForms(String url, String jdbcUrl, String user, String password) {
    DatabaseAddress address = DatabaseAddress.parse(url.replace(';', ','));

    assertThat(address).isEqualTo(new DatabaseAddress(jdbcUrl.replace(';', ','), user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:geheim@db/sluice",
        "db:5432/sluice?password=geheim",
        "postgresql://u:geheim@db",
        "postgresql://u:ge%ZZheim@db/sluice",
        "jdbc:postgresql://u:geheim@db/sluice",
        "jdbc:postgresql://db/?password=geheim",
        "",
      })
  void refusesOtherFormsWithoutRepeatingThePassword(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("Database URL is not understood: ")
        .hasMessageContaining("\nMaybe you meant postgresql://USER:PASSWORD@HOST")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void itsTextFormHasNoPassword() {
    assertThat(DatabaseAddress.parse("postgresql://u:geheim@db/s"))
        .hasToString("jdbc:postgresql://db/s as u");
  }

  @Test
  void theUrlWinsOverOtherLogins() {
    assertThat(DatabaseAddress.parse("postgresql://u@db/s").withDefaults("other", "secret"))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/s", "u", "secret"));
  }
}
