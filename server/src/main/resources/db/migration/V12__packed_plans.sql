-- Orders cost less to store: plans are packed, and statistics are made of what is looked up by.

ALTER TABLE plan ADD COLUMN packed bytea;
ALTER TABLE plan ALTER COLUMN content DROP NOT NULL;
COMMENT ON COLUMN plan.packed IS 'Order and routing plan, as they were; GetPlan shows them';
COMMENT ON COLUMN plan.content IS 'The same as JSON, of plans from before there was packed';

-- Nobody looks for plans or events by an array, yet counting elements of thirty takes seconds each
-- time that autovacuum analyzes a day. And rows of up to half a page are not worth compressing.
CREATE FUNCTION tune_ledger_partition(partition text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    changes text;
BEGIN
    SELECT string_agg(format('ALTER COLUMN %I SET STATISTICS 0', attname), ', ') INTO changes
    FROM pg_attribute
    WHERE attrelid = partition::regclass AND attnum > 0 AND NOT attisdropped
        AND attname <> ALL ('{day,plan_id,channel,order_id,revision,expire_time,hold_open,replaced_by,
            kind,xid,event_id}'::text[]);
    EXECUTE format('ALTER TABLE %I %s', partition, changes);
    EXECUTE format(
        'ALTER TABLE %I SET (toast_tuple_target = 4080, autovacuum_analyze_scale_factor = 0.5,'
        ' autovacuum_analyze_threshold = 10000)', partition);
END $$;

CREATE OR REPLACE FUNCTION open_ledger_day(wanted date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    parent    text;
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('open_ledger_day'));
    FOREACH parent IN ARRAY ARRAY['plan', 'outbox', 'decision_record'] LOOP
        partition := format('%s_%s', parent, to_char(wanted, 'YYYYMMDD'));
        IF to_regclass(quote_ident(partition)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
            PERFORM tune_ledger_partition(partition);
            EXECUTE format(
                'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, partition, wanted, wanted + 1);
        END IF;
    END LOOP;
END $$;

SELECT tune_ledger_partition(c.relname)
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent IN ('plan'::regclass, 'outbox'::regclass, 'decision_record'::regclass)
ORDER BY c.relname;
