-- Lay names and cells down in order, make parents numbers of places, drop the slack.
INSERT INTO name SELECT key, place, use, form FROM staged_name ORDER BY key, place;
DROP TABLE staged_name;
INSERT INTO cell SELECT cell, place FROM staged_cell ORDER BY cell, place;
DROP TABLE staged_cell;
CREATE UNIQUE INDEX place_ref ON place (ref);
UPDATE place SET parent = above.id
FROM staged_parent AS staged JOIN place AS above ON above.ref = staged.ref
WHERE place.id = staged.place;
DROP TABLE staged_parent;
CREATE INDEX place_parent ON place (parent) WHERE parent IS NOT NULL;
CREATE INDEX geometry_box ON geometry (west, east, south, north, place) WHERE view = '';
VACUUM;
