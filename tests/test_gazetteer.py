"""The bundled gazetteer: what it answers, and that every row is sound."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import GazetteerError
from storymap.gazetteer import Gazetteer, normalise, open_gazetteer
from storymap.gazetteer.gazetteer import bundled
from storymap.gazetteer.space import distance
from storymap.gazetteer.variants import variants
from storymap.model import NameUse, Place

EDGE_KM = 120.0  # how far a point may stand from its outline, thinned to 2 km
ROUGH_KM = 200.0  # ... and from one that is marked as rough


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def everything(gazetteer: Gazetteer) -> list[Place]:
    return list(gazetteer.places())


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John’s", "Saint Johns"), ("U.S.", "US"), ("The Hague", "hague"),
        ("Mt. Everest", "Mount Everest"), ("São Paulo", "sao paulo"), ("Ft.Worth", "Fort Worth"),
        ("Guinea-Bissau", "Guinea Bissau"), ("Łódź", "lodz"), ("Xi’an", "Xian"),
        ("Sault Ste. Marie", "Sault Sainte Marie"), ("Đà Nẵng", "da nang"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"), ("القاهرة", "القاهره"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_names_of_two_places_keep_two_keys() -> None:
    assert normalise("Clark County") != normalise("Clark")
    assert normalise("MT") != normalise("Mount Vernon")[:5]
    assert normalise("がき") != normalise("かき")


def test_variants_are_tried_in_order() -> None:
    assert list(variants("city of hanoi")) == ["hanoi"]
    assert list(variants("county of clare")) == ["clare county", "clare"]
    assert "north korea" in list(variants("n korea"))
    assert "dusseldorf" in list(variants("duesseldorf"))


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Panmunjom", "sm:panmunjom"), ("DMZ", "sm:korean-dmz"),
        ("Demilitarized Zone", "sm:korean-dmz"), ("Korean Peninsula", "sm:korean-peninsula"),
        ("Vietnam", "gn:1562822"), ("North Korea", "gn:1873107"), ("Hanoi", "gn:1581130"),
        ("Bavaria", "gn:2951839"), ("Sahara", "sm:sahara"), ("Nile", "sm:nile"),
        ("Rhine", "sm:rhine"), ("Danube", "sm:danube"),
        ("Mississippi River", "sm:mississippi-river"),
        ("Lake Victoria", "ne:lake-victoria"), ("South China Sea", "ne:south-china-sea"),
        ("Gaza Strip", "gn:281132"), ("West Bank", "gn:285153"), ("Crimea", "gn:703883"),
        ("Mount Everest", "sm:everest"), ("Sinai", "sm:sinai"),
        ("Silicon Valley", "sm:us-silicon-valley"),
        ("Loudoun County", "gn:4770746"), ("Manchuria", "sm:manchuria"), ("Tibet", "gn:1279685"),
        ("Loudoun Co.", "gn:4770746"), ("US", "gn:6252001"), ("UK", "gn:2635167"),
        ("France", "gn:3017382"), ("Australia", "gn:2077456"), ("England", "gn:6269131"),
    ],
)  # fmt: skip
def test_the_first_meaning_of_a_name(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert gazetteer.lookup(name)[0].place.id == place_id
    assert gazetteer.has(name)


def test_a_name_has_all_its_meanings(gazetteer: Gazetteer) -> None:
    texan = next(e.place for e in gazetteer.lookup("Paris") if e.place.admin1 == "TX")
    assert [a.name for a in gazetteer.ancestors(texan)] == [
        "Lamar County",
        "Texas",
        "United States",
    ]
    assert {"A.ADM1", "P.PPLA"} <= {e.place.feature for e in gazetteer.lookup("Osaka")}
    names = {e.place.name for e in gazetteer.lookup("Himalayas")} | {
        e.place.name for e in gazetteer.lookup("Golan Heights")
    }
    assert len(names) >= 2


def test_demonyms_are_marked(gazetteer: Gazetteer) -> None:
    entries = gazetteer.lookup("Vietnamese")
    assert (entries[0].place.country, entries[0].use) == ("VN", NameUse.DEMONYM)
    korean = {e.place.country for e in gazetteer.lookup("Korean") if e.use is NameUse.DEMONYM}
    assert {"KP", "KR"} <= korean
    assert gazetteer.lookup("Bavarian")[0].place.id == "gn:2951839"
    palestine = gazetteer.country("PS")
    assert palestine is not None
    assert "Palestinian" in gazetteer.demonyms(palestine)


def test_what_is_not_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwrtzx") == ()
    assert not gazetteer.has("Qwrtzx")
    assert gazetteer.lookup("") == ()
    with pytest.raises(GazetteerError, match="gn:0"):
        gazetteer.place("gn:0")


def test_search_by_beginning_and_by_spelling(gazetteer: Gazetteer) -> None:
    assert "San Francisco" in {e.place.name for e in gazetteer.prefix("san franc", 5)}
    assert gazetteer.fuzzy("Pyonyang", 3)[0].place.country == "KP"
    assert gazetteer.fuzzy("Phenom Penh", 3)[0].place.name == "Phnom Penh"


def test_search_by_position(gazetteer: Gazetteer) -> None:
    towns = gazetteer.within((105.0, 20.0, 107.0, 22.0), 3, feature="P")
    assert towns[0].name == "Hanoi"
    wide = gazetteer.within((-180.0, -90.0, 180.0, 90.0), 5, feature="A.PCLI")
    assert {"CN", "IN", "US"} <= {p.country for p in wide}
    (near, km), *_ = gazetteer.nearest(48.8534, 2.3488, 1)
    assert (near.name, km < 1) == ("Paris", True)
    west_of_the_line = gazetteer.within((177.0, -19.0, 182.0, -16.0), 500, feature="P")
    assert {True, False} == {p.lon > 0 for p in west_of_the_line}
    koreas = gazetteer.countries_in((126.5, 37.5, 127.5, 38.5))
    assert {p.country for p in koreas} == {"KP", "KR"}


def test_containment(gazetteer: Gazetteer) -> None:
    panmunjom = gazetteer.place("sm:panmunjom")
    assert gazetteer.contains(gazetteer.place("sm:korean-dmz"), panmunjom)
    assert gazetteer.contains(gazetteer.place("sm:korean-peninsula"), panmunjom)
    hanoi = gazetteer.lookup("Hanoi")[0].place
    vietnam, france = gazetteer.country("VN"), gazetteer.country("fr")
    assert vietnam is not None
    assert france is not None
    assert gazetteer.contains(vietnam, hanoi)
    assert not gazetteer.contains(france, hanoi)
    assert not gazetteer.contains(hanoi, vietnam)
    bavaria = gazetteer.lookup("Bavaria")[0].place
    assert "Munich" in {p.name for d in gazetteer.children(bavaria)
                        for p in (d, *gazetteer.children(d))}  # fmt: skip


def test_outlines_go_on_across_the_antimeridian(gazetteer: Gazetteer) -> None:
    for code in ("RU", "FJ", "NZ"):
        country = gazetteer.country(code)
        assert country is not None
        west, _, east, _ = gazetteer.bounds(country)
        assert east > 180 > west > 0 or code == "RU"
        assert east - west < 180


@pytest.mark.parametrize(("view", "country"), [("", "UA"), ("UA", "UA"), ("RU", "RU")])
def test_a_worldview_moves_disputed_places(view: str, country: str) -> None:
    gazetteer = open_gazetteer(worldview=view)
    sevastopol = gazetteer.lookup("Sevastopol")[0].place
    assert sevastopol.country == country
    assert gazetteer.ancestors(sevastopol)[-1].country == country
    crimea = gazetteer.place("gn:703883")
    assert gazetteer.disputed(crimea)
    holder = gazetteer.country(country)
    assert holder is not None
    outline, peninsula = gazetteer.geometry(holder), gazetteer.geometry(crimea)
    assert outline is not None
    assert peninsula is not None
    assert outline.intersection(peninsula).area > 0.9 * peninsula.area


def test_every_row_is_sound(gazetteer: Gazetteer, everything: list[Place]) -> None:
    assert len(everything) > 320_000
    known = {p.country for p in everything if p.feature.startswith("A.PCL")}
    for place in everything:
        assert -90 <= place.lat <= 90, place
        assert -180 <= place.lon <= 180, place
        assert place.name.strip() == place.name != "", place
        assert place.feature[0] in "AHLPRSTUV", place
        assert place.feature[1] == ".", place
        assert place.country in known or place.country == "", place
        assert place.population >= 0, place


def test_no_id_stands_twice(everything: list[Place]) -> None:
    assert len({p.id for p in everything}) == len(everything)


def test_no_name_stands_twice_in_one_spot(everything: list[Place]) -> None:
    """Rows without a GeoNames id: none within 20 km of its like, 60 km for areas."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in everything:
        by_name[normalise(place.name)].append(place)
    doubles = [
        (own.id, other.id)
        for group in by_name.values()
        for own in group
        for other in group
        if own.id < other.id and not own.id.startswith("gn:")
        and own.feature[0] == other.feature[0]
        and distance((own.lat, own.lon), (other.lat, other.lon)) < (60 if own.area else 20)
    ]  # fmt: skip
    assert doubles == []


def test_points_stand_in_or_near_their_outlines(
    gazetteer: Gazetteer, everything: list[Place]
) -> None:
    import shapely

    far: list[tuple[str, str, float]] = []
    for place in (p for p in everything if p.area and p.feature.startswith(("A.", "T.", "H."))):
        outline = gazetteer.geometry(place)
        assert outline is not None
        assert outline.is_valid, place
        points = (shapely.Point(place.lon + turn, place.lat) for turn in (-360, 0, 360))
        gap = min(outline.distance(point) for point in points) * 111
        if gap > (ROUGH_KM if place.approximate else EDGE_KM):
            far.append((place.id, place.name, round(gap)))
    assert [f for f in far if f[0] not in SCATTERED] == []


# Island countries and groups whose point GeoNames puts in the open sea between the islands.
SCATTERED = frozenset(("gn:4030656", "gn:3474415", "gn:2178472", "gn:4030945", "gn:7280291"))


def test_large_countries_have_their_land(gazetteer: Gazetteer) -> None:
    least = {
        "FR": 55,
        "AU": 600,
        "BR": 650,
        "KZ": 320,
        "US": 1000,
        "RU": 2700,
        "NL": 3.5,
        "CN": 900,
    }
    for code, degrees in least.items():
        country = gazetteer.country(code)
        assert country is not None
        assert country.feature == "A.PCLI", country
        outline = gazetteer.geometry(country)
        assert outline is not None
        assert outline.area > degrees, country
    france = gazetteer.country("FR")
    assert france is not None
    assert gazetteer.bounds(france)[0] > -10  # no Clipperton, no Guiana


def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = bundled().read_bytes()
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(whole[: len(whole) // 2])
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_text("id,name\n1,Paris\n", encoding="utf-8")
    for path, run in ((cut, "reinstall"), (foreign, "gazetteer build"), (tmp_path / "no", "run")):
        with pytest.raises(GazetteerError) as refused:
            open_gazetteer(path)
        assert run in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_look_up_loads_no_geometry_library() -> None:
    code = (
        "import sys; from storymap.gazetteer import open_gazetteer;"
        "g = open_gazetteer(); g.lookup('Paris'); g.has('Rome'); g.ancestors(g.country('FR'));"
        "print(sorted({'shapely', 'numpy', 'rapidfuzz', 'geopandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
