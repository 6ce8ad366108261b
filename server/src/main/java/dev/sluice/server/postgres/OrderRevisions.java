package dev.sluice.server.postgres;

import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which plans an order key had, one a revision.
 *
 * @param planId of the current revision
 * @param earlierPlanIds of the revisions before, from 1 on
 * @param requestIds what made the revisions from 2 on; empty where it had no id
 */
record OrderRevisions(
    String planId, int revision, List<String> earlierPlanIds, List<String> requestIds) {

  private static final String FIND =
      """
      SELECT plan_id, revision, earlier_plan_ids, reroute_request_ids FROM order_key
      WHERE channel = ? AND order_id = ?
      """;

  private static final String LOCK = FIND + " FOR UPDATE";

  private static final String ADVANCE =
      """
      UPDATE order_key
      SET earlier_plan_ids = earlier_plan_ids || plan_id,
          reroute_request_ids = reroute_request_ids || ?,
          plan_id = ?, revision = revision + 1
      WHERE channel = ? AND order_id = ?
      """;

  static Optional<OrderRevisions> find(Connection connection, OrderKey key) throws SQLException {
    return select(connection, FIND, key);
  }

  static Optional<OrderRevisions> lock(Connection connection, OrderKey key) throws SQLException {
    return select(connection, LOCK, key);
  }

  /** Makes the plan the current revision of a key that is locked. */
  static void advance(Connection connection, OrderKey key, String planId, String requestId)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      new Parameters(update).add(requestId).add(planId).add(key.channel()).add(key.orderId());
      update.executeUpdate();
    }
  }

  /** The plan of the revision that the request made. */
  Optional<String> findMadeBy(String requestId) {
    int index = requestId.isEmpty() ? -1 : requestIds.indexOf(requestId);
    if (index < 0) {
      return Optional.empty();
    }
    return Optional.of(index + 2 == revision ? planId : earlierPlanIds.get(index + 1));
  }

  private static Optional<OrderRevisions> select(Connection connection, String sql, OrderKey key)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      new Parameters(select).add(key.channel()).add(key.orderId());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new OrderRevisions(
                row.getString("plan_id"),
                row.getInt("revision"),
                SqlArrays.readTexts(row, "earlier_plan_ids"),
                SqlArrays.readTexts(row, "reroute_request_ids")));
      }
    }
  }
}
