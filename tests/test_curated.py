"""The hand-made tables of the gazetteer: every row well formed, sane and with its source."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from shapely import LineString, Point, Polygon, box

from storymap.gazetteer.space import distance

CURATED = Path(__file__).parents[1] / "gazetteer" / "curated"
PLACE_COLUMNS = [
    "id", "name", "aliases", "feature", "countries", "lat", "lon",
    "geometry", "approximate", "importance", "source", "note",
]  # fmt: skip
TABLE_COLUMNS = {
    "aliases.tsv": ["place", "name", "use", "source"],
    "disputed.tsv": ["place", "status", "default_country", "claims", "source"],
}
# GeoNames feature codes that the tables use (download.geonames.org/export/dump/featureCodes)
KINDS = {
    "A": "ADM1 PCLH",
    "H": "BAY BGHT CHN CNL DLTA ESTY FJD FLLS GLCR GULF HBR INLT LGN LK LKS MRSH OCN RF RSV SALT "
    "SD SEA SHOL STM STRT",
    "L": "BDRY BTL CONT LCTY MILB PRK RESV RGN RGNH ZN",
    "P": "PPL PPLX",
    "R": "RD ST TNLRR",
    "S": "AIRP AMUS ANS BDG BLDG CAVE CH CMPRF CMTY CSTL CTHSE DAM FCL FT HSE HSP HSTS MFG MKT "
    "MNMT MSQE MUS OPRA PAL PRN PS PSTB PYR RLG SCHM SHRN SPCE SQR STDM STNB THTR TMPL TOWR WALL",
    "T": "BAR BCH CAPE DSRT GRGE HLL HLLS ISL ISLS ISTH MT MTS PASS PEN PLAT PLN SPIT UPLD VAL VLC",
    "U": "RDGU TRNU",
}
CODE = r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"
REFERENCE = re.compile(rf"{CODE}|(?:gn:\d+)|(?:cap:[A-Z]{{2}})|(?:sm:[a-z0-9-]+)")
TWIN_KM = 20.0
NEAR = 3.0  # degrees between a point and its rough line or outline
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def all_places() -> list[Row]:
    return [row for path in sorted(CURATED.glob("places/*.tsv")) for row in rows_of(path)]


PLACES = all_places()
IDS = {row["id"] for row in PLACES}


def vertices(text: str) -> list[tuple[float, float]]:
    pairs = [pair.split() for pair in text.split(",")]
    return [(float(lon), float(lat)) for lon, lat in pairs]


def point(row: Row) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])


def extent(row: Row) -> LineString | Polygon | None:
    """The outline a row draws itself, in degrees; None where it is derived or a point."""
    kind, _, rest = row["geometry"].partition(" ")
    if kind == "line":
        return LineString(vertices(rest))
    if kind == "polygon":
        return Polygon(vertices(rest))
    return box(*map(float, rest.split())) if kind == "bbox" else None


def geometry_faults(geometry: str) -> Iterator[str]:
    kind, _, rest = geometry.partition(" ")
    patterns = {
        "": r"",
        "bbox": r"-?[\d.]+( -?[\d.]+){3}",
        "line": r"-?[\d.]+ -?[\d.]+(, -?[\d.]+ -?[\d.]+)+",
        "polygon": r"-?[\d.]+ -?[\d.]+(, -?[\d.]+ -?[\d.]+){2,}",
        "union": rf"{CODE}( {CODE})*",
        "border": rf"{CODE} {CODE} [\d.]+km",
        "sea": r"\S.*",
        "buffer": r"[\d.]+km",
    }
    if kind not in patterns:
        yield f"unknown geometry {kind!r}"
    elif not re.fullmatch(patterns[kind], rest):
        yield f"{kind} does not parse: {rest!r}"


@pytest.mark.parametrize("path", sorted(CURATED.glob("places/*.tsv")), ids=lambda path: path.stem)
def test_place_files_have_the_columns_and_no_stray_tab_or_blank(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == PLACE_COLUMNS
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        assert len(cells) == len(PLACE_COLUMNS), f"{path.name}:{number}"
        assert all(cell == cell.strip() for cell in cells), f"{path.name}:{number}"


@pytest.mark.parametrize("name", sorted(TABLE_COLUMNS))
def test_tables_have_their_columns(name: str) -> None:
    lines = (CURATED / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == TABLE_COLUMNS[name]
    widths = {len(line.split("\t")) for line in lines}
    assert widths == {len(TABLE_COLUMNS[name])}
    assert len(lines) == len(set(lines))


def test_there_are_enough_places_and_no_id_twice() -> None:
    assert len(PLACES) >= 800
    assert [key for key, count in Counter(row["id"] for row in PLACES).items() if count > 1] == []


def test_no_name_stands_twice_for_one_place() -> None:
    """Bristol and Brisbane both have a Newtown; one town has one."""
    by_name: dict[str, list[Row]] = {}
    for row in PLACES:
        by_name.setdefault(row["name"], []).append(row)
    for rows in by_name.values():
        for one, other in combinations(rows, 2):
            assert distance(point(one), point(other)) > TWIN_KM, (one["id"], other["id"])


def place_faults(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
        yield "id is not kebab-case"
    if not (row["name"] and row["source"] and row["note"]):
        yield "name, source or note is empty"
    if row["approximate"] not in ("y", "n") or not 0 <= int(row["importance"]) <= 100:
        yield "approximate or importance"
    class_, _, code = row["feature"].partition(".")
    if code not in KINDS.get(class_, "").split():
        yield f"unknown kind {row['feature']}"
    if not re.fullmatch(r"([A-Z]{2}(,[A-Z]{2})*)?", row["countries"]):
        yield "countries"
    aliases = row["aliases"].split("|") if row["aliases"] else []
    if not all(aliases) or len(set(aliases)) < len(aliases) or row["name"] in aliases:
        yield "an alias is empty, doubled or the name itself"
    yield from geometry_faults(row["geometry"])


def test_every_place_is_well_formed() -> None:
    assert [(row["id"], fault) for row in PLACES for fault in place_faults(row)] == []


def test_coordinates_are_in_range() -> None:
    for row in PLACES:
        # east of 180 is allowed where an area crosses the antimeridian
        assert -90 <= float(row["lat"]) <= 90, row["id"]
        assert -180 <= float(row["lon"]) <= 360, row["id"]
        outline = extent(row)
        if outline is not None:
            west, south, east, north = outline.bounds
            assert -180 <= west < east <= 360 or west == east, row["id"]
            assert -90 <= south <= north <= 90, row["id"]
            assert outline.is_valid, row["id"]


def test_points_lie_in_or_near_their_outline() -> None:
    far = []
    for row in PLACES:
        outline = extent(row)
        if outline is not None:
            distance = outline.distance(Point(float(row["lon"]), float(row["lat"])))
            if distance > NEAR:
                far.append((row["id"], round(distance, 1)))
    assert far == []


def test_aliases_and_disputes_name_known_references_and_uses() -> None:
    for name in TABLE_COLUMNS:
        for row in rows_of(CURATED / name):
            assert REFERENCE.fullmatch(row["place"]), row
            assert row["source"], row
            if row["place"].startswith("sm:"):
                assert row["place"][3:] in IDS, row
    aliases = rows_of(CURATED / "aliases.tsv")
    assert {row["use"] for row in aliases} == {"alternate", "abbreviation", "demonym"}
    assert all(row["name"] for row in aliases)


def test_claims_name_a_worldview_and_a_country() -> None:
    for row in rows_of(CURATED / "disputed.tsv"):
        claims = row["claims"].split()
        assert all(re.fullmatch(r"[A-Z]{2}:[A-Z]{2}", claim) for claim in claims), row
        views = [claim[:2] for claim in claims]
        assert len(views) == len(set(views)), row
        assert re.fullmatch(r"([A-Z]{2})?", row["default_country"]), row


def test_korea_stands_where_the_news_has_it() -> None:
    by_id = {row["id"]: row for row in PLACES}
    panmunjom = by_id["panmunjom"]
    assert (float(panmunjom["lat"]), float(panmunjom["lon"])) == (37.956, 126.677)
    assert by_id["korean-dmz"]["geometry"] == "border KP KR 2km"
    assert {"DMZ", "Demilitarised Zone"} <= set(by_id["korean-dmz"]["aliases"].split("|"))
    assert by_id["korean-peninsula"]["geometry"] == "union KP KR"
