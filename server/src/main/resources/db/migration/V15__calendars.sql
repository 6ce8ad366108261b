-- Dates with cut-offs of their own, days of carriers, and warehouses that a busy day slows down.
-- What is there already keeps its meaning: the same at any load, every day delivered, nothing moved.

ALTER TABLE warehouse
    ADD COLUMN dated_cut_offs          text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN full_processing_minutes integer CHECK (full_processing_minutes >= processing_minutes),
    ADD COLUMN overflow_days           integer NOT NULL DEFAULT 0 CHECK (overflow_days BETWEEN 0 AND 7);
COMMENT ON COLUMN warehouse.dated_cut_offs IS
    'ISO date and local time each; on that date instead of the weekday''s';
COMMENT ON COLUMN warehouse.full_processing_minutes IS
    'On a day that is full; null: as on an idle one';
COMMENT ON COLUMN warehouse.overflow_days IS
    'To how many later days a full day may move an order';

ALTER TABLE carrier_service
    ADD COLUMN collection_holidays date[] NOT NULL DEFAULT '{}',
    ADD COLUMN delivery_days       text[] NOT NULL
        DEFAULT '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}',
    ADD COLUMN delivery_holidays   date[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN carrier_service.delivery_days IS
    'Weekdays by the clock of the warehouse that it collects from, as are all its days';

ALTER TABLE tariff ADD COLUMN free boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN tariff.free IS 'It is meant to cost nothing, as where the buyer collects';
