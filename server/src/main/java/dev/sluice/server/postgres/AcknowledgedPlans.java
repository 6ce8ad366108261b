package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Acknowledgement;
import dev.sluice.server.ledger.PlanIds;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What clients were told of plans, beside the plans themselves. */
final class AcknowledgedPlans {

  private static final String ID = "I4";
  private static final String SENTENCE =
      "every acknowledged plan is in the database with the same content";
  private static final int BATCH = 10_000;

  private static final String CREATE =
      """
      CREATE TEMPORARY TABLE acknowledgement (
          day          date,
          plan_id      text COLLATE "C" NOT NULL,
          channel      text COLLATE "C" NOT NULL,
          order_id     text COLLATE "C" NOT NULL,
          revision     integer NOT NULL,
          content_hash text COLLATE "C" NOT NULL
      )
      """;

  private static final String INSERT =
      """
      INSERT INTO acknowledgement
      SELECT * FROM unnest(?::date[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[])
      """;

  /** The client makes the same text of its answer before it hashes it. */
  private static final String CONTENT =
      """
      concat(p.plan_id, chr(30), p.revision, chr(30), p.channel, chr(30), p.order_id, chr(30),
          p.rule_set_version, chr(30),
          (extract(epoch FROM p.stored_time) * 1000000)::bigint, chr(30),
          array_to_string(p.shipment_warehouses, chr(31)), chr(30),
          array_to_string(p.shipment_carriers, chr(31)), chr(30),
          array_to_string(p.shipment_lanes, chr(31)), chr(30),
          array_to_string(p.line_shipments, chr(31)), chr(30),
          array_to_string(p.line_skus, chr(31)), chr(30),
          array_to_string(p.line_quantities, chr(31)), chr(30),
          array_to_string(p.unfulfilled_skus, chr(31)), chr(30),
          array_to_string(p.unfulfilled_quantities, chr(31)), chr(30))
      """;

  private static final String VIOLATIONS =
      """
      SELECT format('plan %s of order %s/%s was acknowledged as revision %s and %s',
          a.plan_id, a.channel, a.order_id, a.revision,
          CASE WHEN p.plan_id IS NULL THEN 'is not there' ELSE 'has other content' END)
      FROM acknowledgement a
      LEFT JOIN plan p ON p.day = a.day AND p.plan_id = a.plan_id
      WHERE p.plan_id IS NULL
          OR a.content_hash <> encode(sha256(convert_to(
      """
          + CONTENT
          + ", 'UTF8')), 'hex')";

  private final Connection connection;
  private final List<Acknowledgement> batch = new ArrayList<>(BATCH);

  private AcknowledgedPlans(Connection connection) {
    this.connection = connection;
  }

  /** Begins to collect, in a table that goes with the connection. */
  static AcknowledgedPlans collect(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    return new AcknowledgedPlans(connection);
  }

  void add(Acknowledgement acknowledgement) throws SQLException {
    batch.add(acknowledgement);
    if (batch.size() == BATCH) {
      write();
    }
  }

  /** Everything that {@link #check} looks at was added. */
  void finish() throws SQLException {
    write();
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE acknowledgement");
    }
  }

  /** Asks the ledger for each. */
  Audit.Finding check() throws SQLException {
    return Audit.check(connection, ID, SENTENCE, VIOLATIONS);
  }

  private void write() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(
          1,
          connection.createArrayOf(
              "date",
              batch.stream()
                  .map(one -> PlanIds.findDay(one.planId()).map(Object::toString).orElse(null))
                  .toArray()));
      insert.setArray(2, texts(batch.stream().map(Acknowledgement::planId).toList()));
      insert.setArray(3, texts(batch.stream().map(Acknowledgement::channel).toList()));
      insert.setArray(4, texts(batch.stream().map(Acknowledgement::orderId).toList()));
      insert.setArray(
          5,
          SqlArrays.integers(connection, batch.stream().map(Acknowledgement::revision).toList()));
      insert.setArray(6, texts(batch.stream().map(Acknowledgement::contentHash).toList()));
      insert.executeUpdate();
    }
    batch.clear();
  }

  private Array texts(List<String> values) throws SQLException {
    return SqlArrays.texts(connection, values);
  }
}
