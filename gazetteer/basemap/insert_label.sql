INSERT INTO label (kind, name, lat, lon, rank, first, last, country, names)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
