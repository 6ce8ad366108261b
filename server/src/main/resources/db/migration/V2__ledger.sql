-- The ledger: numbers that plans take from, the plans, and what is told about them.
-- No foreign keys lead to or from these tables: every order writes them.

-- One row a number. Whoever locks several locks them by ascending counter_id.
CREATE TABLE counter (
    counter_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       smallint    NOT NULL,
    subject    text        COLLATE "C" NOT NULL,
    scope      text        COLLATE "C" NOT NULL,
    day        date        NOT NULL,
    capacity   bigint      NOT NULL,
    used       bigint      NOT NULL DEFAULT 0,
    exempt     bigint      NOT NULL DEFAULT 0,
    shortfall  bigint      NOT NULL DEFAULT 0,
    UNIQUE (kind, subject, scope, day),
    CONSTRAINT counter_not_negative CHECK (used >= 0 AND exempt >= 0)
)
-- Room for updates in place: none of what changes is indexed.
WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
COMMENT ON COLUMN counter.kind IS
    '1 stock, 2 earmark, 3 warehouse day, 4 lane day, 5 carrier day, 6 carrier share, 7 all shares';
COMMENT ON COLUMN counter.day IS '1970-01-01 for what is not dated';
COMMENT ON COLUMN counter.capacity IS '9223372036854775807: nothing limits it';
COMMENT ON COLUMN counter.exempt IS 'Parcels that passed a cap by exemption; shares only';
COMMENT ON COLUMN counter.shortfall IS
    'How far used lies above capacity. Only a change of capacity raises it, so an addition beyond'
    ' capacity shows as a difference';

-- What a day starts from. Null: the network does not know the subject.
CREATE FUNCTION counter_template(kind smallint, subject text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE kind
    WHEN 3 THEN (SELECT w.daily_capacity FROM warehouse w WHERE w.warehouse_id = subject)
    WHEN 4 THEN (SELECT coalesce(l.daily_parcels, 9223372036854775807)
                 FROM lane l WHERE l.lane_id = subject)
    WHEN 5 THEN (SELECT coalesce(c.daily_parcels, 9223372036854775807)
                 FROM carrier c WHERE c.carrier_id = subject)
    WHEN 6 THEN 9223372036854775807
    WHEN 7 THEN 9223372036854775807
END;

-- The lock of a stock row is the lock of its counter.
CREATE TABLE stock (
    sku          text        COLLATE "C" NOT NULL,
    warehouse_id text        COLLATE "C" NOT NULL,
    counter_id   bigint      NOT NULL UNIQUE,
    on_hand      bigint      NOT NULL CHECK (on_hand >= 0),
    safety_stock bigint      NOT NULL CHECK (safety_stock >= 0),
    earmarked    bigint      NOT NULL DEFAULT 0 CHECK (earmarked >= 0),
    received     bigint      NOT NULL,
    shipped      bigint      NOT NULL DEFAULT 0,
    as_of        timestamptz NOT NULL,
    PRIMARY KEY (sku, warehouse_id)
) WITH (fillfactor = 70);
COMMENT ON COLUMN stock.received IS 'Sum of what counts and adjustments added, less what they took';
COMMENT ON COLUMN stock.as_of IS 'When it was last counted; -infinity: never';

CREATE TABLE stock_request (
    request_id   text        COLLATE "C" PRIMARY KEY,
    applied_time timestamptz NOT NULL
);

-- Who comes first with an order id owns it.
CREATE TABLE order_key (
    channel     text        COLLATE "C" NOT NULL,
    order_id    text        COLLATE "C" NOT NULL,
    fingerprint text        COLLATE "C" NOT NULL,
    plan_id     text        COLLATE "C" NOT NULL,
    revision    integer     NOT NULL,
    placed_time timestamptz NOT NULL,
    PRIMARY KEY (channel, order_id)
) PARTITION BY HASH (channel, order_id);
COMMENT ON COLUMN order_key.plan_id IS 'Of the current revision';

DO $$
BEGIN
    FOR remainder IN 0..7 LOOP
        EXECUTE format(
            'CREATE TABLE order_key_%s PARTITION OF order_key'
            ' FOR VALUES WITH (MODULUS 8, REMAINDER %s)', remainder, remainder);
    END LOOP;
END $$;

-- One row a plan, inserted once; arrays with the same prefix are aligned. Numbers in ..._shipments
-- count from 1 and index the shipment_... arrays.
CREATE TABLE plan (
    day                    date          NOT NULL,
    plan_id                text          COLLATE "C" NOT NULL,
    channel                text          COLLATE "C" NOT NULL,
    order_id               text          COLLATE "C" NOT NULL,
    revision               integer       NOT NULL,
    fingerprint            text          COLLATE "C" NOT NULL,
    rule_set_version       text          NOT NULL,
    stored_time            timestamptz   NOT NULL,
    expire_time            timestamptz,
    hold_open              boolean       NOT NULL,
    order_skus             text[]        NOT NULL,
    order_quantities       bigint[]      NOT NULL,
    unfulfilled_skus       text[]        NOT NULL,
    unfulfilled_quantities bigint[]      NOT NULL,
    shipment_states        smallint[]    NOT NULL,
    shipment_warehouses    text[]        NOT NULL,
    shipment_carriers      text[]        NOT NULL,
    shipment_lanes         text[]        NOT NULL,
    line_shipments         integer[]     NOT NULL,
    line_skus              text[]        NOT NULL,
    line_quantities        bigint[]      NOT NULL,
    line_open              bigint[]      NOT NULL,
    take_shipments         integer[]     NOT NULL,
    take_counters          bigint[]      NOT NULL,
    take_amounts           bigint[]      NOT NULL,
    share_shipments        integer[]     NOT NULL,
    share_carriers         bigint[]      NOT NULL,
    share_alls             bigint[]      NOT NULL,
    share_caps             bigint[]      NOT NULL,
    share_exempt           boolean[]     NOT NULL,
    transition_shipments   integer[]     NOT NULL DEFAULT '{}',
    transition_states      smallint[]    NOT NULL DEFAULT '{}',
    transition_times       timestamptz[] NOT NULL DEFAULT '{}',
    transition_causes      text[]        NOT NULL DEFAULT '{}',
    release_request_ids    text[]        NOT NULL DEFAULT '{}',
    content                json          NOT NULL,
    PRIMARY KEY (day, plan_id)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN plan.plan_id IS 'Begins with day and time: the order of ids is the order of time';
COMMENT ON COLUMN plan.expire_time IS 'Null: never HELD, every shipment began CONFIRMED';
COMMENT ON COLUMN plan.hold_open IS 'Whether a shipment is HELD';
COMMENT ON COLUMN plan.shipment_states IS '1 HELD, 2 CONFIRMED, 3 SHIPPED, 4 RELEASED';
COMMENT ON COLUMN plan.line_open IS
    'Units not given back one by one; a shipment released as a whole keeps what it had then';
COMMENT ON COLUMN plan.take_amounts IS 'What the shipment holds, or held when it was released';
COMMENT ON COLUMN plan.share_caps IS 'Parts per million; null: counted only';
COMMENT ON COLUMN plan.transition_states IS 'After the first state, oldest first';
COMMENT ON COLUMN plan.content IS 'Order and routing plan, as they were';

CREATE INDEX plan_order_id ON plan (order_id);
CREATE INDEX plan_hold ON plan (expire_time) WHERE hold_open;

-- Told to the world once each; xid lets a reader wait for transactions still under way.
CREATE SEQUENCE outbox_event_id CACHE 1;
CREATE TABLE outbox (
    day              date        NOT NULL,
    event_id         bigint      NOT NULL DEFAULT nextval('outbox_event_id'),
    xid              xid8        NOT NULL DEFAULT pg_current_xact_id(),
    kind             smallint    NOT NULL,
    plan_id          text        COLLATE "C",
    counter_id       bigint,
    shipments        integer[]   NOT NULL,
    given_skus       text[]      NOT NULL,
    given_quantities bigint[]    NOT NULL,
    cause            text        NOT NULL,
    request_id       text        NOT NULL,
    event_time       timestamptz NOT NULL,
    PRIMARY KEY (day, event_id)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN outbox.kind IS '1 routed, 2 confirmed, 3 shipped, 4 released, 5 shortfall';
COMMENT ON COLUMN outbox.plan_id IS 'Null for a shortfall, which names its counter';

-- Days are attached, not created in place: attaching does not wait for running orders.
CREATE FUNCTION open_ledger_day(wanted date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    parent    text;
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('open_ledger_day'));
    FOREACH parent IN ARRAY ARRAY['plan', 'outbox'] LOOP
        partition := format('%s_%s', parent, to_char(wanted, 'YYYYMMDD'));
        IF to_regclass(quote_ident(partition)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
            EXECUTE format(
                'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, partition, wanted, wanted + 1);
        END IF;
    END LOOP;
END $$;
