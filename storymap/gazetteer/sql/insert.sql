-- name: source
INSERT INTO source VALUES (?, ?, ?, ?, ?, ?);

-- name: feature
INSERT INTO feature VALUES (?, ?);

-- name: place
INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL);

-- name: parent
INSERT INTO staged_parent VALUES (?, ?);

-- name: name
INSERT INTO staged_name VALUES (?, ?, ?, ?);

-- name: cell
INSERT INTO staged_cell VALUES (?, ?);

-- name: demonym
INSERT INTO demonym VALUES (?, ?, ?);

-- name: claim
INSERT INTO claim VALUES (?, ?, ?);

-- name: geometry
INSERT INTO geometry VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: country
INSERT INTO country VALUES (?, ?);

-- name: meta
INSERT INTO meta VALUES (?, ?);
