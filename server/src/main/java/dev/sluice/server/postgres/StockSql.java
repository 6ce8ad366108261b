package dev.sluice.server.postgres;

/** The statements of {@link PostgresStock}. */
final class StockSql {

  /** In key order, so that two who insert the same rows do not wait for each other in a circle. */
  static final String MAKE_COUNTERS =
      """
      INSERT INTO counter (kind, subject, scope, day, capacity)
      SELECT 1, warehouse_id, sku, DATE '1970-01-01', 0
      FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
      ORDER BY warehouse_id, sku
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

  static final String LOCK =
      """
      SELECT counter_id, subject, scope FROM counter
      WHERE counter_id IN (
          SELECT c.counter_id FROM unnest(?::text[], ?::text[]) AS k (warehouse_id, sku)
          JOIN counter c ON c.kind = 1 AND c.subject = k.warehouse_id AND c.scope = k.sku
              AND c.day = DATE '1970-01-01')
      ORDER BY counter_id FOR UPDATE
      """;

  static final String STATE =
      """
      UPDATE stock s
      SET on_hand = d.on_hand, safety_stock = d.safety_stock,
          received = s.received + d.on_hand - s.on_hand, as_of = ?
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS d (counter_id, on_hand, safety_stock)
      WHERE s.counter_id = d.counter_id AND s.as_of <= ?
      """;

  static final String CLAIM_REQUEST =
      """
      INSERT INTO stock_request (request_id, applied_time) VALUES (?, ?) ON CONFLICT DO NOTHING
      """;

  static final String ADJUST =
      """
      UPDATE stock s
      SET on_hand = s.on_hand + d.units, received = s.received + d.units
      FROM unnest(?::bigint[], ?::bigint[]) AS d (counter_id, units)
      WHERE s.counter_id = d.counter_id
      """;

  /** What may be promised follows what is there, also below what plans hold. */
  static final String FOLLOW_STOCK =
      """
      UPDATE counter c
      SET capacity = s.on_hand - s.safety_stock - s.earmarked,
          shortfall = greatest(0, c.used - (s.on_hand - s.safety_stock - s.earmarked))
      FROM stock s JOIN counter before USING (counter_id)
      WHERE c.counter_id = ANY (?) AND s.counter_id = c.counter_id
      RETURNING c.counter_id, c.subject, c.scope, c.capacity, c.used, c.exempt,
          c.shortfall > before.shortfall AS falls_short
      """;

  static final String OF_COUNTERS =
      """
      SELECT s.counter_id, s.warehouse_id, s.sku, s.on_hand, s.safety_stock, s.earmarked, c.used
      FROM stock s JOIN counter c USING (counter_id)
      WHERE s.counter_id = ANY (?)
      """;

  static final String OF_SKUS =
      """
      SELECT s.counter_id, s.warehouse_id, s.sku, s.on_hand, s.safety_stock, s.earmarked, c.used
      FROM stock s JOIN counter c USING (counter_id)
      WHERE s.sku = ANY (?)
      ORDER BY s.sku, s.warehouse_id
      """;

  private StockSql() {}
}
