-- A rule set on trial: obeyed for a share of the orders, beside the live one.
ALTER TABLE rules_in_force
    ADD COLUMN trial         text     COLLATE "C" REFERENCES rule_set,
    ADD COLUMN trial_percent smallint CHECK (trial_percent BETWEEN 1 AND 99),
    ADD CHECK ((trial IS NULL) = (trial_percent IS NULL));
COMMENT ON COLUMN rules_in_force.trial IS 'Obeyed for a share of the orders; null: none is';
COMMENT ON COLUMN rules_in_force.trial_percent IS 'Of how many in a hundred orders';

ALTER TABLE rule_set_activation ADD COLUMN trial_percent smallint;
COMMENT ON COLUMN rule_set_activation.trial_percent IS
    'Of how many in a hundred orders it was obeyed, on trial; null: of all';

ALTER TABLE rule_set ADD COLUMN withdrawn_time timestamptz;
COMMENT ON COLUMN rule_set.withdrawn_time IS 'When it was taken out of service by itself';
UPDATE rule_set SET withdrawn_time = stored_time WHERE withdrawn_reason IS NOT NULL;
ALTER TABLE rule_set ADD CHECK ((withdrawn_reason IS NULL) = (withdrawn_time IS NULL));
