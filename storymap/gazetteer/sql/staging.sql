-- What must be sorted before it is laid down waits here.
PRAGMA temp_store = FILE;
CREATE TEMP TABLE staged_name (key TEXT, place INTEGER, use INTEGER, form TEXT);
CREATE TEMP TABLE staged_cell (cell INTEGER, place INTEGER);
CREATE TEMP TABLE staged_parent (place INTEGER PRIMARY KEY, ref);
