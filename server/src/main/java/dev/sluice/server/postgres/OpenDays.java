package dev.sluice.server.postgres;

import dev.sluice.server.network.NetworkData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries changed daily capacities over to the counters of days that are not over yet, in the
 * transaction that changes them. Where more is used than there is now, a shortfall is told.
 */
final class OpenDays {
  /** Locks in id order, as everybody does who changes several counters. */
  private static final String ADJUST =
      """
      with day_start as (
        select warehouse_id, daily_capacity,
          (?::timestamptz at time zone time_zone - make_interval(hours => day_roll_hour))::date as first_day
        from warehouse
      ), template as (
        select 3 as kind, warehouse_id as subject, daily_capacity as capacity, first_day
        from day_start where ?
        union all
        select 4, lane_id, coalesce(daily_parcels, 9223372036854775807), first_day
        from lane join day_start using (warehouse_id) where ?
        union all
        select 5, carrier_id, coalesce(daily_parcels, 9223372036854775807),
          (select min(first_day) from day_start)
        from carrier where ?
      ), changed as (
        select c.counter_id, t.capacity
        from template t
        join counter c on c.kind = t.kind and c.subject = t.subject and c.scope = ''
          and c.day >= t.first_day
        where c.capacity <> t.capacity
        order by c.counter_id
        for update of c
      )
      update counter c
      set capacity = changed.capacity, shortfall = greatest(0, c.used - changed.capacity)
      from changed join counter before using (counter_id)
      where c.counter_id = changed.counter_id
      returning c.counter_id, c.shortfall, before.shortfall as shortfall_before
      """;

  private OpenDays() {}

  /**
   * Adjusts the days of what {@code changes} could have changed.
   *
   * @param now the database's time: days that are over by it stay as they were
   */
  static void adjust(Connection connection, NetworkData changes, Instant now) throws SQLException {
    boolean warehouses = !changes.warehouses().isEmpty();
    boolean lanes = !changes.lanes().isEmpty();
    boolean carriers = !changes.carriers().isEmpty();
    if (!warehouses && !lanes && !carriers) {
      return;
    }
    Map<Long, Long> shortfalls = new TreeMap<>();
    try (PreparedStatement adjust = connection.prepareStatement(ADJUST)) {
      new Parameters(adjust).add(now).add(warehouses).add(lanes).add(carriers);
      try (ResultSet row = adjust.executeQuery()) {
        while (row.next()) {
          if (row.getLong("shortfall") != row.getLong("shortfall_before")) {
            shortfalls.put(row.getLong("counter_id"), row.getLong("shortfall"));
          }
        }
      }
    }
    Shortfalls.tell(connection, shortfalls, now, "capacity was changed");
  }
}
