-- What is kept for one channel, store or host. How much that is, and how much of it plans hold, is
-- capacity and used of its counter, whose lock is its lock.
CREATE TABLE earmark (
    counter_id     bigint      PRIMARY KEY,
    sku            text        COLLATE "C" NOT NULL,
    warehouse_id   text        COLLATE "C" NOT NULL,
    holder         text        COLLATE "C" NOT NULL,
    units          bigint      NOT NULL CHECK (units >= 0),
    until_time     timestamptz NOT NULL,
    give_back_time timestamptz NOT NULL,
    UNIQUE (sku, warehouse_id, holder)
);
CREATE INDEX earmark_give_back ON earmark (give_back_time);
COMMENT ON COLUMN earmark.holder IS 'CHANNEL:, STORE: or HOST: and its id, as in the counter''s scope';
COMMENT ON COLUMN earmark.units IS
    'Asked to be kept. Its counter''s capacity is less where the warehouse counted less, and more'
    ' where plans hold more';
COMMENT ON COLUMN earmark.give_back_time IS
    'From when on units that plans do not hold may have to go back to everybody';
COMMENT ON COLUMN stock.earmarked IS 'Sum of the capacities of its earmarks'' counters';

ALTER TABLE outbox ADD COLUMN shortfall bigint;
COMMENT ON COLUMN outbox.shortfall IS
    'Of a shortfall: how far used lies above capacity from now on; 0: no more';
