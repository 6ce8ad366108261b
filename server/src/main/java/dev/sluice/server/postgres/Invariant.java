package dev.sluice.server.postgres;

/** What always holds in the ledger's tables, each with the query that finds what breaks it. */
enum Invariant {
  I1(
      "nothing is used below zero, nor was added while above capacity",
      """
      SELECT format('counter %s (%s %s %s %s) uses %s, exempt %s of %s, shortfall %s',
          counter_id, kind, subject, scope, day, used, exempt, capacity, shortfall)
      FROM counter
      WHERE used < 0 OR exempt < 0 OR shortfall <> greatest(0, used - capacity)
      """),

  I2(
      "what is used of a counter is what shipments hold of it",
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
          ) AS takes (counter_id, open_used, shipped_used, exempt)
          GROUP BY counter_id
      )
      SELECT format('counter %s (%s %s %s %s) uses %s, exempt %s; shipments hold %s, exempt %s',
          counter_id, c.kind, c.subject, c.scope, c.day, c.used, c.exempt,
          h.open_used + CASE WHEN c.kind IN (1, 2) THEN 0 ELSE h.shipped_used END, h.exempt)
      FROM counter c FULL JOIN held h USING (counter_id)
      WHERE coalesce(c.used, 0) <> coalesce(
              h.open_used + CASE WHEN c.kind IN (1, 2) THEN 0 ELSE h.shipped_used END, 0)
          OR coalesce(c.exempt, 0) <> coalesce(h.exempt, 0)
          OR c.counter_id IS NULL
      """),

  I3(
      "an order key has one current plan, and its revisions count from 1 without gaps",
      """
      SELECT format('order %s/%s is at revision %s with plan %s; %s plans are stored, revision %s to %s',
          channel, order_id, k.revision, k.plan_id, coalesce(p.plans, 0), p.first, p.last)
      FROM order_key k
      FULL JOIN (
          SELECT channel, order_id, count(*) AS plans, min(revision) AS first,
              max(revision) AS last, count(DISTINCT revision) AS revisions,
              (array_agg(plan_id ORDER BY revision DESC))[1] AS plan_id,
              (array_agg(fingerprint ORDER BY revision DESC))[1] AS fingerprint
          FROM plan GROUP BY channel, order_id
      ) AS p USING (channel, order_id)
      WHERE (k.revision, k.revision, 1, k.revision::bigint, k.plan_id, k.fingerprint)
          IS DISTINCT FROM (p.plans, p.last, p.first, p.revisions, p.plan_id, p.fingerprint)
      """),

  I5(
      "what a plan takes matches its lines and shipments",
      """
      SELECT format('plan %s: %s', plan_id, wrong)
      FROM (
      """
          + PlanInvariants.MISALIGNED
          + " UNION ALL "
          + PlanInvariants.LINES_DIFFER
          + " UNION ALL "
          + PlanInvariants.STOCK_DIFFERS
          + " UNION ALL "
          + PlanInvariants.FOREIGN_TAKES
          + ") AS found (plan_id, wrong)"),

  I6(
      "shipments are confirmed, shipped, released at most once and only from a legal state",
      PlanInvariants.ILLEGAL_TRANSITIONS),

  I7("every change of a state is told exactly once", PlanInvariants.EVENTS_DIFFER),

  I9(
      "on-hand is what was received less what was shipped, and what may be promised follows it",
      """
      SELECT format('stock %s at %s: on hand %s, safety %s, earmarked %s, received %s, shipped %s; counter %s has capacity %s',
          coalesce(s.sku, c.scope), coalesce(s.warehouse_id, c.subject), s.on_hand,
          s.safety_stock, s.earmarked, s.received, s.shipped, c.counter_id, c.capacity)
      FROM stock s
      FULL JOIN (SELECT * FROM counter WHERE kind = 1) AS c USING (counter_id)
      WHERE s.counter_id IS NULL OR c.counter_id IS NULL
          OR s.warehouse_id <> c.subject OR s.sku <> c.scope
          OR s.received - s.shipped <> s.on_hand
          OR c.capacity <> s.on_hand - s.safety_stock - s.earmarked
      """);

  private final String sentence;
  private final String violations;

  Invariant(String sentence, String violations) {
    this.sentence = sentence;
    this.violations = violations;
  }

  String sentence() {
    return sentence;
  }

  /** Selects one readable text a violation. */
  String violations() {
    return violations;
  }
}
