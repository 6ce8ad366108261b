package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads stored plans. Pages follow the primary key, for ids are in the order of time. */
public final class PostgresPlans implements PlanRepository {

  private static final String FIND_CURRENT =
      "SELECT plan_id FROM order_key WHERE channel = ? AND order_id = ?";

  private final Transactions transactions;
  private final PlanTable plans;

  public PostgresPlans(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
    this.plans = new PlanTable(new CounterIds(transactions));
  }

  @Override
  public Optional<StoredPlan> findPlan(String planId) {
    return transactions.run(
        "Reading plan " + planId,
        connection -> plans.find(connection, planId).map(LedgerEntry::plan));
  }

  @Override
  public Optional<StoredPlan> findCurrentPlan(OrderKey key) {
    return transactions.run(
        "Reading the plan of order " + key.channel() + "/" + key.orderId(),
        connection -> findCurrent(connection, key));
  }

  @Override
  public Optional<StoredPlan> findRevision(OrderKey key, String requestId) {
    return transactions.run(
        "Reading the revisions of order " + key.channel() + "/" + key.orderId(),
        connection -> {
          Optional<String> planId =
              OrderRevisions.find(connection, key).flatMap(all -> all.findMadeBy(requestId));
          return planId.isPresent()
              ? plans.find(connection, planId.get()).map(LedgerEntry::plan)
              : Optional.empty();
        });
  }

  @Override
  public List<StoredPlan> listPlans(Filter filter, int limit, Optional<Cursor> after) {
    Conditions conditions = new Conditions();
    after.ifPresent(cursor -> conditions.below(cursor.planId()));
    filter.from().ifPresent(conditions::from);
    filter.until().ifPresent(conditions::until);
    filter.state().ifPresent(s -> conditions.add("? = ANY (shipment_states)", s.code()));
    filter.warehouseId().ifPresent(id -> conditions.add("? = ANY (shipment_warehouses)", id));
    filter.carrierId().ifPresent(id -> conditions.add("? = ANY (shipment_carriers)", id));
    filter.channel().ifPresent(id -> conditions.add("channel = ?", id));
    filter.sku().ifPresent(id -> conditions.add("? = ANY (order_skus)", id));
    filter.orderId().ifPresent(id -> conditions.add("order_id = ?", id));
    return transactions.run("Listing plans", c -> list(c, conditions, limit));
  }

  private Optional<StoredPlan> findCurrent(Connection connection, OrderKey key)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND_CURRENT)) {
      new Parameters(select).add(key.channel()).add(key.orderId());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return plans.find(connection, row.getString("plan_id")).map(LedgerEntry::plan);
      }
    }
  }

  private List<StoredPlan> list(Connection connection, Conditions conditions, int limit)
      throws SQLException {
    String sql =
        "SELECT "
            + PlanRow.COLUMNS
            + " FROM plan WHERE "
            + conditions.sql()
            + " ORDER BY day DESC, plan_id DESC LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next = 1;
      for (Object value : conditions.values) {
        select.setObject(next++, value);
      }
      select.setInt(next, limit);
      return plans.read(connection, select).stream().map(LedgerEntry::plan).toList();
    }
  }

  /** A WHERE clause under construction; every value is a parameter. */
  private static final class Conditions {
    private final List<String> clauses = new ArrayList<>(List.of("true"));
    private final List<Object> values = new ArrayList<>();

    void add(String clause, Object value) {
      clauses.add(clause);
      values.add(value);
    }

    void below(String planId) {
      PlanIds.findDay(planId)
          .ifPresentOrElse(
              day -> {
                clauses.add("day <= ?");
                values.add(day);
                add("plan_id < ?", planId);
              },
              () -> clauses.add("false"));
    }

    void from(Instant time) {
      add("day >= ?", PlanIds.dayOf(time));
      add("stored_time >= ?", SqlArrays.toSql(time));
    }

    void until(Instant time) {
      add("day <= ?", PlanIds.dayOf(time));
      add("stored_time < ?", SqlArrays.toSql(time));
    }

    String sql() {
      return String.join(" AND ", clauses);
    }
  }
}
