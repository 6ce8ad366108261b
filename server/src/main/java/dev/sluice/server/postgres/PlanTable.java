package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.Lineage;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes and locks plans and tells their events, inside a caller's transaction. */
final class PlanTable {

  private static final List<String> PLAN_COLUMNS =
      List.of(
          "day",
          "plan_id",
          "channel",
          "order_id",
          "revision",
          "fingerprint",
          "rule_set_version",
          "stored_time",
          "expire_time",
          "hold_open",
          "order_skus",
          "order_quantities",
          "unfulfilled_skus",
          "unfulfilled_quantities",
          "shipment_states",
          "shipment_warehouses",
          "shipment_carriers",
          "shipment_lanes",
          "line_shipments",
          "line_skus",
          "line_quantities",
          "line_open",
          "take_shipments",
          "take_counters",
          "take_amounts",
          "share_shipments",
          "share_carriers",
          "share_alls",
          "share_caps",
          "share_exempt",
          "packed");

  /** What the plans of later revisions have beside these. */
  private static final List<String> REVISION_COLUMNS =
      List.of(
          "replaces", "carried_shipments", "first_states", "reroute_request_id", "reroute_cause");

  private static final String UPDATE =
      """
      UPDATE plan SET hold_open = ?, shipment_states = ?, line_open = ?, take_shipments = ?,
          take_counters = ?, take_amounts = ?, transition_shipments = ?, transition_states = ?,
          transition_times = ?, transition_causes = ?, release_request_ids = ?, replaced_by = ?
      WHERE day = ? AND plan_id = ?
      """;

  private static final String FIND =
      "SELECT " + PlanRow.COLUMNS + " FROM plan WHERE day = ? AND plan_id = ?";

  private static final String FIND_ALL =
      "SELECT " + PlanRow.COLUMNS + " FROM plan WHERE day = ? AND plan_id = ANY (?)";

  private static final String LOCK_ALL = FIND_ALL + " ORDER BY plan_id FOR UPDATE";

  private static final String LOCK = FIND + " FOR UPDATE";

  private static final String LIST_EXPIRED =
      """
      SELECT plan_id FROM plan WHERE hold_open AND expire_time <= ? ORDER BY expire_time LIMIT ?
      """;

  private static final List<String> EVENT_COLUMNS =
      List.of(
          "day",
          "kind",
          "plan_id",
          "shipments",
          "given_skus",
          "given_quantities",
          "cause",
          "request_id",
          "event_time");

  private final CounterIds counterIds;

  PlanTable(CounterIds counterIds) {
    this.counterIds = counterIds;
  }

  /** Stores plans that are new; the partitions of their days are open. */
  static void insert(Connection connection, Collection<StoredPlan> plans, Map<CounterKey, Long> ids)
      throws SQLException {
    if (plans.isEmpty()) {
      return;
    }
    BinaryRows rows = new BinaryRows();
    for (StoredPlan plan : plans) {
      rows.row(PLAN_COLUMNS.size());
      addPlan(rows, plan, ids);
    }
    rows.copyInto(connection, "plan", PLAN_COLUMNS);
  }

  /** Stores a plan that replaces another one; the partition of its day is open. */
  static void insertRevision(Connection connection, StoredPlan plan, Map<CounterKey, Long> ids)
      throws SQLException {
    List<String> columns = new ArrayList<>(PLAN_COLUMNS);
    columns.addAll(REVISION_COLUMNS);
    BinaryRows rows = new BinaryRows();
    rows.row(columns.size());
    addPlan(rows, plan, ids);
    Lineage lineage = plan.lineage();
    rows.add(lineage.replaces().orElseThrow())
        .add(lineage.carriedShipments())
        .addShorts(plan.shipmentStates(), ShipmentState::code)
        .add(lineage.requestId())
        .add(lineage.cause());
    rows.copyInto(connection, "plan", columns);
  }

  private static void addPlan(BinaryRows rows, StoredPlan plan, Map<CounterKey, Long> ids) {
    PlanColumns columns = new PlanColumns(LedgerEntry.begin(plan), ids);
    List<OrderLine> asked = plan.order().lines();
    List<UnfulfilledLine> unfulfilled = plan.plan().unfulfilledLines();
    List<PlannedShipment> shipments = plan.plan().shipments();
    rows.add(PlanIds.dayOf(plan.storedTime()))
        .add(plan.planId())
        .add(plan.order().key().channel())
        .add(plan.order().key().orderId())
        .add(plan.revision())
        .add(plan.fingerprint())
        .add(plan.plan().ruleSetVersion())
        .add(plan.storedTime())
        .add(plan.expireTime())
        .add(plan.shipmentStates().contains(ShipmentState.HELD))
        .addTexts(asked, OrderLine::sku)
        .addLongs(asked, OrderLine::quantity)
        .addTexts(unfulfilled, UnfulfilledLine::sku)
        .addLongs(unfulfilled, UnfulfilledLine::quantity)
        .addShorts(plan.shipmentStates(), ShipmentState::code)
        .addTexts(shipments, PlannedShipment::warehouseId)
        .addTexts(shipments, PlannedShipment::carrierId)
        .addTexts(shipments, PlannedShipment::laneId)
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
        .add(PlanPacking.pack(plan.order(), plan.plan()));
  }

  /** Replaces what may change in plans' lives. */
  static void update(
      Connection connection, Collection<LedgerEntry> entries, Map<CounterKey, Long> ids)
      throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (LedgerEntry entry : entries) {
        setChanged(update, entry, ids);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void setChanged(
      PreparedStatement update, LedgerEntry entry, Map<CounterKey, Long> ids) throws SQLException {
    StoredPlan plan = entry.plan();
    PlanColumns columns = new PlanColumns(entry, ids);
    List<Transition> transitions = entry.transitions();
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
        .addText(plan.lineage().replacedBy())
        .add(PlanIds.dayOf(plan.storedTime()))
        .add(plan.planId());
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

  /** The plans with these ids as they were last committed; an id that names none is absent. */
  Map<String, LedgerEntry> find(Connection connection, Collection<String> planIds)
      throws SQLException {
    return select(connection, FIND_ALL, planIds);
  }

  /** Locks the plans by ascending id; one that names none is absent. */
  Map<String, LedgerEntry> lock(Connection connection, Collection<String> planIds)
      throws SQLException {
    return select(connection, LOCK_ALL, planIds);
  }

  /**
   * Day by day, which is in the order of ids: a plan for several days would look at all there are.
   */
  private Map<String, LedgerEntry> select(
      Connection connection, String sql, Collection<String> planIds) throws SQLException {
    SortedMap<LocalDate, List<String>> byDay = new TreeMap<>();
    for (String planId : planIds) {
      PlanIds.findDay(planId)
          .ifPresent(day -> byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(planId));
    }
    Map<String, LedgerEntry> found = new HashMap<>();
    for (Map.Entry<LocalDate, List<String>> day : byDay.entrySet()) {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        new Parameters(select).add(day.getKey()).addTexts(day.getValue());
        for (LedgerEntry entry : read(connection, select)) {
          found.put(entry.plan().planId(), entry);
        }
      }
    }
    return found;
  }

  /** The ids of plans whose hold is over at {@code now}, the longest over first. */
  static List<String> listExpired(Connection connection, Instant now, int limit)
      throws SQLException {
    List<String> planIds = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LIST_EXPIRED)) {
      new Parameters(select).add(now).add(limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          planIds.add(rows.getString(1));
        }
      }
    }
    return planIds;
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

  /** Puts events into the outbox in this order; the partitions of their days are open. */
  static void tell(Connection connection, List<LedgerEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    BinaryRows rows = new BinaryRows();
    for (LedgerEvent event : events) {
      rows.row(EVENT_COLUMNS.size())
          .add(PlanIds.dayOf(event.time()))
          .add(event.kind().code())
          .add(event.planId())
          .addIntegers(event.shipmentNumbers())
          .addTexts(event.givenBack(), ShippedLine::sku)
          .addLongs(event.givenBack(), ShippedLine::quantity)
          .add(event.cause())
          .add(event.requestId())
          .add(event.time());
    }
    rows.copyInto(connection, "outbox", EVENT_COLUMNS);
  }

  private static List<Short> codes(List<ShipmentState> states) {
    return states.stream().map(ShipmentState::code).toList();
  }
}
