-- The life of a plan: revisions of an order's plan, and how long all is kept.

ALTER TABLE plan
    ADD COLUMN replaces           text       COLLATE "C",
    ADD COLUMN replaced_by        text       COLLATE "C",
    ADD COLUMN carried_shipments  integer    NOT NULL DEFAULT 0,
    ADD COLUMN first_states       smallint[] NOT NULL DEFAULT '{}',
    ADD COLUMN reroute_request_id text       NOT NULL DEFAULT '',
    ADD COLUMN reroute_cause      text       NOT NULL DEFAULT '';
COMMENT ON COLUMN plan.replaces IS 'Plan of the revision before; null: this is the first';
COMMENT ON COLUMN plan.replaced_by IS 'Plan of the revision after; null: this is the current one';
COMMENT ON COLUMN plan.carried_shipments IS
    'How many shipments, the first ones, stood in the revision before, in the order they have there';
COMMENT ON COLUMN plan.first_states IS
    'What each shipment began with. Empty, as of first revisions: HELD where there is an'
    ' expire_time, else CONFIRMED';
COMMENT ON COLUMN plan.shipment_states IS
    '1 HELD, 2 CONFIRMED, 3 SHIPPED, 4 RELEASED, 6 CARRIED: stands in the next revision, which'
    ' holds what it took';
COMMENT ON COLUMN outbox.kind IS '1 routed, 2 confirmed, 3 shipped, 4 released, 5 shortfall, 6 carried';

ALTER TABLE order_key
    ADD COLUMN earlier_plan_ids    text[] NOT NULL DEFAULT '{}',
    ADD COLUMN reroute_request_ids text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN order_key.earlier_plan_ids IS 'Of the revisions before the current one, from 1 on';
COMMENT ON COLUMN order_key.reroute_request_ids IS
    'What made the revisions from 2 on; empty where it had no id';
