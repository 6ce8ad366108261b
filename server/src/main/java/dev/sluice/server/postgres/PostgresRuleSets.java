package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.policy.InForce;
import dev.sluice.server.policy.RuleSetRepository;
import dev.sluice.server.policy.Signature;
import dev.sluice.server.policy.StoredRuleSet;
import dev.sluice.server.policy.StoredRuleSet.Withdrawal;
import dev.sluice.server.policy.TrialShare;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps rule sets as the files they were made of, and which of them are in force. */
public final class PostgresRuleSets implements RuleSetRepository {

  /** On which a change of what is in force is told. */
  static final String CHANNEL = "sluice_rules";

  private static final String INSERT =
      "INSERT INTO rule_set (version, content, stored_time, author, comment)"
          + " VALUES (?, ?::json, ?, ?, ?) ON CONFLICT (version) DO NOTHING";

  private static final String FIND_SOURCES = "SELECT content FROM rule_set WHERE version = ?";

  private static final String READ =
      "SELECT rule_set_id, version, author, comment, stored_time,"
          + " withdrawn_reason, withdrawn_time,"
          + " (SELECT max(activated_time) FROM rule_set_activation a"
          + " WHERE a.version = r.version AND a.trial_percent IS NULL) AS last_live_time"
          + " FROM rule_set r ";

  private static final String LIST =
      READ + "WHERE rule_set_id < ? ORDER BY rule_set_id DESC LIMIT ?";

  private static final String FIND = READ + "WHERE version = ?";

  private static final String LAST_WITHDRAWN =
      READ + "WHERE withdrawn_time IS NOT NULL ORDER BY withdrawn_time DESC LIMIT 1";

  private static final String IN_FORCE =
      "SELECT f.revision, f.activation_id, a.version, a.before_id, f.shadow,"
          + " f.trial, f.trial_percent FROM rules_in_force f"
          + " LEFT JOIN rule_set_activation a USING (activation_id)";

  private static final String LOCK = "SELECT FROM rules_in_force FOR UPDATE";

  private static final String ACTIVATION =
      "SELECT a.version, a.before_id, r.withdrawn_reason IS NOT NULL AS withdrawn"
          + " FROM rule_set_activation a JOIN rule_set r USING (version) WHERE activation_id = ?";

  private static final String ACTIVATE =
      "INSERT INTO rule_set_activation (version, activated_time, author, comment,"
          + " before_id, trial_percent) VALUES (?, ?, ?, ?, nullif(?, 0), nullif(?, 0))"
          + " RETURNING activation_id";

  private static final String CHANGE =
      "UPDATE rules_in_force SET revision = revision + 1, activation_id = nullif(?, 0),"
          + " shadow = ?, trial = ?, trial_percent = nullif(?, 0)";

  private static final String SET_WITHDRAWN =
      "UPDATE rule_set SET withdrawn_reason = ?, withdrawn_time = ? WHERE version = ?";

  private final Transactions transactions;
  private final ObjectMapper json = JsonMapper.builder().build();

  public PostgresRuleSets(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  @Override
  public void store(String version, RuleSources sources, Signature by, Instant now) {
    String content = write(sources);
    transactions.run(
        "Storing rule set " + version,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            new Parameters(insert)
                .add(version)
                .add(content)
                .add(now)
                .add(by.author())
                .add(by.comment());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public InForce inForce() {
    return transactions.run(
        "Reading which rule set is in force", connection -> inForce(connection, read(connection)));
  }

  @Override
  public InForce activate(String version, Signature by, Instant now) {
    return change(
        "Activating rule set " + version,
        (connection, row) -> {
          Row next = row.withoutTrial();
          if (!version.equals(row.live)) {
            restore(connection, version);
            next = next.without(version).live(insert(connection, version, by, now, row.activation));
          }
          return next;
        });
  }

  @Override
  public InForce rollback(String leave, Signature by, Instant now) {
    return change(
        "Rolling back rule set " + leave,
        (connection, row) -> {
          if (row.isOnTrial(leave)) {
            return row.withoutTrial();
          }
          return leave.equals(row.live)
              ? returnToBefore(connection, row, by, now).withoutTrial()
              : row;
        });
  }

  @Override
  public InForce shadow(String version) {
    return change(
        "Making rule set " + version + " the shadow",
        (connection, row) -> {
          restore(connection, version);
          return row.without(version).shadow(version);
        });
  }

  @Override
  public InForce tryOut(TrialShare trial, Signature by, Instant now) {
    return change(
        "Trying rule set " + trial.version(),
        (connection, row) -> {
          if (trial.version().equals(row.live) || trial.equals(row.trial)) {
            return row;
          }
          restore(connection, trial.version());
          insertTrial(connection, trial, by, now);
          return row.without(trial.version()).trial(trial);
        });
  }

  @Override
  public InForce dismiss(String version) {
    return change("Dismissing rule set " + version, (connection, row) -> row.without(version));
  }

  @Override
  public InForce withdraw(String version, String reason, Instant now) {
    return change(
        "Withdrawing rule set " + version,
        (connection, row) -> {
          setWithdrawal(connection, version, Optional.of(new Withdrawal(reason, now)));
          Row next = row.without(version);
          return version.equals(row.live)
              ? returnToBefore(connection, next, Signature.ofService(reason), now)
              : next;
        });
  }

  @Override
  public Optional<StoredRuleSet> findLastWithdrawn() {
    return transactions.run(
        "Reading which rule set was withdrawn",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LAST_WITHDRAWN)) {
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public Optional<RuleSources> findSources(String version) {
    return transactions.run(
        "Reading rule set " + version,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND_SOURCES)) {
            new Parameters(select).add(version);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(read(version, row.getString("content")))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public Optional<StoredRuleSet> find(String version) {
    return transactions.run(
        "Reading rule set " + version,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND)) {
            new Parameters(select).add(version);
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<StoredRuleSet> list(int limit, long below) {
    return transactions.run(
        "Listing rule sets",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LIST)) {
            new Parameters(select).add(below).add(limit);
            return readAll(select);
          }
        });
  }

  private static List<StoredRuleSet> readAll(PreparedStatement select) throws SQLException {
    List<StoredRuleSet> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(
            new StoredRuleSet(
                row.getLong("rule_set_id"),
                row.getString("version"),
                new Signature(row.getString("author"), row.getString("comment")),
                row.getObject("stored_time", OffsetDateTime.class).toInstant(),
                findTime(row, "last_live_time"),
                withdrawal(row)));
      }
    }
    return all;
  }

  private static Optional<Withdrawal> withdrawal(ResultSet row) throws SQLException {
    String reason = row.getString("withdrawn_reason");
    return findTime(row, "withdrawn_time").map(time -> new Withdrawal(reason, time));
  }

  private static Optional<Instant> findTime(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** The row of what is in force; 0 and null stand for nothing. */
  private record Row(
      long revision,
      long activation,
      @Nullable String live,
      long before,
      @Nullable String shadow,
      @Nullable TrialShare trial) {

    boolean isOnTrial(String version) {
      return trial != null && trial.version().equals(version);
    }

    /** What a change of the activation makes of {@code live} is read again. */
    Row live(long next) {
      return new Row(revision, next, live, before, shadow, trial);
    }

    Row shadow(String version) {
      return new Row(revision, activation, live, before, version, trial);
    }

    Row trial(TrialShare next) {
      return new Row(revision, activation, live, before, shadow, next);
    }

    Row withoutTrial() {
      return new Row(revision, activation, live, before, shadow, null);
    }

    /** The version is neither the shadow nor on trial. */
    Row without(String version) {
      return new Row(
          revision,
          activation,
          live,
          before,
          version.equals(shadow) ? null : shadow,
          isOnTrial(version) ? null : trial);
    }
  }

  @FunctionalInterface
  private interface Change {
    Row apply(Connection connection, Row row) throws SQLException;
  }

  /** Changes what is in force, under its lock, and tells everybody where it did. */
  private InForce change(String subject, Change change) {
    return transactions.run(
        subject,
        connection -> {
          lock(connection);
          Row before = read(connection);
          Row next = change.apply(connection, before);
          if (next.equals(before)) {
            return inForce(connection, before);
          }
          write(connection, next);
          Row after = read(connection);
          try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            new Parameters(notify).add(CHANNEL).add(Long.toString(after.revision));
            notify.execute();
          }
          return inForce(connection, after);
        });
  }

  /** A statement of its own: one that waited for the lock would join what was true before. */
  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.execute();
    }
  }

  private static Row read(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IN_FORCE);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Row(
          row.getLong("revision"),
          row.getLong("activation_id"),
          row.getString("version"),
          row.getLong("before_id"),
          row.getString("shadow"),
          trial(row));
    }
  }

  private static @Nullable TrialShare trial(ResultSet row) throws SQLException {
    @Nullable String version = row.getString("trial");
    return version == null ? null : new TrialShare(version, row.getInt("trial_percent"));
  }

  private static InForce inForce(Connection connection, Row row) throws SQLException {
    return new InForce(
        row.revision,
        Optional.ofNullable(row.live),
        findGoodBefore(connection, row).map(Activation::version),
        Optional.ofNullable(row.shadow),
        Optional.ofNullable(row.trial));
  }

  /** An activation that a rollback may return to. */
  private record Activation(String version, long beforeId) {}

  private static Optional<Activation> findGoodBefore(Connection connection, Row row)
      throws SQLException {
    long id = row.before;
    while (id != 0) {
      try (PreparedStatement select = connection.prepareStatement(ACTIVATION)) {
        new Parameters(select).add(id);
        try (ResultSet found = select.executeQuery()) {
          found.next();
          String version = found.getString("version");
          long beforeId = found.getLong("before_id");
          if (!found.getBoolean("withdrawn") && !version.equals(row.live)) {
            return Optional.of(new Activation(version, beforeId));
          }
          id = beforeId;
        }
      }
    }
    return Optional.empty();
  }

  /** The same where there is nothing to return to. */
  private static Row returnToBefore(Connection connection, Row row, Signature by, Instant now)
      throws SQLException {
    Optional<Activation> before = findGoodBefore(connection, row);
    return before.isEmpty()
        ? row
        : row.live(insert(connection, before.get().version(), by, now, before.get().beforeId()));
  }

  private static long insert(
      Connection connection, String version, Signature by, Instant now, long beforeId)
      throws SQLException {
    return insert(connection, version, by, now, beforeId, 0);
  }

  /** Noted like what is live, for plans name it; no rollback returns to it. */
  private static void insertTrial(
      Connection connection, TrialShare trial, Signature by, Instant now) throws SQLException {
    insert(connection, trial.version(), by, now, 0, trial.percent());
  }

  private static long insert(
      Connection connection,
      String version,
      Signature by,
      Instant now,
      long beforeId,
      int trialPercent)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ACTIVATE)) {
      new Parameters(insert)
          .add(version)
          .add(now)
          .add(by.author())
          .add(by.comment())
          .add(beforeId)
          .add(trialPercent);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void write(Connection connection, Row row) throws SQLException {
    Optional<TrialShare> trial = Optional.ofNullable(row.trial);
    try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
      new Parameters(update)
          .add(row.activation)
          .addText(Optional.ofNullable(row.shadow))
          .addText(trial.map(TrialShare::version))
          .add(trial.map(TrialShare::percent).orElse(0));
      update.executeUpdate();
    }
  }

  /** Whoever gives a rule set a role again knows why it was withdrawn. */
  private static void restore(Connection connection, String version) throws SQLException {
    setWithdrawal(connection, version, Optional.empty());
  }

  private static void setWithdrawal(
      Connection connection, String version, Optional<Withdrawal> withdrawal) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_WITHDRAWN)) {
      new Parameters(update)
          .addText(withdrawal.map(Withdrawal::reason))
          .add(withdrawal.map(Withdrawal::time))
          .add(version);
      update.executeUpdate();
    }
  }

  private String write(RuleSources sources) {
    try {
      return json.writeValueAsString(sources.files());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Rule files cannot be written", e);
    }
  }

  private RuleSources read(String version, String content) {
    try {
      return new RuleSources(json.readValue(content, new TypeReference<List<SourceFile>>() {}));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Rule set " + version + " cannot be read", e);
    }
  }
}
