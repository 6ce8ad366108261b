package dev.sluice.server.postgres;

import dev.sluice.server.journal.DecisionRepository;
import dev.sluice.server.journal.StoredRecord;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.postgres.SnapshotJson.Packed;
import dev.sluice.server.routing.ShareNumbers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps decision records. Nobody waits for them and nothing depends on them, so that their commits
 * do not wait for the disk.
 */
public final class PostgresDecisions implements DecisionRepository {

  private static final List<String> COLUMNS =
      List.of("day", "plan_id", "network_version", "share_numbers_id", "content");

  private static final String INSERT =
      "INSERT INTO decision_record (day, plan_id, network_version, share_numbers_id, content)"
          + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String FIND =
      "SELECT network_version, share_numbers_id, content FROM decision_record"
          + " WHERE day = ? AND plan_id = ?";

  private static final String TOUCH_NETWORK =
      "UPDATE network_snapshot SET last_day = greatest(last_day, ?) WHERE version = ?";

  private static final String INSERT_PART =
      "INSERT INTO network_part (part_id, content) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String INSERT_NETWORK =
      "INSERT INTO network_snapshot (version, parts, last_day) VALUES (?, ?, ?)"
          + " ON CONFLICT (version) DO UPDATE"
          + " SET last_day = greatest(network_snapshot.last_day, excluded.last_day)";

  private static final String FIND_NETWORK =
      "SELECT p.content FROM network_snapshot s, unnest(s.parts) WITH ORDINALITY u (part_id, place)"
          + " JOIN network_part p USING (part_id) WHERE s.version = ? ORDER BY u.place";

  private static final String INSERT_SHARES =
      "INSERT INTO share_snapshot (share_numbers_id, content, last_day) VALUES (?, ?, ?)"
          + " ON CONFLICT (share_numbers_id) DO UPDATE"
          + " SET last_day = greatest(share_snapshot.last_day, excluded.last_day)";

  private static final String FIND_SHARES =
      "SELECT content FROM share_snapshot WHERE share_numbers_id = ?";

  private final DataSource dataSource;
  private final Transactions transactions;

  public PostgresDecisions(DataSource dataSource) {
    this.dataSource = dataSource;
    this.transactions = new Transactions(dataSource);
  }

  @Override
  public void store(List<StoredRecord> records) {
    runUnsynced(
        "Storing " + records.size() + " decision records",
        connection -> {
          if (records.size() == 1) {
            insert(connection, records.get(0));
          } else {
            copy(connection, records);
          }
        });
  }

  @Override
  public Optional<StoredRecord> find(String planId) {
    Optional<LocalDate> day = PlanIds.findDay(planId);
    return day.isEmpty()
        ? Optional.empty()
        : transactions.run(
            "Reading the decision record of plan " + planId,
            connection -> find(connection, day.get(), planId));
  }

  @Override
  public void keep(Network network, LocalDate day) {
    runUnsynced(
        "Storing network " + network.version(),
        connection -> {
          if (!touch(connection, network.version(), day)) {
            insert(connection, network, day);
          }
        });
  }

  @Override
  public Optional<NetworkData> findNetwork(long version) {
    return transactions.run(
        "Reading network " + version,
        connection -> {
          List<byte[]> parts = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(FIND_NETWORK)) {
            new Parameters(select).add(version);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                parts.add(rows.getBytes("content"));
              }
            }
          }
          return parts.size() == SnapshotJson.NETWORK_PARTS
              ? Optional.of(SnapshotJson.readNetwork(parts))
              : Optional.empty();
        });
  }

  @Override
  public long keep(ShareNumbers shares, LocalDate day) {
    Packed packed = SnapshotJson.write(shares);
    runUnsynced(
        "Storing share numbers",
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT_SHARES)) {
            new Parameters(insert).add(packed.shortId()).add(packed.content()).add(day);
            insert.executeUpdate();
          }
        });
    return packed.shortId();
  }

  @Override
  public Optional<ShareNumbers> findShares(long id) {
    return transactions.run(
        "Reading share numbers " + id,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND_SHARES)) {
            new Parameters(select).add(id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(SnapshotJson.readShares(row.getBytes("content")))
                  : Optional.empty();
            }
          }
        });
  }

  private static Optional<StoredRecord> find(Connection connection, LocalDate day, String planId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      new Parameters(select).add(day).add(planId);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new StoredRecord(
                    planId,
                    row.getLong("network_version"),
                    row.getLong("share_numbers_id"),
                    row.getBytes("content")))
            : Optional.empty();
      }
    }
  }

  private static void copy(Connection connection, List<StoredRecord> records) throws SQLException {
    BinaryRows rows = new BinaryRows();
    for (StoredRecord record : records) {
      rows.row(COLUMNS.size())
          .add(dayOf(record))
          .add(record.planId())
          .add(record.networkVersion())
          .add(record.shareNumbersId())
          .add(record.content());
    }
    rows.copyInto(connection, "decision_record", COLUMNS);
  }

  private static void insert(Connection connection, StoredRecord record) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new Parameters(insert)
          .add(dayOf(record))
          .add(record.planId())
          .add(record.networkVersion())
          .add(record.shareNumbersId())
          .add(record.content());
      insert.executeUpdate();
    }
  }

  private static LocalDate dayOf(StoredRecord record) {
    return PlanIds.findDay(record.planId()).orElseThrow();
  }

  private static boolean touch(Connection connection, long version, LocalDate day)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TOUCH_NETWORK)) {
      new Parameters(update).add(day).add(version);
      return update.executeUpdate() == 1;
    }
  }

  private static void insert(Connection connection, Network network, LocalDate day)
      throws SQLException {
    List<Packed> parts = SnapshotJson.write(network.data());
    for (Packed part : parts) {
      try (PreparedStatement insert = connection.prepareStatement(INSERT_PART)) {
        new Parameters(insert).add(part.id()).add(part.content());
        insert.executeUpdate();
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_NETWORK)) {
      new Parameters(insert)
          .add(network.version())
          .addBytes(parts.stream().map(Packed::id).toList())
          .add(day);
      insert.executeUpdate();
    }
  }

  /** Not repeated here: the journal tells failures that pass from records that are broken. */
  private void runUnsynced(String subject, Change change) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL synchronous_commit = off");
        change.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollbackAfter(e, connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(subject + " failed: " + e.getMessage(), e);
    }
  }

  private static void rollbackAfter(Exception failure, Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @FunctionalInterface
  private interface Change {
    void run(Connection connection) throws SQLException;
  }
}
