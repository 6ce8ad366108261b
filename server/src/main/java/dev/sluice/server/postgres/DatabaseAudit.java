package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import dev.sluice.server.ledger.Acknowledgement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Audits the database of a service that may be running, with what its clients were told. */
public final class DatabaseAudit implements AutoCloseable {

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_COLUMN = "42703";
  private static final Map<String, String> CONNECTION =
      Map.of("ApplicationName", "sluice-audit", "connectTimeout", "10");

  private final DatabaseAddress address;
  private final Connection connection;
  private @Nullable AcknowledgedPlans acknowledged;

  private DatabaseAudit(DatabaseAddress address, Connection connection) {
    this.address = address;
    this.connection = connection;
  }

  /**
   * Connects; nothing is checked yet.
   *
   * @throws SetupException when the database cannot be reached
   */
  public static DatabaseAudit open(DatabaseAddress address) {
    try {
      return new DatabaseAudit(address, address.connect(CONNECTION));
    } catch (SQLException e) {
      throw ConnectionFailure.explain(address, e);
    }
  }

  /** Something a client was told, to be checked too. */
  public void add(Acknowledgement acknowledgement) {
    try {
      if (acknowledged == null) {
        acknowledged = AcknowledgedPlans.collect(connection);
      }
      acknowledged.add(acknowledgement);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /**
   * Checks everything on one snapshot.
   *
   * @return one finding an invariant, in their order
   * @throws SetupException when the database went away or holds no ledger
   */
  public List<Audit.Finding> run() {
    try {
      Audit audit = new Audit(connection);
      if (acknowledged == null) {
        return audit.run();
      }
      acknowledged.finish();
      return audit.run(acknowledged);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  private SetupException explain(SQLException e) {
    if (UNDEFINED_TABLE.equals(e.getSQLState()) || UNDEFINED_COLUMN.equals(e.getSQLState())) {
      return new SetupException(
          "Database %s holds no ledger of this version: %s".formatted(address, e.getMessage()),
          "it is another database, or `sluice serve` has not run on it yet.",
          e);
    }
    return ConnectionFailure.explain(address, e);
  }
}
