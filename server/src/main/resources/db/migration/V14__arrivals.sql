-- Which orders arrive when: what the rest of a day is expected to bring is learned from days before.

CREATE TABLE arrival_slot (
    day     date     NOT NULL,
    slot    smallint NOT NULL CHECK (slot >= 0),
    replica uuid     NOT NULL,
    orders  bigint   NOT NULL CHECK (orders > 0),
    samples jsonb    NOT NULL,
    PRIMARY KEY (day, slot, replica)
);
COMMENT ON TABLE arrival_slot IS
    'How many orders a replica decided in a quarter of an hour of a share day, and some of them';
