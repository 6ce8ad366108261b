-- How long all is kept. A day of plans leaves the ledger as a whole, but for plans of which
-- something is still to ship: they stay, alone in their day.

CREATE TABLE ledger_retention (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    kept_from date    NOT NULL
);
COMMENT ON TABLE ledger_retention IS
    'Plans of days before kept_from are gone, with their events, but for those that were open';
INSERT INTO ledger_retention (kept_from) VALUES ('1970-01-01');

-- So that what is used of a counter is still the sum of what plans hold of it.
CREATE TABLE gone_take (
    counter_id bigint PRIMARY KEY,
    used       bigint NOT NULL,
    exempt     bigint NOT NULL
);
COMMENT ON TABLE gone_take IS 'What shipped plans took of days and shares that are no longer kept';

-- The table that holds a closed day's plans until their order keys are forgotten.
CREATE FUNCTION gone_plans(gone date) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN 'plan_gone_' || to_char(gone, 'YYYYMMDD');

-- Takes a day out of the ledger. Whatever is open in it stays; with more than most_open of these
-- all of its plans stay for now. Closed plans never change, so that only the exchange of the
-- partitions locks anything; it gives way to others rather than letting them wait.
CREATE FUNCTION close_ledger_day(gone date, most_open integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(gone, 'YYYYMMDD');
    whole  text := 'plan_' || suffix;
    rest   text := 'plan_rest_' || suffix;
    opened text[] := '{}';
    leaves boolean := to_regclass(whole) IS NOT NULL;
BEGIN
    IF leaves THEN
        EXECUTE format(
            'SELECT array_agg(plan_id) FROM (SELECT plan_id FROM %I'
            ' WHERE shipment_states && ''{1,2}''::smallint[] LIMIT %s) AS p',
            whole, most_open + 1) INTO opened;
        opened := coalesce(opened, '{}');
        leaves := cardinality(opened) <= most_open;
    END IF;
    IF leaves THEN
        EXECUTE format(
            'INSERT INTO gone_take (counter_id, used, exempt)'
            ' SELECT counter_id, sum(used), sum(exempt) FROM ('
            '  SELECT t.counter_id, t.amount, 0 FROM %1$I p,'
            '   unnest(p.take_shipments, p.take_counters, p.take_amounts)'
            '    AS t (shipment, counter_id, amount), counter c'
            '   WHERE p.shipment_states[t.shipment] = 3 AND p.plan_id <> ALL ($1)'
            '    AND c.counter_id = t.counter_id AND c.day > DATE ''1970-01-01'''
            '  UNION ALL'
            '  SELECT c.counter_id, (NOT s.exempt)::int, s.exempt::int FROM %1$I p,'
            '   unnest(p.share_shipments, p.share_carriers, p.share_alls, p.share_exempt)'
            '    AS s (shipment, carrier, all_carriers, exempt),'
            '   LATERAL (VALUES (s.carrier), (s.all_carriers)) AS c (counter_id)'
            '   WHERE p.shipment_states[s.shipment] = 3 AND p.plan_id <> ALL ($1)'
            ' ) AS takes (counter_id, used, exempt) GROUP BY counter_id'
            ' ON CONFLICT (counter_id) DO UPDATE SET used = gone_take.used + excluded.used,'
            '  exempt = gone_take.exempt + excluded.exempt', whole) USING opened;
        IF opened <> '{}' THEN
            EXECUTE format('CREATE TABLE %I (LIKE plan INCLUDING ALL)', rest);
        END IF;
    END IF;
    PERFORM lock_ledger_tables();
    IF leaves THEN
        EXECUTE format('ALTER TABLE plan DETACH PARTITION %I', whole);
        EXECUTE format('ALTER TABLE %I RENAME TO %I', whole, gone_plans(gone));
        IF opened <> '{}' THEN
            EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE plan_id = ANY ($1)',
                rest, gone_plans(gone)) USING opened;
            EXECUTE format('ALTER TABLE %I RENAME TO %I', rest, whole);
            EXECUTE format(
                'ALTER TABLE plan ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                whole, gone, gone + 1);
        END IF;
    END IF;
    PERFORM remember_pruned_events(gone);
    EXECUTE format('DROP TABLE IF EXISTS %I', 'outbox_' || suffix);
    EXECUTE format('DROP TABLE IF EXISTS %I', 'decision_record_' || suffix);
    UPDATE ledger_retention SET kept_from = greatest(kept_from, gone + 1);
END $$;

-- Waits a tenth of a second at a time: whoever comes later waits for it as long.
CREATE FUNCTION lock_ledger_tables() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    parent text;
BEGIN
    PERFORM set_config('lock_timeout', '100ms', true);
    FOR attempt IN 1..100 LOOP
        BEGIN
            FOREACH parent IN ARRAY ARRAY['plan', 'outbox', 'decision_record'] LOOP
                IF to_regclass(parent) IS NOT NULL THEN
                    EXECUTE format('LOCK TABLE ONLY %I IN ACCESS EXCLUSIVE MODE', parent);
                END IF;
            END LOOP;
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            PERFORM pg_sleep(0.3);
        END;
    END LOOP;
    RAISE lock_not_available USING MESSAGE = 'the ledger is too busy to close a day';
END $$;
