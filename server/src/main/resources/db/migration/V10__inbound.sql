-- Units on their way to a warehouse. The lock of a row is the lock of its counter, whose capacity is
-- expected and arrived together, and whose used is what plans hold of them.
CREATE TABLE inbound (
    counter_id   bigint PRIMARY KEY,
    sku          text   COLLATE "C" NOT NULL,
    warehouse_id text   COLLATE "C" NOT NULL,
    expected_day date   NOT NULL,
    expected     bigint NOT NULL CHECK (expected >= 0),
    arrived      bigint NOT NULL CHECK (arrived >= 0),
    UNIQUE (sku, warehouse_id, expected_day)
);
CREATE INDEX inbound_to_settle ON inbound (counter_id) WHERE arrived > 0 OR expected = 0;
COMMENT ON COLUMN inbound.expected_day IS 'The warehouse''s local day, as in the counter''s scope';
COMMENT ON COLUMN inbound.expected IS 'Units still to come';
COMMENT ON COLUMN inbound.arrived IS
    'Units that came and that plans held then: part of on-hand, and nobody else''s';

COMMENT ON COLUMN counter.kind IS
    '1 stock, 2 earmark, 3 warehouse day, 4 lane day, 5 carrier day, 6 carrier share, 7 all shares,'
    ' 8 inbound';
COMMENT ON COLUMN stock.earmarked IS
    'Units that are not for everybody: the capacities of its earmarks'' counters, and what arrived of'
    ' its inbound units';
