-- Rule sets change at run time: who brought them, which is in force, and the way back.
ALTER TABLE rule_set
    ADD COLUMN rule_set_id      bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN author           text   NOT NULL DEFAULT '',
    ADD COLUMN comment          text   NOT NULL DEFAULT '',
    ADD COLUMN withdrawn_reason text;
CREATE UNIQUE INDEX rule_set_rule_set_id ON rule_set (rule_set_id);
COMMENT ON COLUMN rule_set.rule_set_id IS 'Counts rule sets in the order in which they came';
COMMENT ON COLUMN rule_set.withdrawn_reason IS
    'Why it was taken out of service by itself; null: it was not';

ALTER TABLE rule_set_activation
    ADD COLUMN author    text NOT NULL DEFAULT '',
    ADD COLUMN comment   text NOT NULL DEFAULT '',
    ADD COLUMN before_id bigint REFERENCES rule_set_activation;
COMMENT ON COLUMN rule_set_activation.before_id IS
    'The activation that a rollback of this one returns to; null: there is none';

-- One row. Whoever changes it holds its lock, so that all replicas see one order of changes.
CREATE TABLE rules_in_force (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision      bigint  NOT NULL,
    activation_id bigint  REFERENCES rule_set_activation,
    shadow        text    COLLATE "C" REFERENCES rule_set
);
COMMENT ON COLUMN rules_in_force.revision IS 'Counts changes of this row';
COMMENT ON COLUMN rules_in_force.shadow IS 'Evaluated beside the live rule set, never obeyed';

INSERT INTO rules_in_force (revision, activation_id)
SELECT 0, max(activation_id) FROM rule_set_activation;
