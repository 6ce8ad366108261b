package dev.sluice.loadtest.client;

import dev.sluice.loadtest.PostgresProcess;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the database says of plans and orders. */
record PlanCount(long plans, long orders) {

  static PlanCount in(PostgresProcess postgres) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT (channel, order_id)) FROM plan")) {
      row.next();
      return new PlanCount(row.getLong(1), row.getLong(2));
    }
  }

  /** Whether there is one plan for each of so many orders and no other. */
  boolean isOneEach(long expectedOrders, PrintWriter out) {
    out.printf(
        "%d plans of %d orders in the database, %d answered%n", plans, orders, expectedOrders);
    return plans == orders && orders == expectedOrders;
  }
}
