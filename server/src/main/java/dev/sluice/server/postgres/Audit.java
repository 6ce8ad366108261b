package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the ledger's invariants by SQL alone, all on one snapshot. Changes nothing. */
public final class Audit {

  private static final int MAX_EXAMPLES = 3;

  /** Beside the orders one core must do; each of more takes its own 100 MB for a million plans. */
  private static final int MAX_HELPING_CORES = 3;

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

  /**
   * Checks the database of a service that may be running.
   *
   * @return one finding an invariant, in their order
   * @throws dev.sluice.server.config.SetupException when it cannot be reached or holds no ledger
   */
  public static List<Finding> of(DatabaseAddress address) {
    try (DatabaseAudit audit = DatabaseAudit.open(address)) {
      return audit.run();
    }
  }

  /** One finding an invariant, in their order, over all plans. */
  public List<Finding> run() throws SQLException {
    return run(AuditScope.everything(), Optional.empty());
  }

  /** The same with what clients were told. */
  List<Finding> run(AcknowledgedPlans acknowledged) throws SQLException {
    return run(AuditScope.everything(), Optional.of(acknowledged));
  }

  /** The same over what was stored since yesterday began, which a running service can afford. */
  public List<Finding> runOverOpenWindow() throws SQLException {
    return run(AuditScope.openWindow(connection), Optional.empty());
  }

  private List<Finding> run(AuditScope scope, Optional<AcknowledgedPlans> acknowledged)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    scope.enter(connection);
    connection.setAutoCommit(false);
    try (Statement begin = connection.createStatement()) {
      begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      begin.execute(querySettings(scope.isEverything() ? MAX_HELPING_CORES : 0));
      List<Finding> findings = new ArrayList<>(checkAll(connection, scope));
      if (acknowledged.isPresent()) {
        findings.add(acknowledged.get().check());
        findings.sort(Comparator.comparing(Finding::id));
      }
      return findings;
    } finally {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  /** The same within the caller's transaction. */
  static List<Finding> checkAll(Connection connection, AuditScope scope) throws SQLException {
    Set<Invariant> doubtful = AuditSurvey.findDoubtful(connection);
    List<Finding> findings = new ArrayList<>();
    for (Invariant invariant : Invariant.values()) {
      boolean cleared =
          AuditSurvey.covered().contains(invariant)
              && !doubtful.contains(invariant)
              && (scope.isEverything() || !invariant.isWeakerInWindow());
      findings.add(
          cleared
              ? new Finding(invariant.name(), invariant.sentence(), 0, List.of())
              : check(connection, invariant, scope));
    }
    return findings;
  }

  private static Finding check(Connection connection, Invariant invariant, AuditScope scope)
      throws SQLException {
    return check(connection, invariant.name(), invariant.sentence(), invariant.violations(scope));
  }

  /** Runs a query that selects one readable text a violation. */
  static Finding check(Connection connection, String id, String sentence, String query)
      throws SQLException {
    String sql =
        "SELECT violation, count(*) OVER () AS violations FROM ("
            + query
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
    return new Finding(id, sentence, violations, List.copyOf(examples));
  }

  /** Sums and joins of a million plans stay in memory. */
  private static String querySettings(int helpingCores) {
    return """
    SET LOCAL work_mem = '64MB';
    SET LOCAL hash_mem_multiplier = 4;
    SET LOCAL max_parallel_workers_per_gather = %d;
    SET LOCAL parallel_setup_cost = 0;
    SET LOCAL parallel_tuple_cost = 0.2;
    SET LOCAL jit = off
    """
        .formatted(helpingCores);
  }
}
