-- One base map: cells of vector geometry in four levels of detail, and label points.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- parts: JSON {"land": ..., "border": ..., "disputed": ..., "division": ..., "lake": ...}
-- areas: JSON {country code: ...}; each value a string of quantities; both deflated.
-- id: level * 2^32 + x * 2^16 + y (a rowid table: large rows of a WITHOUT ROWID one waste pages).
CREATE TABLE cell (
    id INTEGER PRIMARY KEY,
    parts BLOB NOT NULL,
    areas BLOB NOT NULL
);

-- names: JSON {language: name}; first and last: zooms between which the label suits.
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    rank INTEGER NOT NULL,
    first REAL NOT NULL,
    last REAL NOT NULL,
    country TEXT NOT NULL,
    names TEXT NOT NULL
);

CREATE INDEX label_at ON label (lat, lon);
