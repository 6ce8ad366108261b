package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and as whom to connect. Its text form leaves the password out.
 *
 * @param jdbcUrl begins with {@code jdbc:postgresql:}, without user and password
 * @param user null leaves it to the driver: PGUSER, then the system's user name
 * @param password null leaves it to the driver: PGPASSWORD, then the .pgpass file
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
  private static final int ANSWER_SECONDS = 10;

  private static final String JDBC = "jdbc:postgresql:";

  /**
   * Reads {@code jdbc:postgresql://HOST:PORT/DATABASE?user=U&password=P} or {@code
   * postgresql://U:P@HOST:PORT/DATABASE}; {@code postgres://} is the same.
   *
   * @throws SetupException when it is neither; the message does not repeat a password
   */
  public static DatabaseAddress parse(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith(JDBC)) {
      return withoutSecrets(url, null, null);
    }
    if (lower.startsWith("postgresql://") || lower.startsWith("postgres://")) {
      return fromUri(url);
    }
    throw malformed(url);
  }

  /** The same place with this user and password where the URL named none. */
  public DatabaseAddress withDefaults(@Nullable String otherUser, @Nullable String otherPassword) {
    return new DatabaseAddress(
        jdbcUrl, user == null ? otherUser : user, password == null ? otherPassword : password);
  }

  /** Whether a server lets this user in right now. */
  public boolean answers() {
    try (Connection connection = connect(Map.of("connectTimeout", "10"))) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A connection of its own, outside any pool. */
  Connection connect() throws SQLException {
    return connect(Map.of());
  }

  Connection connect(Map<String, String> driverProperties) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(driverProperties);
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return user == null ? jdbcUrl : jdbcUrl + " as " + user;
  }

  private static DatabaseAddress fromUri(String url) {
    // java.net.URI knows no host lists, so the authority is taken apart by hand.
    String rest = url.substring(url.indexOf("://") + 3);
    int end = indexOfAny(rest, "/?");
    String authority = rest.substring(0, end);
    String tail = rest.substring(end);
    int at = authority.lastIndexOf('@');
    String hosts = authority.substring(at + 1);
    String user = null;
    String password = null;
    if (at >= 0) {
      String login = authority.substring(0, at);
      int colon = login.indexOf(':');
      user = decode(url, colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? null : decode(url, login.substring(colon + 1));
    }
    if (tail.isEmpty() || tail.startsWith("?")) {
      tail = "/" + tail;
    }
    return withoutSecrets(
        JDBC + "//" + (hosts.isEmpty() ? "localhost" : hosts) + tail, user, password);
  }

  private static DatabaseAddress withoutSecrets(
      String jdbcUrl, @Nullable String user, @Nullable String password) {
    int question = jdbcUrl.indexOf('?');
    String place = question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      for (String parameter : jdbcUrl.substring(question + 1).split("&", -1)) {
        if (!parameter.isEmpty()) {
          int equals = parameter.indexOf('=');
          String name = equals < 0 ? parameter : parameter.substring(0, equals);
          parameters.put(driverName(name), equals < 0 ? "" : parameter.substring(equals + 1));
        }
      }
    }
    String urlUser = parameters.remove("user");
    String urlPassword = parameters.remove("password");
    requireWellFormed(place);
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    return new DatabaseAddress(
        query.isEmpty() ? place : place + "?" + query,
        urlUser == null ? user : decode(place, urlUser),
        urlPassword == null ? password : decode(place, urlPassword));
  }

  /** What libpq's URLs name differently from the driver. */
  private static String driverName(String name) {
    return switch (name) {
      case "application_name" -> "ApplicationName";
      case "connect_timeout" -> "connectTimeout";
      default -> name;
    };
  }

  private static void requireWellFormed(String place) {
    String rest = place.substring(JDBC.length());
    boolean hasDatabase =
        rest.startsWith("//")
            ? rest.indexOf('/', 2) >= 0 && rest.indexOf('/', 2) < rest.length() - 1
            : !rest.isEmpty() && !rest.startsWith("/");
    if (!hasDatabase || rest.contains("@")) {
      throw malformed(place);
    }
    try {
      new URI("postgresql:" + rest.replace(',', '.'));
    } catch (URISyntaxException e) {
      throw malformed(place);
    }
  }

  private static String decode(String url, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed(url);
    }
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static SetupException malformed(String url) {
    int at = url.lastIndexOf('@');
    int scheme = url.indexOf("//");
    String shown =
        at >= 0 && scheme >= 0 ? url.substring(0, scheme + 2) + "..." + url.substring(at) : url;
    int question = shown.indexOf('?');
    return new SetupException(
        "Database URL is not understood: " + (question < 0 ? shown : shown.substring(0, question)),
        "you meant postgresql://USER:PASSWORD@HOST:5432/DATABASE, with special characters in the"
            + " password written as %40 and the like.");
  }
}
