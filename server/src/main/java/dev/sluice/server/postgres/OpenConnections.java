package dev.sluice.server.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections and remembers which are open, so that all of them can be cut at once. */
final class OpenConnections implements DataSource {

  private final DatabaseAddress address;
  private final Map<String, String> driverProperties;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile int loginTimeoutSeconds;

  /**
   * @param driverProperties of the connections of {@link #getConnection()}
   */
  OpenConnections(DatabaseAddress address, Map<String, String> driverProperties) {
    this.address = address;
    this.driverProperties = Map.copyOf(driverProperties);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Map<String, String> properties = new HashMap<>(driverProperties);
    properties.put("loginTimeout", Integer.toString(loginTimeoutSeconds));
    return connect(properties);
  }

  /** Opens one with other properties, which is cut with the others. */
  Connection connect(Map<String, String> properties) throws SQLException {
    Connection connection = address.connect(properties);
    open.removeIf(OpenConnections::isClosed);
    open.add(connection);
    return connection;
  }

  /** Closes every connection but {@code spared}, also under who waits on it; answers how many. */
  @SuppressWarnings("ReferenceEquality") // connections are nothing but themselves
  int cutAllBut(Connection spared) throws SQLException {
    int cut = 0;
    for (Connection connection : open) {
      if (connection != spared && !isClosed(connection)) {
        connection.abort(Runnable::run);
        cut++;
      }
    }
    return cut;
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      throw new IllegalStateException("The driver does not know whether a connection is open", e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The address says who connects");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("Nothing is written");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeoutSeconds = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeoutSeconds;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("The driver has its own");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Nothing is wrapped, so there is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
