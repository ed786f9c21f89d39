-- name: has
SELECT 1 FROM name WHERE key = ? LIMIT 1;

-- name: lookup
SELECT n.key, n.use, n.form, p.*
FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.key = ? ORDER BY n.place;

-- name: by_ref
SELECT * FROM place WHERE ref = ?;

-- name: by_id
SELECT * FROM place WHERE id = ?;

-- name: id_of
SELECT id FROM place WHERE ref = ?;

-- name: ancestors
WITH RECURSIVE above (id, depth) AS (
    SELECT parent, 1 FROM place WHERE ref = ?
    UNION ALL
    SELECT p.parent, a.depth + 1 FROM above AS a JOIN place AS p ON p.id = a.id
    WHERE a.depth < 12
)
SELECT p.* FROM above AS a JOIN place AS p ON p.id = a.id ORDER BY a.depth;

-- name: children
SELECT * FROM place WHERE parent = (SELECT id FROM place WHERE ref = ?) ORDER BY id;

-- name: names
SELECT key, use, form FROM name WHERE place = (SELECT id FROM place WHERE ref = ?);

-- name: demonyms
SELECT d.form FROM demonym AS d JOIN place AS p ON p.id = d.place
WHERE p.ref = ? ORDER BY d.rank;

-- name: prefix
SELECT n.key, n.use, n.form, p.*
FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.key >= :low AND n.key < :high ORDER BY n.place LIMIT :limit;

-- name: keys
SELECT DISTINCT key FROM name
WHERE key >= :low AND key < :high AND length(key) BETWEEN :short AND :long;

-- name: within_wide
SELECT * FROM place
WHERE id <= :last AND lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east
    AND feature IN (SELECT value FROM json_each(:features))
ORDER BY id LIMIT :limit;

-- name: within_cells
SELECT * FROM place
WHERE id IN (SELECT place FROM cell WHERE cell IN (SELECT value FROM json_each(:cells)))
    AND lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east
    AND feature IN (SELECT value FROM json_each(:features))
ORDER BY id LIMIT :limit;

-- name: country
SELECT p.* FROM country AS c JOIN place AS p ON p.id = c.place WHERE c.code = ?;

-- name: bounds
SELECT west, south, east, north FROM geometry
WHERE place = (SELECT id FROM place WHERE ref = :ref) AND view IN ('', :view)
ORDER BY view DESC LIMIT 1;

-- name: geometry
SELECT shape FROM geometry
WHERE place = (SELECT id FROM place WHERE ref = :ref) AND view IN ('', :view)
ORDER BY view DESC LIMIT 1;

-- name: boxes
SELECT p.* FROM geometry AS g JOIN place AS p ON p.id = g.place
WHERE g.view = '' AND g.west <= :east AND g.east >= :west
    AND g.south <= :north AND g.north >= :south
ORDER BY p.id;

-- name: claims
SELECT place, country FROM claim WHERE view = ?;

-- name: features
SELECT id, code FROM feature;

-- name: sources
SELECT id, key, name, licence, url, version FROM source ORDER BY id;

-- name: meta
SELECT key, value FROM meta ORDER BY key;

-- name: places
SELECT * FROM place ORDER BY id;

-- name: count_by_source
SELECT s.key, count(*) FROM place AS p JOIN source AS s ON s.id = p.source GROUP BY s.id;

-- name: count_by_feature
SELECT f.code, count(*) FROM place AS p JOIN feature AS f ON f.id = p.feature
GROUP BY f.code ORDER BY count(*) DESC, f.code;

-- name: count_names
SELECT count(*) FROM name;

-- name: count_geometries
SELECT count(*) FROM geometry WHERE view = '';
