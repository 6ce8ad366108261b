package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.PlanIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is older than it is kept, as {@link #run} is called again and again: whole days of
 * plans, events and decision records, then their order keys, counters of days long past, and ids of
 * stock requests. A plan of which something is still to ship is kept, however old it is.
 *
 * <p>Any replica does it; two never do it at once.
 */
public final class Retention {

  /** An order's placed time may lie a little ahead of the time its plan is stored. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** A counter's day may begin a little before the day its plans are stored on. */
  private static final int COUNTER_DAYS_KEPT_LONGER = 7;

  private static final int DAYS_A_RUN = 3;
  private static final int BATCH = 2_000;
  private static final int BATCHES_A_RUN = 1_000;

  /** Days with more open plans than this are kept whole: copying them would hold up the others. */
  private static final int MOST_OPEN = 20_000;

  private static final String ONE_AT_A_TIME =
      "SELECT pg_try_advisory_xact_lock(hashtext('ledger_retention'))";

  private static final String LONG_STATEMENTS = "SET LOCAL statement_timeout = '15min'";

  private static final String DAYS_TO_CLOSE =
      """
      SELECT DISTINCT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent IN ('plan'::regclass, 'outbox'::regclass)
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < ?
          AND to_date(right(c.relname, 8), 'YYYYMMDD') >= (SELECT kept_from FROM ledger_retention)
      ORDER BY day LIMIT ?
      """;

  /** Days that were closed but for plans that were open then. */
  private static final String RESTS =
      """
      SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'plan'::regclass
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < (SELECT kept_from FROM ledger_retention)
          AND to_regclass(gone_plans(to_date(right(c.relname, 8), 'YYYYMMDD'))) IS NULL
      ORDER BY day
      """;

  private static final String HAS_OPEN_PLANS =
      "SELECT EXISTS (SELECT FROM plan WHERE day = ? AND shipment_states && '{1,2}') AS open";

  private static final String CLOSE = "SELECT close_ledger_day(?, ?)";

  private static final String GONE_DAYS =
      """
      SELECT to_date(right(relname, 8), 'YYYYMMDD') AS day FROM pg_class
      WHERE relkind = 'r' AND relname LIKE 'plan\\_gone\\_%'
          AND relnamespace = current_schema()::regnamespace
      ORDER BY day
      """;

  /** Keys whose current plan is gone; $: the table that has it. */
  private static final String FORGET_KEYS =
      """
      WITH batch AS (
          SELECT plan_id, channel, order_id, shipment_states FROM $
          WHERE plan_id > ? ORDER BY plan_id LIMIT ?
      ), forgotten AS (
          DELETE FROM order_key k USING batch
          WHERE k.channel = batch.channel AND k.order_id = batch.order_id
              AND k.plan_id = batch.plan_id AND NOT batch.shipment_states && '{1,2}'
      )
      SELECT max(plan_id) AS last FROM batch
      """;

  private static final String FORGET_DECISION_INPUTS =
      "SELECT forget_decision_inputs(kept_from) FROM ledger_retention";

  /**
   * Those that no plan takes from any more; a later revision, which is kept as long again, may have
   * carried what an earlier one took.
   */
  private static final String FORGET_COUNTERS =
      """
      WITH old AS (
          SELECT counter_id FROM counter c, ledger_retention
          WHERE c.day > DATE '1970-01-01' AND c.day < kept_from - ?::integer
              AND c.counter_id NOT IN (
                  SELECT unnest(p.take_counters || p.share_carriers || p.share_alls) FROM plan p
                  WHERE p.day < (SELECT kept_from FROM ledger_retention))
          LIMIT ?
      ), balanced AS (
          DELETE FROM gone_take USING old WHERE gone_take.counter_id = old.counter_id
      )
      DELETE FROM counter USING old WHERE counter.counter_id = old.counter_id
      """;

  /** The same of goods that were expected long ago. */
  private static final String FORGET_INBOUND =
      """
      DELETE FROM counter WHERE counter_id IN (
          SELECT counter_id FROM counter c, ledger_retention
          WHERE c.kind = 8 AND split_part(c.scope, chr(9), 2)::date < kept_from - ?::integer
              AND c.used = 0 AND c.counter_id NOT IN (SELECT counter_id FROM inbound)
              AND c.counter_id NOT IN (
                  SELECT unnest(p.take_counters) FROM plan p
                  WHERE p.day < (SELECT kept_from FROM ledger_retention))
          LIMIT ?)
      """;

  private static final String FORGET_STOCK_REQUESTS =
      """
      DELETE FROM stock_request WHERE request_id IN (
          SELECT request_id FROM stock_request WHERE applied_time < ? LIMIT ?)
      """;

  private final DataSource dataSource;
  private final DatabaseClock clock;
  private final Duration kept;

  /**
   * @param kept how long orders are remembered
   */
  public Retention(DataSource dataSource, DatabaseClock clock, Duration kept) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Does a bounded part of what there is to do.
   *
   * @return the days that were closed
   */
  public List<LocalDate> run() throws SQLException {
    Instant oldest = clock.now().minus(kept).minus(MARGIN);
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return run(connection, oldest);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private List<LocalDate> run(Connection connection, Instant oldest) throws SQLException {
    List<LocalDate> closed = new ArrayList<>();
    int batchesLeft = forgetKeys(connection, BATCHES_A_RUN);
    LocalDate keptFrom = PlanIds.dayOf(oldest);
    for (LocalDate day : days(connection, DAYS_TO_CLOSE, keptFrom)) {
      if (close(connection, day)) {
        closed.add(day);
      }
    }
    for (LocalDate day : days(connection, RESTS)) {
      if (!hasOpenPlans(connection, day) && close(connection, day)) {
        closed.add(day);
      }
    }
    batchesLeft = forgetKeys(connection, batchesLeft);
    if (!closed.isEmpty()) {
      forgetDecisionInputs(connection);
      int daysCarried = Math.toIntExact(kept.toDays()) + COUNTER_DAYS_KEPT_LONGER;
      batchesLeft = repeat(connection, FORGET_COUNTERS, daysCarried, batchesLeft);
      batchesLeft = repeat(connection, FORGET_INBOUND, daysCarried, batchesLeft);
    }
    repeat(connection, FORGET_STOCK_REQUESTS, oldest, batchesLeft);
    return List.copyOf(closed);
  }

  private static boolean close(Connection connection, LocalDate day) throws SQLException {
    if (!begin(connection)) {
      return false;
    }
    try (PreparedStatement close = connection.prepareStatement(CLOSE)) {
      new Parameters(close).add(day).add(MOST_OPEN);
      close.execute();
    }
    connection.commit();
    return true;
  }

  /**
   * @return how many of the batches are left
   */
  private static int forgetKeys(Connection connection, int batches) throws SQLException {
    int left = batches;
    for (LocalDate day : days(connection, GONE_DAYS)) {
      String table = "plan_gone_" + day.toString().replace("-", "");
      String last = "";
      while (left > 0 && last != null && begin(connection)) {
        last = forgetSomeKeys(connection, table, last);
        connection.commit();
        left--;
      }
      if (last == null && begin(connection)) {
        execute(connection, "DROP TABLE " + table);
        connection.commit();
      }
    }
    return left;
  }

  /**
   * @return where the next batch begins; null: that was the last
   */
  private static @Nullable String forgetSomeKeys(Connection connection, String table, String after)
      throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET_KEYS.replace("$", table))) {
      new Parameters(forget).add(after).add(BATCH);
      try (ResultSet row = forget.executeQuery()) {
        row.next();
        return row.getString("last");
      }
    }
  }

  /** Networks and share numbers that only decision records of gone days name. */
  private static void forgetDecisionInputs(Connection connection) throws SQLException {
    if (begin(connection)) {
      execute(connection, FORGET_DECISION_INPUTS);
      connection.commit();
    }
  }

  /** Repeats a statement that deletes a batch until there is nothing left to delete. */
  private static int repeat(Connection connection, String sql, Object bound, int batches)
      throws SQLException {
    int left = batches;
    int deleted = BATCH;
    while (left > 0 && deleted >= BATCH && begin(connection)) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setObject(1, bound instanceof Instant time ? SqlArrays.toSql(time) : bound);
        delete.setInt(2, BATCH);
        deleted = delete.executeUpdate();
      }
      connection.commit();
      left--;
    }
    return left;
  }

  /** Whether the transaction that begins here is the only one of its sort. */
  private static boolean begin(Connection connection) throws SQLException {
    execute(connection, LONG_STATEMENTS);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ONE_AT_A_TIME)) {
      row.next();
      boolean alone = row.getBoolean(1);
      if (!alone) {
        connection.rollback();
      }
      return alone;
    }
  }

  private static boolean hasOpenPlans(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HAS_OPEN_PLANS)) {
      new Parameters(select).add(day);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean("open");
      }
    }
  }

  private static List<LocalDate> days(Connection connection, String sql, LocalDate... before)
      throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(select);
      for (LocalDate bound : before) {
        parameters.add(bound).add(DAYS_A_RUN);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          days.add(rows.getObject("day", LocalDate.class));
        }
      }
    }
    connection.rollback();
    return days;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
