package dev.sluice.server.postgres;

/** The statements of {@link StockRows} and {@link PostgresStock}. */
final class StockSql {

  /** In key order, so that two who insert the same rows do not wait for each other in a circle. */
  static final String MAKE_COUNTERS =
      """
      INSERT INTO counter (kind, subject, scope, day, capacity)
      SELECT ?, subject, scope, DATE '1970-01-01', 0
      FROM unnest(?::text[], ?::text[]) AS k (subject, scope)
      ORDER BY subject, scope
      ON CONFLICT DO NOTHING
      """;

  static final String MAKE_STOCK =
      """
      INSERT INTO stock (sku, warehouse_id, counter_id, on_hand, safety_stock, received, as_of)
      SELECT k.sku, k.warehouse_id, c.counter_id, 0, 0, 0, '-infinity'
      FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
      JOIN counter c ON c.kind = 1 AND c.subject = k.warehouse_id AND c.scope = k.sku
          AND c.day = DATE '1970-01-01'
      ORDER BY k.warehouse_id, k.sku
      ON CONFLICT DO NOTHING
      """;

  /** The counters of positions, of all that is kept of them or on its way, and of what is new. */
  static final String LOCK =
      """
      SELECT counter_id, kind, subject, scope FROM counter
      WHERE counter_id IN (
          SELECT c.counter_id FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
          JOIN counter c ON c.kind = 1 AND c.subject = k.warehouse_id AND c.scope = k.sku
              AND c.day = DATE '1970-01-01'
          UNION ALL
          SELECT e.counter_id FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
          JOIN earmark e USING (warehouse_id, sku)
          UNION ALL
          SELECT i.counter_id FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
          JOIN inbound i USING (warehouse_id, sku)
          UNION ALL
          SELECT c.counter_id
          FROM unnest(?::smallint[], ?::text[], ?::text[]) AS k (kind, subject, scope)
          JOIN counter c ON c.kind = k.kind AND c.subject = k.subject AND c.scope = k.scope
              AND c.day = DATE '1970-01-01')
      ORDER BY counter_id FOR UPDATE
      """;

  /**
   * One snapshot: a row with a holder is kept of a position, one with a day is on its way to one,
   * any other is one.
   */
  static final String OF_SKUS =
      """
      SELECT c.counter_id, s.warehouse_id, s.sku, NULL AS holder, s.on_hand AS units,
          s.safety_stock AS kept, c.used, nullif(s.as_of, '-infinity') AS at, NULL::date AS day
      FROM stock s JOIN counter c USING (counter_id)
      WHERE s.sku = ANY (?)
      UNION ALL
      SELECT c.counter_id, e.warehouse_id, e.sku, e.holder, e.units, c.capacity, c.used,
          e.until_time, NULL
      FROM earmark e JOIN counter c USING (counter_id)
      WHERE e.sku = ANY (?)
      UNION ALL
      SELECT c.counter_id, i.warehouse_id, i.sku, NULL, i.expected, i.arrived, c.used, NULL,
          i.expected_day
      FROM inbound i JOIN counter c USING (counter_id)
      WHERE i.sku = ANY (?)
      """;

  /** The same of positions by their counters. */
  static final String OF_COUNTERS =
      """
      SELECT c.counter_id, s.warehouse_id, s.sku, NULL AS holder, s.on_hand AS units,
          s.safety_stock AS kept, c.used, nullif(s.as_of, '-infinity') AS at, NULL::date AS day
      FROM stock s JOIN counter c USING (counter_id)
      WHERE s.counter_id = ANY (?)
      UNION ALL
      SELECT c.counter_id, e.warehouse_id, e.sku, e.holder, e.units, c.capacity, c.used,
          e.until_time, NULL
      FROM stock s JOIN earmark e USING (sku, warehouse_id)
      JOIN counter c ON c.counter_id = e.counter_id
      WHERE s.counter_id = ANY (?)
      UNION ALL
      SELECT c.counter_id, i.warehouse_id, i.sku, NULL, i.expected, i.arrived, c.used, NULL,
          i.expected_day
      FROM stock s JOIN inbound i USING (sku, warehouse_id)
      JOIN counter c ON c.counter_id = i.counter_id
      WHERE s.counter_id = ANY (?)
      """;

  static final String CLAIM_REQUEST =
      """
      INSERT INTO stock_request (request_id, applied_time) VALUES (?, ?) ON CONFLICT DO NOTHING
      """;

  /** A count is as of its time unless the row was counted later; null leaves the time alone. */
  static final String WRITE_STOCK =
      """
      UPDATE stock s
      SET received = s.received + d.on_hand - s.on_hand, on_hand = d.on_hand,
          safety_stock = d.safety_stock, earmarked = d.earmarked,
          as_of = greatest(s.as_of, ?)
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          AS d (counter_id, on_hand, safety_stock, earmarked)
      WHERE s.counter_id = d.counter_id
      """;

  /** What may be promised follows what is there, also below what plans hold. */
  static final String WRITE_COUNTERS =
      """
      UPDATE counter c
      SET capacity = d.capacity, shortfall = greatest(0, c.used - d.capacity)
      FROM unnest(?::bigint[], ?::bigint[]) AS d (counter_id, capacity)
      JOIN counter before ON before.counter_id = d.counter_id
      WHERE c.counter_id = d.counter_id
      RETURNING c.counter_id, c.kind, c.subject, c.scope, c.day, c.capacity, c.used, c.exempt,
          c.shortfall, before.shortfall AS shortfall_before
      """;

  static final String WRITE_EARMARKS =
      """
      INSERT INTO earmark (counter_id, warehouse_id, sku, holder, units, until_time, give_back_time)
      SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[],
          ?::timestamptz[], ?::timestamptz[])
      ON CONFLICT (counter_id) DO UPDATE SET units = excluded.units,
          until_time = excluded.until_time, give_back_time = excluded.give_back_time
      """;

  static final String DROP_EARMARKS = "DELETE FROM earmark WHERE counter_id = ANY (?)";

  static final String WRITE_INBOUND =
      """
      INSERT INTO inbound (counter_id, warehouse_id, sku, expected_day, expected, arrived)
      SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::date[], ?::bigint[], ?::bigint[])
      ON CONFLICT (counter_id) DO UPDATE SET expected = excluded.expected,
          arrived = excluded.arrived
      """;

  static final String DROP_INBOUND = "DELETE FROM inbound WHERE counter_id = ANY (?)";

  /** Positions of which more is kept than is held, though it is time to give it back. */
  static final String TO_GIVE_BACK =
      """
      SELECT DISTINCT e.warehouse_id, e.sku
      FROM earmark e JOIN counter c USING (counter_id)
      WHERE e.give_back_time <= ? AND (c.capacity > c.used OR c.capacity = 0)
      UNION
      SELECT i.warehouse_id, i.sku
      FROM inbound i JOIN counter c USING (counter_id)
      WHERE (i.arrived > 0 OR i.expected = 0)
          AND (i.arrived > c.used OR i.expected = 0 AND c.used = 0)
      LIMIT ?
      """;

  private StockSql() {}
}
