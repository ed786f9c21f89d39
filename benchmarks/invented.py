"""Invented lessons: places drawn from the whole gazetteer, put into sentences of our own.

A corpus knows a few papers. What it lacks (news of all countries, local news outside its towns,
cities named alone) is taught by documents whose places lie together as those of real news do. Towns
are drawn by population, so that a famous name alone means the famous place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Document, Toponym
from storymap.gazetteer import Gazetteer
from storymap.model import Place
from storymap.resolvers.tiers import TOWNS, Tier, tier_of

SENTENCES = Path(__file__).with_name("invented.txt")
NEIGHBOURS_KM = 60.0
FIELD = re.compile(r"\{(\w+)\}")
ENGLISH = frozenset("US GB CA AU IE NZ IN ZA NG KE PK PH GH JM SG MY".split())


class Stock(NamedTuple):
    """The places that documents are invented from, by kind."""

    countries: tuple[Place, ...]
    towns: tuple[Place, ...]
    by_country: dict[str, list[Place]]
    divisions: dict[tuple[str, str], Place]
    counties: dict[tuple[str, str, str], Place]


def invented(gazetteer: Gazetteer, count: int, seed: int = 0) -> list[Document]:
    """Return ``count`` invented documents: half of the world, the rest local or a name alone."""
    stock = _stock(gazetteer)
    chance = random.Random(seed)
    makers = {"world": _world, "local": _local, "alone": _alone}
    sentences = _sentences()
    documents: list[Document] = []
    while len(documents) < count:
        kind = chance.choices(("world", "local", "alone"), (4, 5, 2))[0]
        fields = makers[kind](stock, gazetteer, chance)
        template = chance.choice(sentences[kind])
        if all(name in fields for name in FIELD.findall(template)):
            documents.append(_filled(f"invented-{len(documents)}", template, fields))
    return documents


def _sentences() -> dict[str, list[str]]:
    rows = [
        line.split("\t")
        for line in SENTENCES.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {kind: [text for k, text in rows if k == kind] for kind, _ in rows}


def _stock(gazetteer: Gazetteer) -> Stock:
    countries: list[Place] = []
    towns: list[Place] = []
    by_country: dict[str, list[Place]] = {}
    divisions: dict[tuple[str, str], Place] = {}
    counties: dict[tuple[str, str, str], Place] = {}
    for place in gazetteer.places():
        tier = tier_of(place.feature)
        if tier == Tier.COUNTRY and place.population > 200_000:
            countries.append(place)
        elif tier == Tier.ADM1 and place.admin1:
            divisions.setdefault((place.country, place.admin1), place)
        elif tier == Tier.ADM2 and place.admin2:
            counties.setdefault((place.country, place.admin1, place.admin2), place)
        elif tier in TOWNS and tier != Tier.QUARTER and place.population >= 1_500:
            towns.append(place)
            by_country.setdefault(place.country, []).append(place)
    return Stock(tuple(countries), tuple(towns), by_country, divisions, counties)


def _drawn(places: Sequence[Place], chance: random.Random, count: int) -> list[Place]:
    weights = [place.population + 1 for place in places]
    drawn = chance.choices(places, weights, k=count * 3)
    return list(dict.fromkeys(drawn))[:count]


def _named(places: Sequence[Place]) -> dict[str, Place]:
    return dict(zip("abcd", places, strict=False))


def _world(stock: Stock, gazetteer: Gazetteer, chance: random.Random) -> dict[str, Place]:
    weights = [place.population**0.4 for place in stock.countries]
    country, other = chance.choices(stock.countries, weights, k=2)
    towns = stock.by_country.get(country.country, [])
    away = stock.by_country.get(other.country, [])
    if not towns or not away or country == other:
        return {}
    fields = _named(_drawn(towns[:200], chance, 3))
    othercity = _drawn(away[:60], chance, 1)[0]
    return fields | {"country": country, "other": other, "othercity": othercity}


def _local(stock: Stock, gazetteer: Gazetteer, chance: random.Random) -> dict[str, Place]:
    pool = stock.towns
    if chance.random() < 0.6:
        pool = tuple(stock.by_country[chance.choice(sorted(ENGLISH & set(stock.by_country)))])
    centre = chance.choice(pool)
    around = gazetteer.nearest(centre.lat, centre.lon, 40, "P", NEIGHBOURS_KM)
    near = [p for p, _ in around if p.country == centre.country and p.population >= 800]
    if len(near) < 4:
        return {}
    weights = [place.population**0.5 for place in near]
    chosen = list(dict.fromkeys(chance.choices(near, weights, k=12)))[:4]
    home = chosen[0]
    fields = _named(chosen) | {"othercity": chance.choice(stock.by_country[home.country][:30])}
    known = {
        "division": stock.divisions.get((home.country, home.admin1)),
        "area": stock.counties.get((home.country, home.admin1, home.admin2)),
        "country": gazetteer.country(home.country),
    }
    return fields | {key: place for key, place in known.items() if place is not None}


def _alone(stock: Stock, gazetteer: Gazetteer, chance: random.Random) -> dict[str, Place]:
    famous = [p for p in stock.towns if p.population > 250_000 or p.feature == "P.PPLC"]
    place = chance.choice((*stock.countries[:120], *_drawn(famous, chance, 120)))
    return {"a": place}


def _filled(name: str, template: str, fields: dict[str, Place]) -> Document:
    text, toponyms, last = "", [], 0
    for match in FIELD.finditer(template):
        text += template[last : match.start()]
        place = fields[match[1]]
        toponyms.append(_toponym(len(text), place))
        text += place.name
        last = match.end()
    return Document(name, text + template[last:], tuple(toponyms))


def _toponym(start: int, place: Place) -> Toponym:
    end = start + len(place.name)
    return Toponym(start, end, place.lat, place.lon, place.geonameid, name=place.name)
