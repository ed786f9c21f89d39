-- name: create
CREATE TABLE ranked (
    importance INTEGER NOT NULL,
    row INTEGER NOT NULL,
    ref NOT NULL UNIQUE,
    place BLOB NOT NULL
);

-- name: insert
INSERT INTO ranked VALUES (?, ?, ?, ?);

-- name: best_first
SELECT place FROM ranked ORDER BY importance DESC, row;
