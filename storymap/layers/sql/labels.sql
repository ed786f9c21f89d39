SELECT kind, name, lat, lon, first, last, rank, country, names
FROM label
WHERE kind = :kind
    AND lat BETWEEN :south AND :north
    AND first <= :zoom
ORDER BY rank, id
