-- Alternate names of a GeoNames dump, waiting to be joined to their places.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE alternate (
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    use TEXT NOT NULL,
    PRIMARY KEY (place, name)
) WITHOUT ROWID;
