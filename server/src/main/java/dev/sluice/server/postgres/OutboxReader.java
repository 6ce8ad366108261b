package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.OutboxEvent;
import dev.sluice.server.ledger.OutboxPosition;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the outbox from any position on, each event exactly once: only what transactions told that
 * are older than the oldest one under way, so that a slow one is waited for and never skipped.
 */
public final class OutboxReader {

  private static final String READ =
      """
      SELECT o.xid::text::bigint AS xid, o.event_id, o.kind, o.event_time, o.plan_id, o.counter_id,
          o.shipments, o.given_skus, o.given_quantities, o.cause, o.request_id, o.shortfall,
          p.channel, p.order_id, p.revision, p.shipment_warehouses, p.shipment_carriers,
          c.kind AS counter_kind, c.subject, c.scope, c.day
      FROM (
          SELECT * FROM outbox
          WHERE (xid, event_id) > (?::text::xid8, ?)
              AND xid < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY xid, event_id LIMIT ?
      ) AS o
      LEFT JOIN LATERAL (
          SELECT * FROM plan
          WHERE plan.day = to_date(left(o.plan_id, 8), 'YYYYMMDD') AND plan.plan_id = o.plan_id
          LIMIT 1
      ) AS p ON true
      LEFT JOIN LATERAL (
          SELECT kind, subject, scope, day FROM counter WHERE counter_id = o.counter_id LIMIT 1
      ) AS c ON true
      ORDER BY o.xid, o.event_id
      """;

  private static final String LOST =
      """
      SELECT day, last_xid::text::bigint AS xid, last_event_id, events FROM outbox_pruned
      WHERE (last_xid, last_event_id) > (?::text::xid8, ?)
      ORDER BY last_xid, last_event_id
      """;

  private final Connection connection;

  /**
   * Reads nothing yet.
   *
   * @param connection in auto-commit mode; used by nobody else meanwhile
   */
  public OutboxReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * A day whose events are kept no more.
   *
   * @param last position of its last event
   * @param events how many it had; of them the reader may have read some before
   */
  public record LostDay(LocalDate day, OutboxPosition last, long events) {}

  /**
   * The next events after a position, oldest first; fewer than {@code limit}: there are no more.
   */
  public List<OutboxEvent> read(OutboxPosition after, int limit) throws SQLException {
    List<OutboxEvent> events = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      new Parameters(select)
          .add(Long.toString(after.transactionId()))
          .add(after.eventId())
          .add(limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(event(rows));
        }
      }
    }
    return events;
  }

  /** Days with events after a position that can be read no more. */
  public List<LostDay> findLost(OutboxPosition after) throws SQLException {
    List<LostDay> lost = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LOST)) {
      new Parameters(select).add(Long.toString(after.transactionId())).add(after.eventId());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lost.add(
              new LostDay(
                  rows.getObject("day", LocalDate.class),
                  new OutboxPosition(rows.getLong("xid"), rows.getLong("last_event_id")),
                  rows.getLong("events")));
        }
      }
    }
    return lost;
  }

  /** Before whatever is committed from now on; some of the last moment's events may follow too. */
  public OutboxPosition now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest")) {
      row.next();
      return new OutboxPosition(row.getLong("oldest"), 0);
    }
  }

  private static OutboxEvent event(ResultSet row) throws SQLException {
    List<String> skus = SqlArrays.readTexts(row, "given_skus");
    Long[] quantities = (Long[]) row.getArray("given_quantities").getArray();
    List<ShippedLine> givenBack = new ArrayList<>();
    for (int i = 0; i < skus.size(); i++) {
      givenBack.add(new ShippedLine(skus.get(i), quantities[i]));
    }
    return new OutboxEvent(
        new OutboxPosition(row.getLong("xid"), row.getLong("event_id")),
        kind(row.getInt("kind")),
        SqlArrays.readTime(row, "event_time"),
        plan(row),
        shortfall(row),
        List.copyOf(givenBack),
        row.getString("cause"),
        row.getString("request_id"));
  }

  private static Optional<OutboxEvent.Plan> plan(ResultSet row) throws SQLException {
    String planId = row.getString("plan_id");
    if (planId == null) {
      return Optional.empty();
    }
    boolean kept = row.getString("order_id") != null;
    List<String> warehouses = kept ? SqlArrays.readTexts(row, "shipment_warehouses") : List.of();
    List<String> carriers = kept ? SqlArrays.readTexts(row, "shipment_carriers") : List.of();
    List<OutboxEvent.Shipment> shipments = new ArrayList<>();
    for (int number : SqlArrays.readIntegers(row, "shipments")) {
      shipments.add(
          new OutboxEvent.Shipment(
              number,
              kept ? warehouses.get(number - 1) : "",
              kept ? carriers.get(number - 1) : ""));
    }
    return Optional.of(
        new OutboxEvent.Plan(
            planId,
            kept
                ? Optional.of(new OrderKey(row.getString("channel"), row.getString("order_id")))
                : Optional.empty(),
            row.getInt("revision"),
            List.copyOf(shipments)));
  }

  private static Optional<OutboxEvent.Shortfall> shortfall(ResultSet row) throws SQLException {
    if (row.getString("subject") == null) {
      return Optional.empty();
    }
    CounterKey counter =
        new CounterKey(
            CounterKind.ofCode(row.getInt("counter_kind")),
            row.getString("subject"),
            row.getString("scope"),
            row.getObject("day", LocalDate.class));
    long amount = row.getLong("shortfall");
    return Optional.of(
        new OutboxEvent.Shortfall(
            counter, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(amount)));
  }

  private static String kind(int code) {
    for (LedgerEvent.Kind kind : LedgerEvent.Kind.values()) {
      if (kind.code() == code) {
        return kind.name();
      }
    }
    throw new IllegalStateException(
        "Event kind code " + code + " is not known. Maybe a newer Sluice wrote it");
  }
}
