package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/**
 * Clears most invariants in two passes over the plans, where looking at each by itself would take
 * many. Sets are compared by the sums of their members' 64-bit hashes. What it doubts may be right:
 * {@link Invariant#violations} has the last word. What it clears is right but for a chance of about
 * 1 in 2^32.
 */
final class AuditSurvey {

  /** A plan's shipments are numbered from 1; one of more is doubted, thus looked at in detail. */
  private static final String NUMBERS =
      "(ARRAY[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16])[1:cardinality(shipment_states)]";

  /** Of all states that shipments went through, as digits. */
  private static final String LEGAL_LIVES =
      "('1', '2', '3', '12', '123', '124', '14', '23', '24', '16', '126', '1236', '26', '236', '36')";

  /** Of the shipment that stands for $. */
  private static final String FIRST_STATE =
      "coalesce(first_states[$]::text, CASE WHEN expire_time IS NULL THEN '2' ELSE '1' END)";

  /**
   * One row for all plans that count alike in shares: few, yet each number of parcels is there. The
   * rest comes along since the plans are being read.
   */
  private static final String PLANS_BY_SHARES =
      """
      by_shares AS MATERIALIZED (
          SELECT day, rule_set_version, share_shipments, share_carriers, share_alls, share_exempt,
              shipment_carriers, shipment_states, count(*) AS plans,
              min(plan_id) AS first_id, max(plan_id) AS last_id,
              min(stored_time) AS first_time, max(stored_time) AS last_time,
              sum(hashtextextended(plan_id, hashtextextended(fingerprint,
                  hashtextextended(order_id, hashtextextended(channel, revision))))) AS keys,
              sum(hash_array_extended(%1$s, hashtextextended(plan_id, 1))) AS routed,
              bool_and(cardinality(shipment_warehouses) = cardinality(shipment_states)
                  AND cardinality(shipment_carriers) = cardinality(shipment_states)
                  AND cardinality(shipment_lanes) = cardinality(shipment_states)
                  AND cardinality(order_quantities) = cardinality(order_skus)
                  AND cardinality(unfulfilled_quantities) = cardinality(unfulfilled_skus)
                  AND cardinality(line_skus) = cardinality(line_shipments)
                  AND cardinality(line_quantities) = cardinality(line_shipments)
                  AND cardinality(line_open) = cardinality(line_shipments)
                  AND cardinality(take_counters) = cardinality(take_shipments)
                  AND cardinality(take_amounts) = cardinality(take_shipments)
                  AND cardinality(share_caps) = cardinality(share_shipments)
                  AND hold_open = (1 = ANY (shipment_states))
                  AND 0 <= ALL (line_open)
                  AND 1 <= ALL (take_amounts)
                  AND CASE cardinality(shipment_states) WHEN 1
                      THEN line_shipments <> '{}' AND 1 = ALL (line_shipments)
                          AND 1 = ALL (take_shipments) AND 1 = ALL (share_shipments)
                      ELSE line_shipments || take_shipments || share_shipments <@ %1$s
                          AND %1$s <@ line_shipments END
                  AND CASE
                      WHEN order_skus = line_skus AND order_quantities = line_quantities
                          AND unfulfilled_skus = '{}' THEN true
                      WHEN order_skus = unfulfilled_skus AND line_skus = '{}'
                          AND order_quantities = unfulfilled_quantities THEN true
                      END) AS matching,
              bool_and(CASE WHEN transition_states = '{}'
                  THEN transition_shipments = '{}'
                      AND CASE first_states WHEN '{}' THEN (%2$s)::smallint = ALL (shipment_states)
                          ELSE first_states = shipment_states END
                  WHEN cardinality(shipment_states) = 1
                  THEN 1 = ALL (transition_shipments)
                      AND cardinality(transition_shipments) = cardinality(transition_states)
                      AND transition_states[cardinality(transition_states)] = shipment_states[1]
                      AND %2$s || array_to_string(transition_states, '') IN %3$s
                  END) AS legal
          FROM plan
          GROUP BY day, rule_set_version, share_shipments, share_carriers, share_alls,
              share_exempt, shipment_carriers, shipment_states
      )
      """
          .formatted(NUMBERS, FIRST_STATE.replace("$", "1"), LEGAL_LIVES);

  /**
   * Of the few plans that the pass above says nothing of, whether lines or lives are wrong. Apart
   * from it since a query with such subqueries is not done on several cores.
   */
  private static final String UNUSUAL_PLANS =
      """
      unusual AS MATERIALIZED (
          SELECT order_skus, order_quantities, line_skus, line_quantities, unfulfilled_skus,
              unfulfilled_quantities, expire_time, first_states, shipment_states,
              transition_shipments, transition_states
          FROM plan
          WHERE NOT (order_skus = line_skus AND order_quantities = line_quantities
                  AND unfulfilled_skus = '{}'
                  OR order_skus = unfulfilled_skus AND line_skus = '{}'
                  AND order_quantities = unfulfilled_quantities)
              OR transition_states <> '{}' AND cardinality(shipment_states) <> 1
      ), wrong_lines AS (
          SELECT FROM unusual AS plan WHERE EXISTS (%1$s)
      ), wrong_lives AS (
          SELECT FROM unusual WHERE transition_states <> '{}' AND EXISTS (
              SELECT FROM generate_subscripts(shipment_states, 1) AS s (shipment),
              LATERAL (SELECT %2$s || array_to_string(ARRAY(
                  SELECT t.state FROM unnest(transition_shipments, transition_states)
                      AS t (shipment, state)
                  WHERE t.shipment = s.shipment), '')) AS lived (states)
              WHERE states NOT IN %3$s
                  OR right(states, 1) <> shipment_states[s.shipment]::text)
      )
      """
          .formatted(
              PlanInvariants.LINES_OF_PLAN_DIFFER,
              FIRST_STATE.replace("$", "s.shipment"),
              LEGAL_LIVES);

  private static final String SURVEY_PLANS =
      "WITH "
          + PLANS_BY_SHARES
          + ", "
          + UNUSUAL_PLANS
          + """
          , parcels AS (
              SELECT unnest(ARRAY[carrier_share, all_share]) AS counter_id, carrier, carrier_share,
                  all_share,
                  plans * (NOT exempt AND state IN (1, 2, 3))::int AS used,
                  plans * (exempt AND state IN (1, 2, 3))::int AS exempt
              FROM (SELECT plans, exempt, carrier_share, all_share,
                      shipment_carriers[shipment] AS carrier, shipment_states[shipment] AS state
                    FROM (SELECT plans, shipment_carriers, shipment_states,
                            unnest(share_shipments) AS shipment,
                            unnest(share_carriers) AS carrier_share,
                            unnest(share_alls) AS all_share,
                            unnest(share_exempt) AS exempt
                          FROM by_shares) AS counted) AS counted
          ), held AS (
              SELECT counter_id, sum(used) AS used, sum(exempt) AS exempt
              FROM (SELECT counter_id, used, exempt FROM parcels
                    UNION ALL
                    SELECT g.counter_id, g.used, g.exempt
                    FROM gone_take g JOIN counter c ON c.counter_id = g.counter_id
                        AND c.kind IN (6, 7)) AS taken
              GROUP BY counter_id
          ), kept AS (
              SELECT kept_from AS first_day, to_char(kept_from, 'YYYYMMDD') AS first_id
              FROM ledger_retention
          ), older AS (
              SELECT k.channel, k.order_id, k.revision AS current, p.revision,
                  (SELECT count(*) FROM kept, unnest(k.earlier_plan_ids) AS i (id)
                   WHERE i.id >= kept.first_id) AS kept,
                  hashtextextended(p.plan_id, hashtextextended(p.fingerprint,
                      hashtextextended(p.order_id,
                          hashtextextended(p.channel, p.revision)))) AS hash
              FROM order_key k
              LEFT JOIN plan p ON p.channel = k.channel AND p.order_id = k.order_id
                  AND p.revision < k.revision AND p.day >= (SELECT first_day FROM kept)
              WHERE k.revision > 1
          )
          SELECT
              EXISTS (
                  SELECT FROM (SELECT * FROM counter WHERE kind IN (6, 7)) AS c
                  FULL JOIN held h USING (counter_id)
                  WHERE (c.used, c.exempt)
                      IS DISTINCT FROM (coalesce(h.used, 0), coalesce(h.exempt, 0))
              ) AS "I2",
              (SELECT sum(keys) FROM by_shares)
                  IS DISTINCT FROM (SELECT sum(hash) FROM (
                      SELECT hashtextextended(plan_id, hashtextextended(fingerprint,
                          hashtextextended(order_id, hashtextextended(channel, revision))))
                      FROM order_key
                      UNION ALL
                      SELECT hash FROM older) AS keys (hash))
              OR EXISTS (
                  SELECT FROM older GROUP BY channel, order_id, current, kept
                  HAVING count(DISTINCT revision) <> kept OR count(revision) <> kept
                      OR min(revision) <> current - kept
              )
              OR EXISTS (SELECT FROM order_key
                  WHERE cardinality(earlier_plan_ids) <> revision - 1)
              OR EXISTS (
      """
          + PlanInvariants.CARRIED_DIFFERS
          + """
              ) AS "I3",
              (SELECT bool_and(matching
                      AND left(first_id, 8) = to_char(day, 'YYYYMMDD')
                      AND left(last_id, 8) = to_char(day, 'YYYYMMDD')
                      AND (first_time AT TIME ZONE 'UTC')::date = day
                      AND (last_time AT TIME ZONE 'UTC')::date = day
                      AND cardinality(share_carriers) = cardinality(share_shipments)
                      AND cardinality(share_alls) = cardinality(share_shipments)
                      AND cardinality(share_exempt) = cardinality(share_shipments))
                  FROM by_shares) IS FALSE
              OR EXISTS (SELECT FROM wrong_lines)
              OR EXISTS (
                  SELECT FROM (SELECT DISTINCT carrier, carrier_share, all_share FROM parcels) AS p
                  LEFT JOIN counter c ON c.counter_id = p.carrier_share
                  LEFT JOIN counter a ON a.counter_id = p.all_share
                  WHERE (c.kind, c.subject, c.scope, c.day, a.kind)
                      IS DISTINCT FROM (6, p.carrier, a.scope, a.day, 7)
              ) AS "I5",
              (SELECT bool_and(legal) FROM by_shares) IS FALSE
              OR EXISTS (SELECT FROM wrong_lives) AS "I6",
              (SELECT sum(routed) FROM by_shares WHERE day >= (SELECT first_day FROM kept))
                  IS DISTINCT FROM (
                      SELECT sum(hash_array_extended(shipments, hashtextextended(plan_id, 1)))
                      FROM outbox
                      WHERE kind = 1 AND plan_id >= (SELECT first_id FROM kept)
              ) AS "I7",
              EXISTS (
                  SELECT FROM by_shares b
                  WHERE b.last_time >= (SELECT min(activated_time) FROM rule_set_activation)
                      AND NOT EXISTS (
                          SELECT FROM rule_set_activation a
                          WHERE a.version = b.rule_set_version AND a.activated_time <= b.first_time)
              ) AS "I8"
          """;

  private static final String SURVEY_TAKES =
      """
      WITH takes AS MATERIALIZED (
          SELECT counter_id, count(counter_id) AS times,
              sum(CASE WHEN state IN (1, 2) THEN amount ELSE 0 END) AS open_used,
              sum(CASE WHEN state = 3 THEN amount ELSE 0 END) AS shipped_used,
              sum(hashtext(warehouse)) AS warehouses,
              sum(hashtext(lane)) AS lanes,
              sum(hashtext(carrier)) AS carriers,
              sum(amount * (hashtextextended(plan_id, shipment) >> 24)) AS units,
              sum((open * (hashtextextended(plan_id, line_shipment) >> 24))::numeric
                  * hashtext(sku)) AS line_units,
              sum(given * (hashtextextended(sku, hashtextextended(plan_id, 0)) >> 24))
                  FILTER (WHERE is_told) AS given,
              sum(hashtextextended(plan_id, step * 65536 + step_shipment))
                  FILTER (WHERE is_told) AS steps
          FROM (
              SELECT plan_id, counter_id, shipment, amount, shipment_states[shipment] AS state,
                  shipment_warehouses[shipment] AS warehouse, shipment_lanes[shipment] AS lane,
                  shipment_carriers[shipment] AS carrier, line_shipment, sku, open,
                  CASE WHEN shipment_states[line_shipment] = 4 THEN quantity
                      WHEN open <> quantity THEN quantity - open END AS given,
                  step, step_shipment, is_told
              FROM (
                  SELECT plan_id, day >= (SELECT kept_from FROM ledger_retention) AS is_told,
                      shipment_states, shipment_warehouses, shipment_lanes,
                      shipment_carriers,
                      unnest(take_shipments) AS shipment, unnest(take_counters) AS counter_id,
                      unnest(take_amounts) AS amount,
                      unnest(line_shipments) AS line_shipment, unnest(line_skus) AS sku,
                      unnest(line_quantities) AS quantity, unnest(line_open) AS open,
                      unnest(transition_shipments) AS step_shipment,
                      unnest(transition_states)::int AS step
                  FROM plan) AS aligned
          ) AS aligned
          GROUP BY counter_id
      ), events AS (
          SELECT plan_id, kind::int, unnest(shipments) AS shipment, unnest(given_skus) AS sku,
              unnest(given_quantities) AS units
          FROM outbox
          WHERE kind <> 1
              AND plan_id >= (SELECT to_char(kept_from, 'YYYYMMDD') FROM ledger_retention)
      ), told AS (
          SELECT sum(hashtextextended(plan_id, kind * 65536 + shipment)) AS steps,
              sum(units * (hashtextextended(sku, hashtextextended(plan_id, 0)) >> 24)) AS given
          FROM events
      )
      SELECT
          EXISTS (
              SELECT FROM (SELECT * FROM counter WHERE kind NOT IN (6, 7)) AS c
              FULL JOIN (SELECT * FROM takes WHERE counter_id IS NOT NULL) AS t USING (counter_id)
              LEFT JOIN gone_take g USING (counter_id)
              WHERE c.counter_id IS NULL OR c.exempt <> 0
                  OR c.used <> coalesce(t.open_used
                      + CASE WHEN c.kind IN (1, 2, 8) THEN 0 ELSE t.shipped_used END, 0)
                      + coalesce(g.used, 0)
          ) AS "I2",
          EXISTS (
              SELECT FROM takes t JOIN counter c USING (counter_id)
              WHERE t.times * hashtext(c.subject)::numeric IS DISTINCT FROM
                  CASE c.kind WHEN 4 THEN t.lanes WHEN 5 THEN t.carriers ELSE t.warehouses END
          )
          OR (SELECT coalesce(sum(t.units * hashtext(split_part(c.scope, chr(9), 1))), 0)
              FROM takes t JOIN counter c USING (counter_id) WHERE c.kind IN (1, 2, 8))
              <> (SELECT coalesce(sum(line_units), 0) FROM takes) AS "I5",
          (SELECT (sum(t.steps), coalesce(sum(t.given), 0)) FROM takes t)
              IS DISTINCT FROM (SELECT (told.steps, coalesce(told.given, 0)) FROM told) AS "I7"
      """;

  private AuditSurvey() {}

  /** The invariants it knows how to clear. */
  static Set<Invariant> covered() {
    return EnumSet.range(Invariant.I2, Invariant.I8);
  }

  /** Those of {@link #covered} that it could not clear. */
  static Set<Invariant> findDoubtful(Connection connection) throws SQLException {
    Set<Invariant> doubtful = EnumSet.noneOf(Invariant.class);
    try (Statement statement = connection.createStatement()) {
      for (String survey : new String[] {SURVEY_PLANS, SURVEY_TAKES}) {
        try (ResultSet row = statement.executeQuery(survey)) {
          row.next();
          for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            boolean doubted = row.getBoolean(column) || row.wasNull();
            if (doubted) {
              doubtful.add(Invariant.valueOf(row.getMetaData().getColumnLabel(column)));
            }
          }
        }
      }
    }
    return doubtful;
  }
}
