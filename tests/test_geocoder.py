"""The gazetteer behind geopy's interface, and a geopy geocoder behind the gazetteer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlparse

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point

from storymap.errors import OptionError
from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.gazetteer.fallback import with_fallback
from storymap.gazetteer.geocoder import GazetteerGeocoder
from storymap.gazetteer.own import ready

_ROWS = [
    # id, name, alternates, lat, lon, class, code, country, admin1, admin2, population
    (1, "United States", "USA,America", 39.8, -98.5, "A", "PCLI", "US", "00", "", 327167434),
    (2, "Texas", "TX", 31.3, -99.3, "A", "ADM1", "US", "TX", "", 29000000),
    (3, "Lamar County", "", 33.67, -95.57, "A", "ADM2", "US", "TX", "277", 49793),
    (4, "Paris", "", 33.66, -95.56, "P", "PPLA2", "US", "TX", "277", 24782),
    (5, "France", "", 46.0, 2.0, "A", "PCLI", "FR", "00", "", 66987244),
    (6, "Paris", "Lutetia", 48.85, 2.35, "P", "PPLC", "FR", "11", "75", 2138551),
]


def one(answer: Any) -> Location:
    assert isinstance(answer, Location)
    return answer


def many(answer: Any) -> list[Location]:
    assert isinstance(answer, list)
    return answer


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """Six places in GeoNames' own form, built by the real builder."""
    lines = [
        f"{i}\t{name}\t{name}\t{alt}\t{lat}\t{lon}\t{c}\t{code}\t{cc}\t\t{a1}\t{a2}\t\t\t{pop}"
        "\t\t\tZ\t2026-01-01\n"
        for i, name, alt, lat, lon, c, code, cc, a1, a2, pop in _ROWS
    ]
    dump = tmp_path / "XX.txt"
    dump.write_text("".join(lines), encoding="utf-8")
    return open_gazetteer(ready(dump, tmp_path / "cache"))


def test_a_comma_chain_narrows_to_the_place_it_names(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer)
    assert one(geocoder.geocode("Paris")).raw["country"] == "FR"
    texan = one(geocoder.geocode("Paris, Texas"))
    assert texan.address == "Paris, Lamar County, Texas, United States"
    assert (round(texan.latitude, 2), round(texan.longitude, 2)) == (33.66, -95.56)
    assert geocoder.geocode("Paris, TX, USA") == texan
    assert geocoder.geocode({"city": "Paris", "state": "Texas"}) == texan
    assert geocoder.geocode("Paris, Lamar County") == texan
    assert geocoder.geocode("Paris, Narnia") is None


def test_many_answers_come_best_first_and_can_be_narrowed(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer)
    assert [p.raw["id"] for p in many(geocoder.geocode("Paris", exactly_one=False))] == [
        "gn:6",
        "gn:4",
    ]
    assert len(many(geocoder.geocode("Paris", exactly_one=False, limit=1))) == 1
    assert one(geocoder.geocode("Paris", country_codes="us")).raw["id"] == "gn:4"
    america = [Point(25, -130), Point(50, -60)]
    assert one(geocoder.geocode("Paris", viewbox=america)).raw["id"] == "gn:4"
    assert len(many(geocoder.geocode("Paris", viewbox=america, exactly_one=False))) == 2
    assert (
        len(many(geocoder.geocode("Paris", viewbox=america, bounded=True, exactly_one=False))) == 1
    )


def test_a_point_gives_the_place_nearest_to_it(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer)
    assert one(geocoder.reverse((33.7, -95.6))).raw["id"] == "gn:4"
    assert one(geocoder.reverse("48.85, 2.35")).address == "Paris, France"
    assert geocoder.reverse((0.0, -150.0)) is None


def test_errors_are_geopys_own(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer)
    for query in ("", " , ", {"planet": "Mars"}):
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode(query)
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("Paris", limit=0)
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("north of here")


def test_geopys_rate_limiter_fits(gazetteer: Gazetteer) -> None:
    limited = RateLimiter(GazetteerGeocoder(gazetteer).geocode, min_delay_seconds=0)
    assert limited("Paris, Texas").raw["id"] == "gn:4"


class _Nominatim(BaseHTTPRequestHandler):
    """Answers as Nominatim's search does, and keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        name = parse_qs(urlparse(self.path).query)["q"][0]
        self.asked.append((name, self.headers["User-Agent"]))
        answer = {"place_id": 11, "osm_id": 42, "lat": "55.5", "lon": "12.5", "class": "place",
                  "type": "village", "name": "Nyby", "display_name": "Nyby, Danmark"}  # fmt: skip
        body = json.dumps([answer] if name == "Nyby" else []).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing on stderr."""


@pytest.fixture
def service() -> Iterator[str]:
    _Nominatim.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nominatim)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_only_names_that_are_lacking_are_asked_once(
    gazetteer: Gazetteer, service: str, tmp_path: Path
) -> None:
    cache = tmp_path / "answers.json"
    own = with_fallback(gazetteer, "nominatim", cache, domain=service, scheme="http")
    assert own.lookup("Paris")[0].place.id == "gn:6"
    before = own.attributions()
    nyby = own.lookup("Nyby")[0].place
    assert (nyby.id, nyby.lat, nyby.feature) == ("nominatim:42", 55.5, "P.PPL")
    assert own.lookup("Qqq") == ()
    assert [a.name for a in own.attributions()] == [*[a.name for a in before], "OpenStreetMap"]
    again = with_fallback(gazetteer, "nominatim", cache, domain=service, scheme="http")
    assert again.lookup("nyby")[0].place == nyby
    assert again.lookup("qqq") == ()
    assert [name for name, _ in _Nominatim.asked] == ["Nyby", "Qqq"]
    assert all("storymap" in agent for _, agent in _Nominatim.asked)


def test_a_service_that_is_down_leaves_the_name_unresolved(
    gazetteer: Gazetteer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    down = with_fallback(
        gazetteer, "nominatim", tmp_path / "a.json", domain="127.0.0.1:9", scheme="http"
    )
    assert down.lookup("Nyby") == ()
    assert "did not answer for 'Nyby'" in caplog.text
    assert not (tmp_path / "a.json").exists()


def test_an_unknown_service_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no fallback geocoder 'atlantis'"):
        with_fallback(gazetteer, "atlantis", tmp_path / "a.json")
