package dev.sluice.server.postgres;

import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Claims order keys inside a transaction: who comes first owns the key. */
final class OrderKeys {

  /** Every replica claims in the same order, so that two never wait for each other in a circle. */
  private static final Comparator<Batch.Order> IN_LOCK_ORDER =
      Comparator.comparing((Batch.Order order) -> order.key().channel())
          .thenComparing(order -> order.key().orderId());

  private static final String CLAIM =
      """
      INSERT INTO order_key (channel, order_id, fingerprint, plan_id, revision, placed_time)
      SELECT channel, order_id, fingerprint, plan_id, 1, placed_time
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          AS k (channel, order_id, fingerprint, plan_id, placed_time)
      ON CONFLICT DO NOTHING RETURNING plan_id
      """;

  private static final String FIND =
      """
      SELECT channel, order_id, plan_id FROM unnest(?::text[], ?::text[]) AS k (channel, order_id)
      JOIN order_key USING (channel, order_id)
      """;

  private static final String DELETE =
      """
      DELETE FROM order_key o USING unnest(?::text[], ?::text[]) AS k (channel, order_id)
      WHERE o.channel = k.channel AND o.order_id = k.order_id
      """;

  private OrderKeys() {}

  /**
   * Claims the keys of all; answers the orders whose key was free, as they came. Waits for a claim
   * under way elsewhere, and takes over when that one is rolled back.
   */
  static List<Batch.Order> claim(Connection connection, Collection<Batch.Order> orders)
      throws SQLException {
    if (orders.isEmpty()) {
      return List.of();
    }
    List<Batch.Order> sorted = orders.stream().sorted(IN_LOCK_ORDER).toList();
    Set<String> won = new HashSet<>();
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      new Parameters(insert)
          .addTexts(sorted.stream().map(order -> order.key().channel()).toList())
          .addTexts(sorted.stream().map(order -> order.key().orderId()).toList())
          .addTexts(sorted.stream().map(order -> order.proposal().fingerprint()).toList())
          .addTexts(sorted.stream().map(Batch.Order::planId).toList())
          .addTimes(sorted.stream().map(order -> order.proposal().order().placedTime()).toList());
      try (ResultSet claimed = insert.executeQuery()) {
        while (claimed.next()) {
          won.add(claimed.getString(1));
        }
      }
    }
    return orders.stream().filter(order -> won.contains(order.planId())).toList();
  }

  /** The current plans of keys that others own. */
  static Map<OrderKey, String> findPlanIds(Connection connection, Collection<Batch.Order> lost)
      throws SQLException {
    Map<OrderKey, String> planIds = new HashMap<>();
    if (lost.isEmpty()) {
      return planIds;
    }
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      setKeys(select, lost);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          planIds.put(new OrderKey(rows.getString(1), rows.getString(2)), rows.getString(3));
        }
      }
    }
    if (planIds.size() < lost.size()) {
      throw new SQLException("A claim was deleted meanwhile", PassingTrouble.TRY_AGAIN);
    }
    return planIds;
  }

  /** Gives keys back that were claimed in this transaction. */
  static void release(Connection connection, Collection<Batch.Order> claimed) throws SQLException {
    if (claimed.isEmpty()) {
      return;
    }
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      setKeys(delete, claimed);
      delete.executeUpdate();
    }
  }

  private static void setKeys(PreparedStatement statement, Collection<Batch.Order> orders)
      throws SQLException {
    List<String> channels = new ArrayList<>();
    List<String> orderIds = new ArrayList<>();
    for (Batch.Order order : orders) {
      channels.add(order.key().channel());
      orderIds.add(order.key().orderId());
    }
    new Parameters(statement).addTexts(channels).addTexts(orderIds);
  }
}
