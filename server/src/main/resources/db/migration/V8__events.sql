-- Events in the order in which they may be read: by transaction, once no older one is under way.
ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
ALTER TABLE outbox ADD PRIMARY KEY (xid, event_id, day);

CREATE TABLE outbox_pruned (
    day           date   PRIMARY KEY,
    last_xid      xid8   NOT NULL,
    last_event_id bigint NOT NULL,
    events        bigint NOT NULL
);
COMMENT ON TABLE outbox_pruned IS 'Tells a reader that comes too late what it lost';

-- To be called in the transaction that drops the day's events, before it does.
CREATE FUNCTION remember_pruned_events(gone date) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO outbox_pruned (day, last_xid, last_event_id, events)
    SELECT o.day, o.xid, o.event_id, (SELECT count(*) FROM outbox WHERE day = gone)
    FROM outbox o WHERE o.day = gone
    ORDER BY o.xid DESC, o.event_id DESC LIMIT 1
    ON CONFLICT DO NOTHING
$$;
