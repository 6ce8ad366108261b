package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Checks the ledger's invariants by SQL alone, all on one snapshot. Changes nothing. */
public final class Audit {

  private static final int MAX_EXAMPLES = 3;

  private final Connection connection;

  /**
   * Runs nothing yet.
   *
   * @param connection without time limits; used by nobody else meanwhile
   */
  public Audit(Connection connection) {
    this.connection = connection;
  }

  /**
   * What became of one invariant.
   *
   * @param id such as {@code I2}
   * @param sentence what holds when there are no violations
   * @param examples the first few, readable
   */
  public record Finding(String id, String sentence, long violations, List<String> examples) {

    public boolean holds() {
      return violations == 0;
    }
  }

  /** One finding an invariant, in their order. */
  public List<Finding> run() throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (Statement begin = connection.createStatement()) {
      begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      return checkAll(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  /** The same within the caller's transaction. */
  static List<Finding> checkAll(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (Invariant invariant : Invariant.values()) {
      findings.add(check(connection, invariant));
    }
    return findings;
  }

  private static Finding check(Connection connection, Invariant invariant) throws SQLException {
    String sql =
        "SELECT violation, count(*) OVER () AS violations FROM ("
            + invariant.violations()
            + ") AS found (violation) ORDER BY violation LIMIT "
            + MAX_EXAMPLES;
    long violations = 0;
    List<String> examples = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        violations = rows.getLong("violations");
        examples.add(rows.getString("violation"));
      }
    }
    return new Finding(invariant.name(), invariant.sentence(), violations, List.copyOf(examples));
  }
}
