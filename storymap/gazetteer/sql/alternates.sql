-- name: insert
INSERT OR IGNORE INTO alternate VALUES (?, ?, ?);

-- name: of_place
SELECT name, use FROM alternate WHERE place = ? ORDER BY name;
