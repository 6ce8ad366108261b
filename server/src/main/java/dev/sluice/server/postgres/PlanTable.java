package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Transition;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes and locks plans and tells their events, inside a caller's transaction. */
final class PlanTable {

  private static final String INSERT =
      """
      INSERT INTO plan (day, plan_id, channel, order_id, revision, fingerprint, rule_set_version,
          stored_time, expire_time, hold_open, order_skus, order_quantities, unfulfilled_skus,
          unfulfilled_quantities, shipment_states, shipment_warehouses, shipment_carriers,
          shipment_lanes, line_shipments, line_skus, line_quantities, line_open, take_shipments,
          take_counters, take_amounts, share_shipments, share_carriers, share_alls, share_caps,
          share_exempt, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
          ?, ?, ?::json)
      """;

  private static final String UPDATE =
      """
      UPDATE plan SET hold_open = ?, shipment_states = ?, line_open = ?, take_shipments = ?,
          take_counters = ?, take_amounts = ?, transition_shipments = ?, transition_states = ?,
          transition_times = ?, transition_causes = ?, release_request_ids = ?
      WHERE day = ? AND plan_id = ?
      """;

  private static final String FIND =
      "SELECT " + PlanRow.COLUMNS + " FROM plan WHERE day = ? AND plan_id = ?";

  private static final String LOCK = FIND + " FOR UPDATE";

  /** Rows that another replica is expiring are left to it. */
  private static final String LOCK_EXPIRED =
      "SELECT "
          + PlanRow.COLUMNS
          + " FROM plan WHERE hold_open AND expire_time <= ? ORDER BY expire_time LIMIT ?"
          + " FOR UPDATE SKIP LOCKED";

  private static final String TELL =
      """
      INSERT INTO outbox (day, kind, plan_id, shipments, given_skus, given_quantities, cause,
          request_id, event_time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final CounterIds counterIds;

  PlanTable(CounterIds counterIds) {
    this.counterIds = counterIds;
  }

  /** Stores a plan that is new; the partition of its day is open. */
  static void insert(Connection connection, StoredPlan plan, Map<CounterKey, Long> ids)
      throws SQLException {
    PlanColumns columns = new PlanColumns(LedgerEntry.begin(plan), ids);
    List<OrderLine> asked = plan.order().lines();
    List<UnfulfilledLine> unfulfilled = plan.plan().unfulfilledLines();
    List<PlannedShipment> shipments = plan.plan().shipments();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      Parameters parameters = new Parameters(insert);
      parameters
          .add(PlanIds.dayOf(plan.storedTime()))
          .add(plan.planId())
          .add(plan.order().key().channel())
          .add(plan.order().key().orderId())
          .add(plan.revision())
          .add(plan.fingerprint())
          .add(plan.plan().ruleSetVersion())
          .add(plan.storedTime())
          .add(plan.expireTime())
          .add(plan.shipmentStates().contains(ShipmentState.HELD))
          .addTexts(asked.stream().map(OrderLine::sku).toList())
          .addLongs(asked.stream().map(OrderLine::quantity).toList())
          .addTexts(unfulfilled.stream().map(UnfulfilledLine::sku).toList())
          .addLongs(unfulfilled.stream().map(UnfulfilledLine::quantity).toList())
          .addShorts(codes(plan.shipmentStates()))
          .addTexts(shipments.stream().map(PlannedShipment::warehouseId).toList())
          .addTexts(shipments.stream().map(PlannedShipment::carrierId).toList())
          .addTexts(shipments.stream().map(PlannedShipment::laneId).toList())
          .addIntegers(columns.lineShipments)
          .addTexts(columns.lineSkus)
          .addLongs(columns.lineQuantities)
          .addLongs(columns.lineOpen)
          .addIntegers(columns.takeShipments)
          .addLongs(columns.takeCounters)
          .addLongs(columns.takeAmounts)
          .addIntegers(columns.shareShipments)
          .addLongs(columns.shareCarriers)
          .addLongs(columns.shareAlls)
          .addLongs(columns.shareCaps)
          .addBooleans(columns.shareExempt)
          .add(PlanJson.write(plan));
      insert.executeUpdate();
    }
  }

  /** Replaces what may change in a plan's life. */
  static void update(Connection connection, LedgerEntry entry, Map<CounterKey, Long> ids)
      throws SQLException {
    StoredPlan plan = entry.plan();
    PlanColumns columns = new PlanColumns(entry, ids);
    List<Transition> transitions = entry.transitions();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      new Parameters(update)
          .add(plan.shipmentStates().contains(ShipmentState.HELD))
          .addShorts(codes(plan.shipmentStates()))
          .addLongs(columns.lineOpen)
          .addIntegers(columns.takeShipments)
          .addLongs(columns.takeCounters)
          .addLongs(columns.takeAmounts)
          .addIntegers(transitions.stream().map(Transition::shipmentNumber).toList())
          .addShorts(codes(transitions.stream().map(Transition::state).toList()))
          .addTimes(transitions.stream().map(Transition::time).toList())
          .addTexts(transitions.stream().map(Transition::cause).toList())
          .addTexts(entry.releaseRequestIds())
          .add(PlanIds.dayOf(plan.storedTime()))
          .add(plan.planId());
      update.executeUpdate();
    }
  }

  /** Locks the plan; empty when no plan has this id. */
  Optional<LedgerEntry> lock(Connection connection, String planId) throws SQLException {
    return find(connection, LOCK, planId);
  }

  /** The plan as it was last committed; empty when no plan has this id. */
  Optional<LedgerEntry> find(Connection connection, String planId) throws SQLException {
    return find(connection, FIND, planId);
  }

  private Optional<LedgerEntry> find(Connection connection, String sql, String planId)
      throws SQLException {
    Optional<LocalDate> day = PlanIds.findDay(planId);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      new Parameters(select).add(day.get()).add(planId);
      return read(connection, select).stream().findFirst();
    }
  }

  /** Locks plans whose hold is over at {@code now}, the longest over first. */
  List<LedgerEntry> lockExpired(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK_EXPIRED)) {
      new Parameters(select).add(now).add(limit);
      return read(connection, select);
    }
  }

  /** All plans that a statement selects with {@link PlanRow#COLUMNS}. */
  List<LedgerEntry> read(Connection connection, PreparedStatement select) throws SQLException {
    List<PlanRow> rows = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    try (ResultSet results = select.executeQuery()) {
      while (results.next()) {
        PlanRow row = PlanRow.read(results);
        rows.add(row);
        ids.addAll(row.counterIds());
      }
    }
    Map<Long, CounterKey> keys = counterIds.keysOf(connection, ids);
    return rows.stream().map(row -> row.toEntry(keys)).toList();
  }

  /** Puts an event into the outbox; its day's partition is open. */
  static void tell(Connection connection, LedgerEvent event) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(TELL)) {
      new Parameters(insert)
          .add(PlanIds.dayOf(event.time()))
          .add(event.kind().code())
          .add(event.planId())
          .addIntegers(event.shipmentNumbers())
          .addTexts(event.givenBack().stream().map(ShippedLine::sku).toList())
          .addLongs(event.givenBack().stream().map(ShippedLine::quantity).toList())
          .add(event.cause())
          .add(event.requestId())
          .add(event.time());
      insert.executeUpdate();
    }
  }

  private static List<Short> codes(List<ShipmentState> states) {
    return states.stream().map(ShipmentState::code).toList();
  }
}
