-- Master data: what the network is. Checked as a whole before it is written; the constraints here
-- are the second lock on the door. Money is in micro-yuan, lists of words are text arrays.

CREATE TABLE network_version (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    version      bigint      NOT NULL,
    changed_time timestamptz NOT NULL
);
COMMENT ON TABLE network_version IS
    'Counts up with every change of master data; its row lock makes changes follow one another';
INSERT INTO network_version (version, changed_time) VALUES (0, now());

CREATE TABLE region (
    region_code text COLLATE "C" PRIMARY KEY,
    name        text NOT NULL,
    name_en     text NOT NULL,
    latitude    double precision,
    longitude   double precision,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
COMMENT ON COLUMN region.region_code IS '2 digits a province, 4 a city, 6 a district, 9 a street';

CREATE TABLE region_group (
    region_group_id   text   COLLATE "C" PRIMARY KEY,
    name              text   NOT NULL,
    name_en           text   NOT NULL,
    region_codes      text[] NOT NULL,
    leader_carrier_id text   COLLATE "C"
);

CREATE TABLE carrier (
    carrier_id    text             COLLATE "C" PRIMARY KEY,
    name          text             NOT NULL,
    name_en       text             NOT NULL,
    role          text             NOT NULL,
    state         text             NOT NULL,
    daily_parcels bigint           CHECK (daily_parcels >= 0),
    on_time_rate  double precision NOT NULL CHECK (on_time_rate BETWEEN 0 AND 1),
    loss_rate     double precision NOT NULL CHECK (loss_rate BETWEEN 0 AND 1)
);
COMMENT ON COLUMN carrier.daily_parcels IS 'Over all lanes; null: no limit';

CREATE TABLE carrier_service (
    carrier_service_id    text    COLLATE "C" PRIMARY KEY,
    carrier_id            text    COLLATE "C" NOT NULL
                                  REFERENCES carrier DEFERRABLE INITIALLY DEFERRED,
    name                  text    NOT NULL,
    name_en               text    NOT NULL,
    service_levels        text[]  NOT NULL,
    volumetric_cm3_per_kg integer NOT NULL CHECK (volumetric_cm3_per_kg >= 0),
    max_weight_grams      bigint  NOT NULL CHECK (max_weight_grams > 0),
    insurance_permille    integer NOT NULL CHECK (insurance_permille >= 0),
    handles_fragile       boolean NOT NULL,
    insures_high_value    boolean NOT NULL,
    cold_chain            boolean NOT NULL,
    takes_liquid          boolean NOT NULL,
    takes_battery         boolean NOT NULL,
    takes_oversize        boolean NOT NULL,
    cash_on_delivery      boolean NOT NULL,
    collection_days       text[]  NOT NULL,
    waybill_channels      text[]  NOT NULL
);

CREATE TABLE warehouse (
    warehouse_id                 text             COLLATE "C" PRIMARY KEY,
    name                         text             NOT NULL,
    name_en                      text             NOT NULL,
    kind                         text             NOT NULL,
    region_code                  text             COLLATE "C" NOT NULL,
    latitude                     double precision NOT NULL,
    longitude                    double precision NOT NULL,
    state                        text             NOT NULL,
    capacity_measure             text             NOT NULL,
    daily_capacity               bigint           NOT NULL CHECK (daily_capacity >= 0),
    time_zone                    text             NOT NULL,
    day_roll_hour                integer          NOT NULL CHECK (day_roll_hour BETWEEN 0 AND 23),
    cut_offs                     text[]           NOT NULL CHECK (cardinality(cut_offs) = 7),
    holidays                     date[]           NOT NULL,
    processing_minutes           integer          NOT NULL CHECK (processing_minutes >= 0),
    handling_per_unit_micros     bigint           NOT NULL CHECK (handling_per_unit_micros >= 0),
    handling_per_shipment_micros bigint           NOT NULL CHECK (handling_per_shipment_micros >= 0),
    packs_fragile                boolean          NOT NULL,
    cold_room                    boolean          NOT NULL,
    secure_cage                  boolean          NOT NULL,
    inspects_returns             boolean          NOT NULL,
    customers                    text[]           NOT NULL
);
COMMENT ON COLUMN warehouse.cut_offs IS 'Monday to Sunday; null: closed on that weekday';

CREATE TABLE tariff (
    tariff_id             text   COLLATE "C" PRIMARY KEY,
    minimum_charge_micros bigint NOT NULL CHECK (minimum_charge_micros >= 0)
);

CREATE TABLE tariff_band (
    tariff_id           text   COLLATE "C" NOT NULL REFERENCES tariff ON DELETE CASCADE
                               DEFERRABLE INITIALLY DEFERRED,
    up_to_grams         bigint NOT NULL CHECK (up_to_grams > 0),
    first_grams         bigint NOT NULL CHECK (first_grams >= 0),
    first_charge_micros bigint NOT NULL CHECK (first_charge_micros >= 0),
    step_grams          bigint NOT NULL CHECK (step_grams > 0),
    step_charge_micros  bigint NOT NULL CHECK (step_charge_micros >= 0),
    PRIMARY KEY (tariff_id, up_to_grams)
);

CREATE TABLE lane (
    lane_id            text    COLLATE "C" PRIMARY KEY,
    warehouse_id       text    COLLATE "C" NOT NULL,
    carrier_service_id text    COLLATE "C" NOT NULL,
    region_code        text    COLLATE "C" NOT NULL,
    tariff_id          text    COLLATE "C" NOT NULL,
    transit_hours      integer NOT NULL CHECK (transit_hours > 0),
    daily_parcels      bigint  CHECK (daily_parcels >= 0),
    CHECK (lane_id = warehouse_id || '>' || carrier_service_id || '>' || region_code)
);
COMMENT ON COLUMN lane.daily_parcels IS 'Null: only the carrier''s own limit';

CREATE TABLE coverage (
    subject     text    NOT NULL,
    subject_id  text    COLLATE "C" NOT NULL,
    region_code text    COLLATE "C" NOT NULL,
    priority    integer NOT NULL,
    serves      boolean NOT NULL,
    PRIMARY KEY (subject, subject_id, region_code)
);
COMMENT ON COLUMN coverage.region_code IS 'Empty: everywhere';

CREATE TABLE product (
    sku          text    COLLATE "C" PRIMARY KEY,
    name         text    NOT NULL,
    category     text    NOT NULL,
    weight_grams integer NOT NULL CHECK (weight_grams >= 0),
    length_mm    integer NOT NULL CHECK (length_mm >= 0),
    width_mm     integer NOT NULL CHECK (width_mm >= 0),
    height_mm    integer NOT NULL CHECK (height_mm >= 0),
    handling     text[]  NOT NULL
);
