-- Why plans are as they are: not an explanation but what the decision saw, from which the same
-- decision can be made again. Written behind the commit: a plan may lack its row after a crash.
DROP TABLE explanation;

CREATE TABLE decision_record (
    day              date   NOT NULL,
    plan_id          text   COLLATE "C" NOT NULL,
    network_version  bigint NOT NULL,
    share_numbers_id bigint NOT NULL,
    content          bytea  NOT NULL,
    PRIMARY KEY (day, plan_id)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN decision_record.content IS
    'Packed: time, limits, the counters and stock positions seen. Order, plan and rule set version'
    ' are in the plan row';

-- Networks as decisions saw them. A change touches a part or two; versions share the others.
CREATE TABLE network_part (
    part_id bytea PRIMARY KEY,
    content bytea NOT NULL
);
COMMENT ON COLUMN network_part.part_id IS 'Hash of what is in it';
COMMENT ON COLUMN network_part.content IS 'Deflated JSON list';

CREATE TABLE network_snapshot (
    version  bigint  PRIMARY KEY,
    parts    bytea[] NOT NULL,
    last_day date    NOT NULL
);
COMMENT ON COLUMN network_snapshot.parts IS
    'Regions, region groups, warehouses, carriers, carrier services, tariffs, lanes, coverage,'
    ' products';
COMMENT ON COLUMN network_snapshot.last_day IS 'Of the records that name it';

CREATE TABLE share_snapshot (
    share_numbers_id bigint PRIMARY KEY,
    content          bytea  NOT NULL,
    last_day         date   NOT NULL
);
COMMENT ON TABLE share_snapshot IS 'What the share rules said, once for all decisions that saw it';
COMMENT ON COLUMN share_snapshot.share_numbers_id IS 'Hash of the content';
COMMENT ON COLUMN share_snapshot.content IS 'Deflated JSON';

-- Every rule set that was ever in force. Immutable: the version is a hash of the files.
CREATE TABLE rule_set (
    version     text        COLLATE "C" PRIMARY KEY,
    content     json        NOT NULL,
    stored_time timestamptz NOT NULL
);
COMMENT ON COLUMN rule_set.content IS 'The source files, [{"path": ..., "text": ...}, ...]';

-- Written before the first order is decided by it; several replicas may each write their own.
CREATE TABLE rule_set_activation (
    activation_id  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version        text        COLLATE "C" NOT NULL REFERENCES rule_set,
    activated_time timestamptz NOT NULL
);
CREATE INDEX rule_set_activation_version ON rule_set_activation (version, activated_time);

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
            EXECUTE format(
                'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, partition, wanted, wanted + 1);
        END IF;
    END LOOP;
END $$;

-- Days that are open already.
SELECT open_ledger_day(to_date(right(c.relname, 8), 'YYYYMMDD'))
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'plan'::regclass
ORDER BY c.relname;

-- Drops what only records of earlier days named. Whoever drops those days calls it afterwards.
CREATE FUNCTION forget_decision_inputs(oldest_kept date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- Waits for networks that are just being stored: their parts must not look unused.
    LOCK TABLE network_snapshot IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM network_snapshot WHERE last_day < oldest_kept;
    DELETE FROM network_part p
    WHERE NOT EXISTS (SELECT FROM network_snapshot s WHERE p.part_id = ANY (s.parts));
    DELETE FROM share_snapshot WHERE last_day < oldest_kept;
END $$;
