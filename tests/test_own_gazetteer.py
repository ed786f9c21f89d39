"""A user's own gazetteer in every form: read, checked, ranked before the bundled one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.errors import GazetteerError
from storymap.gazetteer import open_gazetteer
from storymap.gazetteer.own import build_own, ready
from storymap.model import NameUse

_AREA = "POLYGON((-84.3 38.0,-84.2 38.0,-84.2 38.2,-84.3 38.2,-84.3 38.0))"
_TABLE = f"""id,name,lat,lon,feature,country,population,aliases,demonyms,geometry
,Millbrook Flats,38.1,-84.25,PPL,us,1200,The Flats|Mill Flats,Flatter,
park,Old Mill Park,38.11,-84.21,L.PRK,US,,,,"{_AREA}"
"""
_DUMP = (
    "9001\tTestland\tTestland\t\t10.0\t20.0\tA\tPCLI\tXT\t\t00\t\t\t\t5000000\t\t\tZ\t2026-01-01\n"
    "9002\tNorth\tNorth\tNorden\t11.0\t20.0\tA\tADM1\tXT\t\t01\t\t\t\t90000\t\t\tZ\t2026-01-01\n"
    "9003\tAsh\tAsh\tEsche,Frene\t11.1\t20.1\tP\tPPL\tXT\t\t01\t\t\t\t700\t\t\tZ\t2026-01-01\n"
)


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _linked_places() -> str:
    feature = {
        "@id": "https://example.org/places/7",
        "type": "Feature",
        "properties": {"title": "Old Ash", "ccodes": ["XT"], "fclasses": ["P"]},
        "names": [{"toponym": "Fraxinetum"}],
        "links": [{"type": "closeMatch", "identifier": "gn:9003"}],
        "geometry": {"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [20.1, 11.1]}]},
    }  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_a_table_is_looked_up_like_any_gazetteer(tmp_path: Path) -> None:
    target = tmp_path / "mine.sqlite"
    assert build_own(_write(tmp_path, "mine.csv", _TABLE), target) == 2
    gazetteer = open_gazetteer(target)
    (flats,) = gazetteer.lookup("the flats")
    (park,) = gazetteer.lookup("Old Mill Park")
    assert (flats.place.lat, flats.place.country, flats.place.population) == (38.1, "US", 1200)
    assert park.place.id == "mine:park"
    assert gazetteer.contains(park.place, flats.place)
    assert gazetteer.lookup("Flatter")[0].use is NameUse.DEMONYM


def test_layers_in_any_reference_system_are_read(tmp_path: Path) -> None:
    import geopandas
    import shapely

    frame = geopandas.GeoDataFrame(
        {"name": ["Millbrook Flats", "Old Mill Park"], "aliases": ["The Flats", None]},
        geometry=[shapely.Point(-84.25, 38.1), shapely.from_wkt(_AREA)],
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / "a.geojson")
    frame.to_crs("EPSG:3857").to_file(tmp_path / "b.gpkg")
    frame.to_crs("EPSG:3857").to_parquet(tmp_path / "c.parquet")
    for name in ("a.geojson", "b.gpkg", "c.parquet"):
        gazetteer = open_gazetteer(ready(tmp_path / name, tmp_path / "cache"))
        place = gazetteer.lookup("The Flats")[0].place
        assert (round(place.lat, 4), round(place.lon, 4)) == (38.1, -84.25), name
        assert gazetteer.lookup("Old Mill Park")[0].place.area, name


def test_a_geonames_dump_keeps_its_hierarchy(tmp_path: Path) -> None:
    gazetteer = open_gazetteer(ready(_write(tmp_path, "XT.txt", _DUMP), tmp_path / "cache"))
    ash = gazetteer.lookup("Frene")[0].place
    assert (ash.id, ash.geonameid) == ("gn:9003", 9003)
    assert [p.name for p in gazetteer.ancestors(ash)] == ["North", "Testland"]


def test_alternate_names_beside_a_dump_are_used(tmp_path: Path) -> None:
    names = "1\t9001\tabbr\tTL\t\t\t\t\n2\t9001\tlink\thttps://example.org\t\t\t\t\n"
    _write(tmp_path, "alternateNamesV2.txt", names)
    gazetteer = open_gazetteer(ready(_write(tmp_path, "XT.txt", _DUMP), tmp_path / "cache"))
    (entry,) = gazetteer.lookup("TL")
    assert (entry.place.name, entry.use) == ("Testland", NameUse.ABBREVIATION)
    assert not gazetteer.has("https://example.org")


def test_linked_places_bring_their_toponyms_and_geonames_ids(tmp_path: Path) -> None:
    path = _write(tmp_path, "whg.json", _linked_places())
    (entry,) = open_gazetteer(ready(path, tmp_path / "cache")).lookup("Fraxinetum")
    assert (entry.place.id, entry.place.name, entry.place.country) == ("gn:9003", "Old Ash", "XT")


def test_a_users_row_ranks_before_the_bundled_one(tmp_path: Path) -> None:
    text = "name,lat,lon\nParis,45.0,5.0\n"
    own = ready(_write(tmp_path, "own.csv", text), tmp_path / "cache")
    first = open_gazetteer(extra=[own]).lookup("Paris")
    assert first[0].place.source == "own"
    assert len(first) > 1


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "name,lat\nX,1\n", "no column lon"),
        ("a.csv", "name,lat,lon\nX,95,1\n", "row 2: latitude 95.0 is outside"),
        ("a.csv", "name,lat,lon\nX,1,2\nY,north,2\n", "row 3: lat is no number: 'north'"),
        ("a.csv", "name,lat,lon\n  ,1,2\n", "row 2: the name is empty"),
        ("a.csv", "name,lat,lon,country\nX,1,2,USA\n", "row 2: no ISO 3166-1"),
        ("a.csv", "name,lat,lon,geometry\nX,1,2,POLYGON(\n", "row 2: geometry is no WKT"),
        ("a.csv", "id,name,lat,lon\n5,X,1,2\n5,Y,1,2\n", "row 3: the id 5 stands in an earlier"),
        ("a.csv", "name,lat,lon\n", "no places in it"),
        ("a.geojson", "{", "cannot be read"),
        ("a.json", "[]", "no Linked Places file"),
        ("XT.txt", "one\ttwo\n", "row 1: 2 columns where a GeoNames dump has 19"),
        ("a.docx", "x", "not a form of gazetteer that is known"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_row(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    path = _write(tmp_path, name, text)
    with pytest.raises(GazetteerError) as caught:
        build_own(path, tmp_path / "out.sqlite")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out.sqlite").exists()


def test_a_changed_file_is_made_anew(tmp_path: Path) -> None:
    path = _write(tmp_path, "own.csv", "name,lat,lon\nAsh,1,2\n")
    before = ready(path, tmp_path / "cache")
    assert ready(path, tmp_path / "cache") == before
    _write(tmp_path, "own.csv", "name,lat,lon\nBirch,1,2\n")
    after = ready(path, tmp_path / "cache")
    assert after != before
    assert open_gazetteer(after).has("Birch")
