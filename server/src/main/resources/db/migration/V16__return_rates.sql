-- How much of a product comes back. Of what is there already nothing is known.

ALTER TABLE product
    ADD COLUMN return_rate double precision NOT NULL DEFAULT 0 CHECK (return_rate BETWEEN 0 AND 1);
COMMENT ON COLUMN product.return_rate IS
    'Share of sold units that buyers send back; 0: unknown';
