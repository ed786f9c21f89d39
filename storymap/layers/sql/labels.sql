SELECT kind, name, lat, lon, first, last, rank, country, names
FROM label
WHERE kind = ?
ORDER BY rank, id
