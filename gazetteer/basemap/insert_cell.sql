INSERT INTO cell (id, parts, areas) VALUES (?, ?, ?)
