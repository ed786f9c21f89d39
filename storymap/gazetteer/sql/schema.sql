-- One gazetteer file. Places are numbered from the most important down, so that rows found in
-- the order of their number come best first and no column holds the importance.
PRAGMA page_size = 4096;
PRAGMA application_id = 1398033744; -- 'STMP'
PRAGMA user_version = 1;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    licence TEXT NOT NULL,
    url TEXT NOT NULL,
    version TEXT NOT NULL
);

CREATE TABLE feature (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);

-- ref: a GeoNames id (integer) or a prefixed id of another source (text).
-- lat, lon: 1e-4 degrees. flags: 1 approximate, 2 has a geometry, 4 disputed, 8 unrecognised.
-- parent: the smallest division or country above it.
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    ref NOT NULL,
    name TEXT NOT NULL,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    feature INTEGER NOT NULL,
    country TEXT NOT NULL,
    admin1 TEXT NOT NULL,
    admin2 TEXT NOT NULL,
    population INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    source INTEGER NOT NULL,
    parent INTEGER
);

-- use: 0 name, 1 alternate, 2 abbreviation, 3 demonym.
-- form: the name as written; NULL where it is the place's name (use 0) or the key in title case.
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    use INTEGER NOT NULL,
    form TEXT,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;

-- Demonyms again by place, best first: 'Korean', then 'Koreans'.
CREATE TABLE demonym (
    place INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (place, rank)
) WITHOUT ROWID;

-- The place that is the country with an ISO 3166-1 alpha-2 code.
CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;

-- cell: whole degrees, (lat + 90) * 360 + (lon + 180).
CREATE TABLE cell (
    cell INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (cell, place)
) WITHOUT ROWID;

-- shape: see storymap/gazetteer/shape.py; the box in 1e-4 degrees, east beyond 180 degrees where
-- it crosses the antimeridian. view: a country's ISO code where that country's view of the
-- borders differs, else empty.
CREATE TABLE geometry (
    place INTEGER NOT NULL,
    view TEXT NOT NULL,
    west INTEGER NOT NULL,
    south INTEGER NOT NULL,
    east INTEGER NOT NULL,
    north INTEGER NOT NULL,
    shape BLOB NOT NULL,
    PRIMARY KEY (place, view)
);

-- The country of a place in the view of a country that differs from the default.
CREATE TABLE claim (
    view TEXT NOT NULL,
    place INTEGER NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (view, place)
) WITHOUT ROWID;
