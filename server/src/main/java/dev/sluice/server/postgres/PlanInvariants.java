package dev.sluice.server.postgres;

/** The longer queries of {@link Invariant}. */
final class PlanInvariants {

  /** What is used of a counter compares by $ with what shipments hold of it. */
  static final String HELD_DIFFERS =
      """
      WITH held AS (
          SELECT counter_id, sum(open_used) AS open_used, sum(shipped_used) AS shipped_used,
              sum(exempt) AS exempt
          FROM (
              SELECT t.counter_id,
                  CASE WHEN p.shipment_states[t.shipment] IN (1, 2) THEN t.amount ELSE 0 END,
                  CASE WHEN p.shipment_states[t.shipment] = 3 THEN t.amount ELSE 0 END,
                  0
              FROM plan p, unnest(p.take_shipments, p.take_counters, p.take_amounts)
                  AS t (shipment, counter_id, amount)
              UNION ALL
              SELECT c.counter_id, 0, (NOT s.exempt)::int, s.exempt::int
              FROM plan p, unnest(p.share_shipments, p.share_carriers, p.share_alls,
                      p.share_exempt) AS s (shipment, carrier, all_carriers, exempt),
                  LATERAL (VALUES (s.carrier), (s.all_carriers)) AS c (counter_id)
              WHERE p.shipment_states[s.shipment] IN (1, 2, 3)
              UNION ALL
              SELECT counter_id, 0, used, exempt FROM gone_take
          ) AS takes (counter_id, open_used, shipped_used, exempt)
          GROUP BY counter_id
      )
      SELECT format('counter %s (%s %s %s %s) uses %s, exempt %s; shipments hold %s, exempt %s',
          counter_id, c.kind, c.subject, c.scope, c.day, c.used, c.exempt,
          h.open_used + CASE WHEN c.kind IN (1, 2, 8) THEN 0 ELSE h.shipped_used END, h.exempt)
      FROM counter c FULL JOIN held h USING (counter_id)
      WHERE coalesce(c.used, 0) $ coalesce(
              h.open_used + CASE WHEN c.kind IN (1, 2, 8) THEN 0 ELSE h.shipped_used END, 0)
          OR coalesce(c.exempt, 0) $ coalesce(h.exempt, 0)
          OR c.counter_id IS NULL
      """;

  /** Stock whose numbers do not add up; $: which counters. */
  static final String STOCK_UNBALANCED =
      """
      SELECT format('stock %s at %s: on hand %s, safety %s, earmarked %s, received %s, shipped %s; counter %s has capacity %s',
          coalesce(s.sku, c.scope), coalesce(s.warehouse_id, c.subject), s.on_hand,
          s.safety_stock, s.earmarked, s.received, s.shipped, c.counter_id, c.capacity)
      FROM (SELECT * FROM stock WHERE true $) AS s
      FULL JOIN (SELECT * FROM counter WHERE kind = 1 $) AS c USING (counter_id)
      WHERE s.counter_id IS NULL OR c.counter_id IS NULL
          OR s.warehouse_id <> c.subject OR s.sku <> c.scope
          OR s.received - s.shipped <> s.on_hand
          OR c.capacity <> s.on_hand - s.safety_stock - s.earmarked
      """;

  /**
   * The rule set was put in force later, or never. What was stored before anybody noted what is in
   * force is not judged.
   */
  static final String RULES_NOT_IN_FORCE =
      """
      SELECT format('plan %s of %s was decided by rule set %s, which was not in force', plan_id,
          stored_time, rule_set_version)
      FROM plan
      WHERE stored_time >= (SELECT min(activated_time) FROM rule_set_activation)
          AND NOT EXISTS (
              SELECT FROM rule_set_activation a
              WHERE a.version = plan.rule_set_version AND a.activated_time <= plan.stored_time)
      """;

  /** Arrays that belong together differ in length, or name a shipment that is not there. */
  static final String MISALIGNED =
      """
      SELECT plan_id, 'arrays do not match each other'
      FROM plan
      WHERE cardinality(shipment_warehouses) <> cardinality(shipment_states)
          OR cardinality(shipment_carriers) <> cardinality(shipment_states)
          OR cardinality(shipment_lanes) <> cardinality(shipment_states)
          OR cardinality(order_quantities) <> cardinality(order_skus)
          OR cardinality(unfulfilled_quantities) <> cardinality(unfulfilled_skus)
          OR cardinality(line_skus) <> cardinality(line_shipments)
          OR cardinality(line_quantities) <> cardinality(line_shipments)
          OR cardinality(line_open) <> cardinality(line_shipments)
          OR cardinality(take_counters) <> cardinality(take_shipments)
          OR cardinality(take_amounts) <> cardinality(take_shipments)
          OR cardinality(share_carriers) <> cardinality(share_shipments)
          OR cardinality(share_alls) <> cardinality(share_shipments)
          OR cardinality(share_caps) <> cardinality(share_shipments)
          OR cardinality(share_exempt) <> cardinality(share_shipments)
          OR NOT line_shipments || take_shipments || share_shipments
              <@ ARRAY(SELECT generate_series(1, cardinality(shipment_states)))
          OR NOT ARRAY(SELECT generate_series(1, cardinality(shipment_states))) <@ line_shipments
          OR hold_open <> (1 = ANY (shipment_states))
          OR NOT 0 <= ALL (line_open)
          OR NOT 1 <= ALL (take_amounts)
          OR day <> (stored_time AT TIME ZONE 'UTC')::date
          OR left(plan_id, 8) <> to_char(day, 'YYYYMMDD')
      """;

  /** Of one plan: what was ordered of a SKU, less what is shipped or unfulfilled. */
  static final String LINES_OF_PLAN_DIFFER =
      """
      SELECT sku, sum(quantity) AS difference
      FROM (SELECT * FROM unnest(plan.order_skus, plan.order_quantities)
            UNION ALL
            SELECT sku, -quantity FROM unnest(plan.line_skus, plan.line_quantities)
                AS t (sku, quantity)
            UNION ALL
            SELECT sku, -quantity FROM unnest(plan.unfulfilled_skus, plan.unfulfilled_quantities)
                AS t (sku, quantity)
      ) AS t (sku, quantity)
      GROUP BY sku HAVING sum(quantity) <> 0
      """;

  /** Ordered is shipped plus unfulfilled, SKU by SKU. */
  static final String LINES_DIFFER =
      """
      SELECT plan_id, format('of %s, %s more were ordered than planned', l.sku, l.difference)
      FROM plan, LATERAL (
      """
          + LINES_OF_PLAN_DIFFER
          + ") AS l";

  /** A shipment takes the units of its lines from its own warehouse. */
  static final String STOCK_DIFFERS =
      """
      SELECT plan_id, format('shipment %s holds %s more of %s than it ships', shipment,
          sum(amount), sku)
      FROM (
          SELECT p.plan_id, t.shipment, split_part(c.scope, chr(9), 1) AS sku, t.amount
          FROM plan p
          CROSS JOIN unnest(p.take_shipments, p.take_counters, p.take_amounts)
              AS t (shipment, counter_id, amount)
          JOIN counter c ON c.counter_id = t.counter_id AND c.kind IN (1, 2, 8)
          UNION ALL
          SELECT p.plan_id, l.shipment, l.sku, -l.quantity
          FROM plan p, unnest(p.line_shipments, p.line_skus, p.line_open)
              AS l (shipment, sku, quantity)
      ) AS units (plan_id, shipment, sku, amount)
      GROUP BY plan_id, shipment, sku HAVING sum(amount) <> 0
      """;

  /** A counter of another warehouse, lane or carrier than the shipment's. */
  static final String FOREIGN_TAKES =
      """
      SELECT p.plan_id, format('shipment %s takes from %s, which is not its own', t.shipment,
          c.subject)
      FROM plan p
      CROSS JOIN unnest(p.take_shipments, p.take_counters) AS t (shipment, counter_id)
      JOIN counter c ON c.counter_id = t.counter_id
      WHERE c.subject <> CASE c.kind
          WHEN 4 THEN p.shipment_lanes[t.shipment]
          WHEN 5 THEN p.shipment_carriers[t.shipment]
          ELSE p.shipment_warehouses[t.shipment] END
      UNION ALL
      SELECT p.plan_id, format('shipment %s counts in the share of %s by %s', s.shipment,
          a.scope, c.subject)
      FROM plan p
      CROSS JOIN unnest(p.share_shipments, p.share_carriers, p.share_alls)
          AS s (shipment, carrier, all_carriers)
      JOIN counter c ON c.counter_id = s.carrier
      JOIN counter a ON a.counter_id = s.all_carriers
      WHERE (c.kind, c.subject, c.scope, c.day, a.kind)
          IS DISTINCT FROM (6, p.shipment_carriers[s.shipment], a.scope, a.day, 7)
      """;

  /**
   * Each step from the state before it: HELD to CONFIRMED or RELEASED, CONFIRMED to SHIPPED or
   * RELEASED, what stands to CARRIED; the last one is the state the shipment is in.
   */
  static final String ILLEGAL_TRANSITIONS =
      """
      WITH steps AS (
          SELECT p.plan_id, t.shipment, t.step, t.state,
              lag(t.state, 1, coalesce(p.first_states[t.shipment],
                      CASE WHEN p.expire_time IS NULL THEN 2 ELSE 1 END::smallint))
                  OVER shipment AS before,
              lead(t.state) OVER shipment IS NULL AS is_last,
              p.shipment_states[t.shipment] AS now
          FROM plan p
          CROSS JOIN unnest(p.transition_shipments, p.transition_states)
              WITH ORDINALITY AS t (shipment, state, step)
          WINDOW shipment AS (PARTITION BY p.plan_id, t.shipment ORDER BY t.step)
      )
      SELECT format('plan %s: shipment %s went from state %s to %s and is in %s', plan_id,
          shipment, before, state, now)
      FROM steps
      WHERE (before, state) NOT IN ((1, 2), (1, 4), (2, 3), (2, 4), (1, 6), (2, 6), (3, 6))
          OR (is_last AND state IS DISTINCT FROM now)
      UNION ALL
      SELECT format('plan %s: shipment %s is in state %s without a step to it', p.plan_id,
          s.shipment, s.state)
      FROM plan p, unnest(p.shipment_states) WITH ORDINALITY AS s (state, shipment)
      WHERE s.state <> coalesce(p.first_states[s.shipment],
              CASE WHEN p.expire_time IS NULL THEN 2 ELSE 1 END::smallint)
          AND s.shipment <> ALL (p.transition_shipments)
      """;

  /** A key's plans are those its revisions name, but for what is kept no longer. */
  static final String REVISIONS_DIFFER =
      """
      SELECT format('order %s/%s is at revision %s with plan %s; %s of %s plans are stored, revision %s to %s',
          channel, order_id, k.revision, k.plan_id, coalesce(p.plans, 0), k.kept, p.first, p.last)
      FROM (
          SELECT *
          FROM order_key, LATERAL (
              SELECT count(*) FILTER (WHERE id >= to_char(kept_from, 'YYYYMMDD')) AS kept,
                  count(*) AS all_revisions
              FROM ledger_retention, unnest(earlier_plan_ids || plan_id) AS i (id)) AS ids
          WHERE kept > 0
      ) AS k
      FULL JOIN (
          SELECT channel, order_id, count(*) AS plans, min(revision) AS first,
              max(revision) AS last, count(DISTINCT revision) AS revisions,
              (array_agg(plan_id ORDER BY revision DESC))[1] AS plan_id,
              (array_agg(fingerprint ORDER BY revision DESC))[1] AS fingerprint
          FROM plan WHERE day >= (SELECT kept_from FROM ledger_retention)
          GROUP BY channel, order_id
      ) AS p USING (channel, order_id)
      WHERE (k.revision, k.kept, k.kept, k.revision - k.kept + 1, k.all_revisions, k.plan_id,
              k.fingerprint)
          IS DISTINCT FROM (p.last, p.plans, p.revisions, p.first::bigint, p.last::bigint,
              p.plan_id, p.fingerprint)
      """;

  /** What a revision begins with is what the one before left standing. */
  static final String CARRIED_DIFFERS =
      """
      SELECT format('plan %s, revision %s, does not carry on what plan %s, revision %s, left',
          n.plan_id, n.revision, o.plan_id, o.revision)
      FROM order_key k
      JOIN plan n ON n.channel = k.channel AND n.order_id = k.order_id
      JOIN plan o ON o.channel = k.channel AND o.order_id = k.order_id
          AND o.revision = n.revision - 1
      CROSS JOIN LATERAL (
          SELECT ARRAY(SELECT s.shipment
              FROM unnest(o.shipment_states) WITH ORDINALITY AS s (state, shipment)
              WHERE s.state = 6 ORDER BY s.shipment) AS shipments) AS carried
      WHERE k.revision > 1
          AND (n.replaces IS DISTINCT FROM o.plan_id
              OR o.replaced_by IS DISTINCT FROM n.plan_id
              OR cardinality(n.first_states) <> cardinality(n.shipment_states)
              OR NOT n.first_states[n.carried_shipments + 1:] <@ '{1,2}'
              OR cardinality(carried.shipments) <> n.carried_shipments
              OR ARRAY(
                  SELECT format('%s %s %s', l.shipment, l.sku, l.quantity)
                  FROM unnest(n.line_shipments, n.line_skus, n.line_quantities)
                      AS l (shipment, sku, quantity)
                  WHERE l.shipment <= n.carried_shipments ORDER BY 1)
                  <> ARRAY(
                  SELECT format('%s %s %s', array_position(carried.shipments, l.shipment),
                      l.sku, l.open)
                  FROM unnest(o.line_shipments, o.line_skus, o.line_open)
                      AS l (shipment, sku, open)
                  WHERE l.shipment = ANY (carried.shipments) AND l.open > 0 ORDER BY 1)
              OR ARRAY(
                  SELECT coalesce(
                      (SELECT t.state
                       FROM unnest(o.transition_shipments, o.transition_states)
                           WITH ORDINALITY AS t (shipment, state, step)
                       WHERE t.shipment = c.shipment AND t.state <> 6
                       ORDER BY t.step DESC LIMIT 1),
                      o.first_states[c.shipment],
                      CASE WHEN o.expire_time IS NULL THEN 2 ELSE 1 END::smallint)
                  FROM unnest(carried.shipments) WITH ORDINALITY AS c (shipment, place)
                  ORDER BY c.place)
                  <> n.first_states[1:n.carried_shipments])
      """;

  /** An order key that lacks a plan's order, or stands before its plan, or on another content. */
  static final String KEY_IS_BEHIND =
      """
      SELECT format('order %s/%s is at revision %s with plan %s; revision %s is plan %s',
          p.channel, p.order_id, k.revision, k.plan_id, p.revision, p.plan_id)
      FROM plan p LEFT JOIN order_key k USING (channel, order_id)
      WHERE k.revision IS NULL OR k.revision < p.revision OR k.fingerprint <> p.fingerprint
          OR (k.revision = p.revision) <> (k.plan_id = p.plan_id)
      """;

  /** What plans say happened, less what was told, is nothing; and so for units given back. */
  static final String EVENTS_DIFFER =
      """
      SELECT format('plan %s: shipment %s entered state %s; %s more times than told', plan_id,
          shipment, kind, sum(times))
      FROM (
          SELECT plan_id, 1 AS kind, s.shipment, 1 AS times
          FROM plan, generate_series(0, cardinality(shipment_states)) AS s (shipment)
          WHERE day >= (SELECT kept_from FROM ledger_retention)
          UNION ALL
          SELECT p.plan_id, t.state, t.shipment, 1
          FROM plan p, unnest(p.transition_shipments, p.transition_states) AS t (shipment, state)
          WHERE p.day >= (SELECT kept_from FROM ledger_retention)
          UNION ALL
          SELECT plan_id, kind, s.shipment, -1
          FROM outbox, unnest(CASE WHEN kind = 1 THEN 0 || shipments ELSE shipments END)
              AS s (shipment)
          WHERE kind IN (1, 2, 3, 4, 6)
              AND plan_id >= (SELECT to_char(kept_from, 'YYYYMMDD') FROM ledger_retention)
      ) AS changes (plan_id, kind, shipment, times)
      GROUP BY plan_id, kind, shipment HAVING sum(times) <> 0
      UNION ALL
      SELECT format('plan %s: %s more of %s were given back than told', plan_id, sum(units), sku)
      FROM (
          SELECT p.plan_id, l.sku,
              CASE WHEN p.shipment_states[l.shipment] = 4 THEN l.quantity
                  ELSE l.quantity - l.open END
          FROM plan p, unnest(p.line_shipments, p.line_skus, p.line_quantities, p.line_open)
              AS l (shipment, sku, quantity, open)
          WHERE cardinality(p.transition_shipments) + cardinality(p.release_request_ids) > 0
              AND p.day >= (SELECT kept_from FROM ledger_retention)
          UNION ALL
          SELECT o.plan_id, g.sku, -g.units
          FROM outbox o, unnest(o.given_skus, o.given_quantities) AS g (sku, units)
          WHERE o.plan_id >= (SELECT to_char(kept_from, 'YYYYMMDD') FROM ledger_retention)
      ) AS changes (plan_id, sku, units)
      GROUP BY plan_id, sku HAVING sum(units) <> 0
      """;

  /**
   * What earmarks keep and what arrived for plans is what the stock has earmarked, and each has its
   * own counter.
   */
  static final String EARMARKS_DIFFER =
      """
      SELECT format('earmark of %s at %s: keeps %s of %s units for %s in counter %s; the stock has %s earmarked',
          coalesce(k.sku, s.sku), coalesce(k.warehouse_id, s.warehouse_id), k.kept, k.units,
          k.holder, k.counter_id, s.earmarked)
      FROM stock s
      FULL JOIN (
          SELECT counter_id, holder, units, kept, sku, warehouse_id, wrong,
              sum(kept) OVER (PARTITION BY sku, warehouse_id) AS kept_of_position
          FROM (
              SELECT c.counter_id, e.holder, e.units, c.capacity AS kept,
                  coalesce(e.sku, split_part(c.scope, chr(9), 1)) AS sku,
                  coalesce(e.warehouse_id, c.subject) AS warehouse_id,
                  c.counter_id IS NULL OR e.counter_id IS NULL AND c.capacity <> 0
                      OR c.scope <> e.sku || chr(9) || e.holder
                      OR c.subject <> e.warehouse_id AS wrong
              FROM (SELECT * FROM counter WHERE kind = 2) AS c
              FULL JOIN earmark e USING (counter_id)
              UNION ALL
              SELECT c.counter_id, 'inbound ' || i.expected_day, i.expected, i.arrived,
                  coalesce(i.sku, split_part(c.scope, chr(9), 1)),
                  coalesce(i.warehouse_id, c.subject),
                  c.counter_id IS NULL OR i.counter_id IS NULL AND c.capacity <> 0
                      OR c.scope <> i.sku || chr(9) || to_char(i.expected_day, 'YYYY-MM-DD')
                      OR c.subject <> i.warehouse_id
                      OR c.capacity <> i.expected + i.arrived
              FROM (SELECT * FROM counter WHERE kind = 8) AS c
              FULL JOIN inbound i USING (counter_id)
          ) AS counters
      ) AS k USING (sku, warehouse_id)
      WHERE s.counter_id IS NULL OR k.wrong OR s.earmarked <> coalesce(k.kept_of_position, 0)
      """;

  private PlanInvariants() {}
}
