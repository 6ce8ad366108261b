-- Fills an empty ledger with :plans consistent plans over 30 days, as if they had lived.
-- Of a hundred plans 70 ship one line, 15 two lines in one shipment, 12 two lines in two shipments,
-- 3 nothing. Of ten, four were held at first: one still is, one was confirmed, one expired, one
-- shipped; of the others three are confirmed, two shipped, one was released.

SELECT open_ledger_day(DATE '2026-11-01' + d) FROM generate_series(0, 29) AS d;

INSERT INTO rule_set (version, content, stored_time)
VALUES ('0123456789abcdef', '[]', '2026-10-01');

INSERT INTO rule_set_activation (version, activated_time)
VALUES ('0123456789abcdef', '2026-10-01');

CREATE TEMPORARY VIEW seed AS
SELECT i, day, at, (day - DATE '2026-11-01')::int AS d,
    to_char(day, 'YYYYMMDD') || '-' || lpad(to_hex(i % 1000003), 6, '0') || '-'
        || left(md5(i::text), 13) AS plan_id,
    md5(i::text) || md5((i + 1)::text) AS fingerprint,
    (ARRAY['DOUYIN', 'KUAISHOU', 'TAOBAO', 'JD'])[1 + i % 4] AS channel,
    'LIVE-' || i AS order_id,
    CASE WHEN i % 100 < 70 THEN 1 WHEN i % 100 < 85 THEN 2 WHEN i % 100 < 97 THEN 3 ELSE 4 END
        AS shape,
    i / 100 % 10 AS fate,
    1 + i % 40 AS w1, 1 + (i + 7) % 40 AS w2, 1 + i % 6 AS c1, 1 + (i + 1) % 6 AS c2,
    1 + i % 31 AS r,
    1 + (i * 7919) % 9000 AS s1, 1 + (i * 7919 + 4001) % 9000 AS s2,
    1 + i % 3 AS q1, 1 + i % 2 AS q2
FROM (SELECT i, DATE '2026-11-01' + (i * 30 / :plans)::int AS day,
        (DATE '2026-11-01' + (i * 30 / :plans)::int)::timestamptz
            + interval '1 millisecond' * (i % 86000000) AS at
      FROM generate_series(0::bigint, :plans - 1) AS i) AS g;

-- Ids say what a counter is: stock below 1,000,000, then warehouse days, carrier days, shares,
-- and lane days from 2,000,000 on.
INSERT INTO plan (day, plan_id, channel, order_id, revision, fingerprint, rule_set_version,
    stored_time, expire_time, hold_open, order_skus, order_quantities, unfulfilled_skus,
    unfulfilled_quantities, shipment_states, shipment_warehouses, shipment_carriers,
    shipment_lanes, line_shipments, line_skus, line_quantities, line_open, take_shipments,
    take_counters, take_amounts, share_shipments, share_carriers, share_alls, share_caps,
    share_exempt, transition_shipments, transition_states, transition_times, transition_causes,
    content)
SELECT day, plan_id, channel, order_id, 1, fingerprint, '0123456789abcdef',
    at, CASE WHEN fate < 4 THEN at + interval '15 minutes' END, fate = 0 AND shape < 4,
    ordered, quantities,
    CASE WHEN shape = 4 THEN ordered ELSE '{}' END,
    CASE WHEN shape = 4 THEN quantities ELSE '{}' END,
    array_fill((ARRAY[1, 2, 4, 3, 2, 2, 2, 3, 3, 4])[fate + 1]::smallint, ARRAY[n]),
    (ARRAY['WH-' || w1, 'WH-' || w2])[1 : n],
    (ARRAY['C-' || c1, 'C-' || c2])[1 : n],
    (ARRAY['WH-' || w1 || '>C-' || c1 || '-STD>' || (10 + r),
        'WH-' || w2 || '>C-' || c2 || '-STD>' || (10 + r)])[1 : n],
    CASE shape WHEN 1 THEN ARRAY[1] WHEN 2 THEN ARRAY[1, 1] WHEN 3 THEN ARRAY[1, 2] ELSE '{}' END,
    CASE shape WHEN 4 THEN '{}' ELSE ordered END,
    CASE shape WHEN 4 THEN '{}' ELSE quantities END,
    CASE shape WHEN 4 THEN '{}' ELSE quantities END,
    CASE shape WHEN 1 THEN ARRAY[1, 1, 1, 1] WHEN 2 THEN ARRAY[1, 1, 1, 1, 1]
        WHEN 3 THEN ARRAY[1, 1, 1, 1, 2, 2, 2, 2] ELSE '{}' END,
    CASE shape WHEN 1 THEN ARRAY[stock1, wd1, ld1, cd1]
        WHEN 2 THEN ARRAY[stock1, stock12, wd1, ld1, cd1]
        WHEN 3 THEN ARRAY[stock1, wd1, ld1, cd1, stock2, wd2, ld2, cd2] ELSE '{}' END,
    CASE shape WHEN 1 THEN ARRAY[q1, 1, 1, 1] WHEN 2 THEN ARRAY[q1, q2, 1, 1, 1]
        WHEN 3 THEN ARRAY[q1, 1, 1, 1, q2, 1, 1, 1] ELSE '{}' END,
    (ARRAY[1, 1, 2, 2])[1 : 2 * n],
    (ARRAY[china + c1, region + c1, china + c2, region + c2])[1 : 2 * n],
    (ARRAY[china, region, china, region])[1 : 2 * n],
    (ARRAY[580000, NULL, 190000, NULL])[1 : 2 * n],
    (ARRAY[false, false, false, false])[1 : 2 * n],
    CASE WHEN steps = 2 THEN (ARRAY[1, 1, 2, 2])[1 : 2 * n] ELSE (ARRAY[1, 2])[1 : n * steps] END,
    CASE WHEN steps = 2 THEN (ARRAY[2, 3, 2, 3]::smallint[])[1 : 2 * n]
        ELSE array_fill(CASE WHEN fate = 1 THEN 2 WHEN fate IN (2, 9) THEN 4 ELSE 3 END::smallint,
            ARRAY[n * steps]) END,
    array_fill(at + interval '1 minute', ARRAY[n * steps]),
    array_fill(CASE WHEN fate IN (2, 9) THEN 'hold expired' ELSE '' END, ARRAY[n * steps]),
    json_build_object(
        'order', json_build_object('channel', channel, 'orderId', order_id, 'placedTime', at,
            'lines', ordered, 'destination', '330106', 'store', 'STORE-' || i % 200,
            'host', 'HOST-' || i % 500, 'liveSession', md5((i % 500)::text),
            'customer', md5(i::text), 'serviceLevel', 'STANDARD', 'payment', 'PAID'),
        'plan', json_build_object('decidedTime', at, 'ruleSetVersion', '0123456789abcdef',
            'shipments', json_build_array(json_build_object('number', 1, 'warehouse', w1,
                'carrier', c1, 'shipByTime', at, 'promiseTime', at, 'cost', json_build_array(
                    json_build_object('name', 'tariff', 'kind', 'CASH', 'micros', i * 7),
                    json_build_object('name', 'handling', 'kind', 'CASH', 'micros', i * 3),
                    json_build_object('name', 'lateness', 'kind', 'PREFERENCE', 'micros', i),
                    json_build_object('name', 'nearest', 'kind', 'PREFERENCE', 'micros', i * 11)))),
            'unfulfilledLines', json_build_array(), 'tags', json_build_array('live', 'vip')))
FROM (SELECT *,
        CASE WHEN shape IN (1, 4) THEN ARRAY['SKU-' || s1]
            ELSE ARRAY['SKU-' || s1, 'SKU-' || s2] END AS ordered,
        CASE WHEN shape IN (1, 4) THEN ARRAY[q1] ELSE ARRAY[q1, q2] END AS quantities,
        CASE shape WHEN 4 THEN 0 WHEN 3 THEN 2 ELSE 1 END AS n,
        CASE WHEN fate IN (0, 4, 5, 6) THEN 0 WHEN fate = 3 THEN 2 ELSE 1 END AS steps,
        w1 * 10000 + s1 AS stock1, w1 * 10000 + s2 AS stock12, w2 * 10000 + s2 AS stock2,
        1000000 + d * 100 + w1 AS wd1, 1000000 + d * 100 + w2 AS wd2,
        1100000 + d * 10 + c1 AS cd1, 1100000 + d * 10 + c2 AS cd2,
        1200000 + (d * 8 + 7) * 10 AS china, 1200000 + (d * 8 + r % 7) * 10 AS region,
        2000000 + ((d * 40 + w1) * 6 + c1) * 40 + r AS ld1,
        2000000 + ((d * 40 + w2) * 6 + c2) * 40 + r AS ld2
      FROM seed) AS s;

INSERT INTO order_key (channel, order_id, fingerprint, plan_id, revision, placed_time)
SELECT channel, order_id, fingerprint, plan_id, 1, at FROM seed;

INSERT INTO outbox (day, kind, plan_id, shipments, given_skus, given_quantities, cause,
    request_id, event_time)
SELECT day, 1, plan_id, ARRAY(SELECT generate_series(1, cardinality(shipment_states))), '{}', '{}',
    '', '', stored_time
FROM plan;

INSERT INTO outbox (day, kind, plan_id, shipments, given_skus, given_quantities, cause,
    request_id, event_time)
SELECT day, state, plan_id, ARRAY(SELECT generate_series(1, cardinality(shipment_states))),
    CASE WHEN state = 4 THEN line_skus ELSE '{}' END,
    CASE WHEN state = 4 THEN line_quantities ELSE '{}' END, '', '', stored_time
FROM plan, unnest(ARRAY(SELECT DISTINCT unnest(transition_states))) AS t (state);

WITH used AS (
    SELECT id, min(warehouses[s]) AS warehouse, min(carriers[s]) AS carrier, min(lanes[s]) AS lane,
        min(day) AS day, sum(amount) AS total,
        sum(CASE WHEN state IN (1, 2) THEN amount ELSE 0 END) AS open,
        sum(CASE WHEN state = 3 THEN amount ELSE 0 END) AS shipped
    FROM (SELECT day, shipment_states[1] AS state, unnest(take_counters) AS id,
            unnest(take_amounts) AS amount, unnest(take_shipments) AS s,
            shipment_warehouses AS warehouses, shipment_carriers AS carriers,
            shipment_lanes AS lanes
          FROM plan) AS takes
    GROUP BY id
)
INSERT INTO counter (counter_id, kind, subject, scope, day, capacity, used)
OVERRIDING SYSTEM VALUE
SELECT id, k, CASE k WHEN 4 THEN lane WHEN 5 THEN carrier ELSE warehouse END,
    CASE k WHEN 1 THEN 'SKU-' || id % 10000 ELSE '' END,
    CASE k WHEN 1 THEN DATE '1970-01-01' ELSE day END,
    total + 100, open + CASE WHEN k = 1 THEN 0 ELSE shipped END
FROM (SELECT *, CASE WHEN id < 1000000 THEN 1 WHEN id < 1100000 THEN 3 WHEN id < 1200000 THEN 5
        ELSE 4 END AS k FROM used) AS u;

INSERT INTO stock (sku, warehouse_id, counter_id, on_hand, safety_stock, received, as_of)
SELECT scope, subject, counter_id, capacity + 5, 5, capacity + 5, '-infinity'
FROM counter WHERE kind = 1;

WITH shares AS (
    SELECT unnest(share_carriers) AS id, unnest(share_alls) AS all_id,
        shipment_carriers[unnest(share_shipments)] AS carrier, day, shipment_states[1] AS state
    FROM plan
)
INSERT INTO counter (counter_id, kind, subject, scope, day, capacity, used)
OVERRIDING SYSTEM VALUE
SELECT id, 6, min(carrier), 'G-' || (id - 1200000) / 10 % 8, min(day), 9223372036854775807,
    count(*) FILTER (WHERE state IN (1, 2, 3))
FROM shares GROUP BY id
UNION ALL
SELECT all_id, 7, '', 'G-' || (all_id - 1200000) / 10 % 8, min(day), 9223372036854775807,
    count(*) FILTER (WHERE state IN (1, 2, 3))
FROM shares GROUP BY all_id;

VACUUM ANALYZE;
