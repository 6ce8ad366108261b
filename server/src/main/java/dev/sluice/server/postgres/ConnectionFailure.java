package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in the operator's words why a database refused us. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  static SetupException explain(DatabaseAddress address, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28P01" ->
          failure("refuses the password", "the password in the URL is mistyped.", address, e);
      case "08004" ->
          failure(
              "refuses the login",
              "the URL has no password: postgresql://USER:PASSWORD@HOST/DATABASE, or set"
                  + " PGPASSWORD.",
              address,
              e);
      case "28000" ->
          failure(
              "refuses the login",
              "the user does not exist, or pg_hba.conf does not let it in from here.",
              address,
              e);
      case "3D000" ->
          failure("does not exist", "create it first: CREATE DATABASE name;", address, e);
      case "42501" -> failure("forbids this user to look", "GRANT CONNECT is missing.", address, e);
      case "53300" ->
          failure("has no free connection", "its max_connections is too low for all.", address, e);
      case "57P03" -> failure("is starting up or stopping", "try again in a minute.", address, e);
      default -> unreachable(address, e);
    };
  }

  private static SetupException unreachable(DatabaseAddress address, SQLException e) {
    UnknownHostException unknownHost = findCause(e);
    if (unknownHost != null) {
      return failure(
          "is on an unknown host " + unknownHost.getMessage(),
          "the host in the URL is mistyped.",
          address,
          e);
    }
    return failure(
        "cannot be reached",
        "it is not running, the host or port in the URL is wrong, or a firewall is between.",
        address,
        e);
  }

  private static @Nullable UnknownHostException findCause(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException found) {
        return found;
      }
    }
    return null;
  }

  private static SetupException failure(
      String what, String advice, DatabaseAddress address, SQLException e) {
    return new SetupException(
        "Database %s %s: %s".formatted(address, what, e.getMessage()), advice, e);
  }
}
