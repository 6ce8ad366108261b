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
      "SELECT rule_set_id, version, author, comment, stored_time, withdrawn_reason,"
          + " (SELECT max(activated_time) FROM rule_set_activation a"
          + " WHERE a.version = r.version) AS last_live_time FROM rule_set r ";

  private static final String LIST =
      READ + "WHERE rule_set_id < ? ORDER BY rule_set_id DESC LIMIT ?";

  private static final String FIND = READ + "WHERE version = ?";

  private static final String IN_FORCE =
      "SELECT f.revision, f.activation_id, a.version, a.before_id, f.shadow FROM rules_in_force f"
          + " LEFT JOIN rule_set_activation a USING (activation_id)";

  private static final String LOCK = "SELECT FROM rules_in_force FOR UPDATE";

  private static final String ACTIVATION =
      "SELECT a.version, a.before_id, r.withdrawn_reason IS NOT NULL AS withdrawn"
          + " FROM rule_set_activation a JOIN rule_set r USING (version) WHERE activation_id = ?";

  private static final String ACTIVATE =
      "INSERT INTO rule_set_activation (version, activated_time, author, comment, before_id)"
          + " VALUES (?, ?, ?, ?, nullif(?, 0)) RETURNING activation_id";

  private static final String CHANGE =
      "UPDATE rules_in_force SET revision = revision + 1, activation_id = nullif(?, 0), shadow = ?";

  private static final String SET_WITHDRAWN =
      "UPDATE rule_set SET withdrawn_reason = ? WHERE version = ?";

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
          if (version.equals(row.live)) {
            return;
          }
          setWithdrawn(connection, version, null);
          long activation = insert(connection, version, by, now, row.activationId);
          write(connection, activation, version.equals(row.shadow) ? null : row.shadow);
        });
  }

  @Override
  public InForce rollback(String live, Signature by, Instant now) {
    return change(
        "Rolling back rule set " + live,
        (connection, row) -> {
          if (live.equals(row.live)) {
            returnToBefore(connection, row, by, now);
          }
        });
  }

  @Override
  public InForce shadow(Optional<String> version) {
    return change(
        "Setting the shadow rule set",
        (connection, row) -> {
          if (!version.equals(Optional.ofNullable(row.shadow))) {
            write(connection, row.activationId, version.orElse(null));
          }
        });
  }

  @Override
  public InForce withdraw(String version, String reason, Instant now) {
    return change(
        "Withdrawing rule set " + version,
        (connection, row) -> {
          setWithdrawn(connection, version, reason);
          if (version.equals(row.shadow)) {
            write(connection, row.activationId, null);
          } else if (version.equals(row.live)) {
            returnToBefore(connection, row, Signature.ofService(reason), now);
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
                Optional.ofNullable(row.getObject("last_live_time", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("withdrawn_reason"))));
      }
    }
    return all;
  }

  /** The row of what is in force; 0 and null stand for nothing. */
  private record Row(
      long revision,
      long activationId,
      @Nullable String live,
      long beforeId,
      @Nullable String shadow) {}

  @FunctionalInterface
  private interface Change {
    void apply(Connection connection, Row row) throws SQLException;
  }

  /** Changes what is in force, under its lock, and tells everybody when the revision counted up. */
  private InForce change(String subject, Change change) {
    return transactions.run(
        subject,
        connection -> {
          lock(connection);
          Row before = read(connection);
          change.apply(connection, before);
          Row after = read(connection);
          if (after.revision != before.revision) {
            try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
              new Parameters(notify).add(CHANNEL).add(Long.toString(after.revision));
              notify.execute();
            }
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
          row.getString("shadow"));
    }
  }

  private static InForce inForce(Connection connection, Row row) throws SQLException {
    return new InForce(
        row.revision,
        Optional.ofNullable(row.live),
        findGoodBefore(connection, row).map(Activation::version),
        Optional.ofNullable(row.shadow));
  }

  /** An activation that a rollback may return to. */
  private record Activation(String version, long beforeId) {}

  private static Optional<Activation> findGoodBefore(Connection connection, Row row)
      throws SQLException {
    long id = row.beforeId;
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

  private static void returnToBefore(Connection connection, Row row, Signature by, Instant now)
      throws SQLException {
    Optional<Activation> before = findGoodBefore(connection, row);
    if (before.isPresent()) {
      long activation =
          insert(connection, before.get().version(), by, now, before.get().beforeId());
      write(connection, activation, row.shadow);
    }
  }

  private static long insert(
      Connection connection, String version, Signature by, Instant now, long beforeId)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ACTIVATE)) {
      new Parameters(insert).add(version).add(now).add(by.author()).add(by.comment()).add(beforeId);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void write(Connection connection, long activationId, @Nullable String shadow)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
      new Parameters(update).add(activationId).addText(Optional.ofNullable(shadow));
      update.executeUpdate();
    }
  }

  private static void setWithdrawn(Connection connection, String version, @Nullable String reason)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_WITHDRAWN)) {
      new Parameters(update).addText(Optional.ofNullable(reason)).add(version);
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
