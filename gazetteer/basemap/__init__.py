"""The recipe of the bundled base map: Natural Earth, cut into cells, with label points."""
