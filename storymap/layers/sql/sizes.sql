SELECT id, length(parts) FROM cell
