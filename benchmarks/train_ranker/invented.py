"""Invented lessons: places drawn from the whole gazetteer, put into sentences of our own.

A corpus knows a few papers. What it lacks (news of all countries, local news outside its towns,
cities named alone) is taught by documents whose places lie together as those of real news do. Towns
are drawn by population, so that a famous name alone means the famous place.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Document, Toponym
from storymap.gazetteer import Gazetteer
from storymap.model import NameUse, Place
from storymap.resolvers.options import distances_km, unit_vectors
from storymap.resolvers.tiers import TOWNS, Tier, tier_of

SENTENCES = Path(__file__).with_name("invented.txt")
NEIGHBOURS_KM = 60.0
MOST_NATURE = 400  # rivers, seas, ranges: those that the gazetteer ranks first
FIELD = re.compile(r"\{(\w+)\}")
ENGLISH = frozenset("US GB CA AU IE NZ IN ZA NG KE PK PH GH JM SG MY".split())


class Stock(NamedTuple):
    """The places that documents are invented from, by kind."""

    countries: tuple[Place, ...]
    towns: tuple[Place, ...]
    by_country: dict[str, list[Place]]
    divisions: dict[tuple[str, str], Place]
    counties: dict[tuple[str, str, str], Place]
    capitals: dict[str, Place]
    nature: tuple[Place, ...]
    namesakes: tuple[Place, ...]


def invented(gazetteer: Gazetteer, count: int, seed: int = 0) -> list[Document]:
    """Return ``count`` invented documents: half of the world, the rest local or a name alone."""
    stock = _stock(gazetteer)
    chance = random.Random(seed)
    makers = {"world": _world, "local": _local, "alone": _alone}
    sentences, forms = _sentences(), Forms(gazetteer, chance)
    documents: list[Document] = []
    while len(documents) < count:
        kind = chance.choices(("world", "local", "alone"), (4, 5, 2))[0]
        fields = makers[kind](stock, gazetteer, chance)
        template = chance.choice(sentences[kind])
        if all(name in fields for name in FIELD.findall(template)):
            name = f"invented-{len(documents)}"
            documents.append(_filled(name, template, fields, forms))
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
    capitals: dict[str, Place] = {}
    nature: list[Place] = []
    for place in gazetteer.places():
        tier = tier_of(place.feature)
        if tier == Tier.COUNTRY and place.population > 200_000:
            countries.append(place)
        elif tier == Tier.ADM1 and place.admin1:
            divisions.setdefault((place.country, place.admin1), place)
        elif tier == Tier.ADM2 and place.admin2:
            counties.setdefault((place.country, place.admin1, place.admin2), place)
        elif tier in (Tier.WATER, Tier.TERRAIN) and place.area and len(nature) < MOST_NATURE:
            nature.append(place)
        elif tier in TOWNS and tier != Tier.QUARTER and place.population >= 1_500:
            towns.append(place)
            by_country.setdefault(place.country, []).append(place)
            if tier == Tier.CAPITAL:
                capitals.setdefault(place.country, place)
    return Stock(
        tuple(countries), tuple(towns), by_country, divisions, counties, capitals,
        tuple(nature), _namesakes(towns),
    )  # fmt: skip


def _namesakes(towns: Sequence[Place]) -> tuple[Place, ...]:
    """Return the towns whose name at least four towns of their country bear."""
    counts = Counter((town.country, town.name) for town in towns)
    return tuple(town for town in towns if counts[town.country, town.name] >= 4)


def _drawn(places: Sequence[Place], chance: random.Random, count: int) -> list[Place]:
    weights = [place.population + 1 for place in places]
    drawn = chance.choices(places, weights, k=count * 3)
    return list(dict.fromkeys(drawn))[:count]


def _named(places: Sequence[Place]) -> dict[str, Place]:
    return dict(zip("abcd", places, strict=False))


def _world(stock: Stock, gazetteer: Gazetteer, chance: random.Random) -> dict[str, Place]:
    weights = [place.population**0.4 for place in stock.countries]
    country, other = chance.choices(stock.countries, weights, k=2)
    if chance.random() < 0.5:
        other = chance.choice(_neighbours(country, stock.countries))
    towns = stock.by_country.get(country.country, [])
    away = stock.by_country.get(other.country, [])
    if not towns or not away or country == other:
        return {}
    fields = _named(_drawn(towns[:200], chance, 3))
    othercity = _drawn(away[:60], chance, 1)[0]
    fields |= {"country": country, "other": other, "othercity": othercity}
    if chance.random() < 0.2:
        fields["other"] = gazetteer.country("US") or other
    capital = stock.capitals.get(fields["other"].country)
    if capital is not None:
        fields["capital"] = capital
    return fields | {"nature": chance.choice(stock.nature)}


def _neighbours(country: Place, countries: Sequence[Place]) -> list[Place]:
    """Return the countries whose points lie nearest, eight of them."""
    here = unit_vectors([country.lat], [country.lon])
    there = unit_vectors([c.lat for c in countries], [c.lon for c in countries])
    order = distances_km(there, here)[:, 0].argsort(kind="stable")
    return [countries[i] for i in order[1:9]]


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
    far = chance.choice(stock.namesakes)
    known = {
        "far": far,
        "fardivision": stock.divisions.get((far.country, far.admin1)),
        "division": stock.divisions.get((home.country, home.admin1)),
        "area": stock.counties.get((home.country, home.admin1, home.admin2)),
        "country": gazetteer.country(home.country),
    }
    return fields | {key: place for key, place in known.items() if place is not None}


def _alone(stock: Stock, gazetteer: Gazetteer, chance: random.Random) -> dict[str, Place]:
    famous = [p for p in stock.towns if p.population > 250_000 or p.feature == "P.PPLC"]
    place = chance.choice((*stock.countries[:120], *_drawn(famous, chance, 120)))
    return {"a": place}


def _filled(name: str, template: str, fields: dict[str, Place], forms: Forms) -> Document:
    text, toponyms, last = "", [], 0
    for match in FIELD.finditer(template):
        text += template[last : match.start()]
        place = fields[match[1]]
        form, told = forms.form(place)
        if told:
            end = len(text) + len(form)
            toponyms.append(
                Toponym(len(text), end, place.lat, place.lon, place.geonameid, name=form)
            )
        text += form
        last = match.end()
    return Document(name, text + template[last:], tuple(toponyms))


class Forms:
    """How places are written: divisions sometimes short, and then sometimes not marked."""

    def __init__(self, gazetteer: Gazetteer, chance: random.Random) -> None:
        self._gazetteer = gazetteer
        self._chance = chance

    def form(self, place: Place) -> tuple[str, bool]:
        """Return a name for the place in a text, and whether it is marked as a toponym."""
        if tier_of(place.feature) != Tier.ADM1 or self._chance.random() < 0.5:
            return place.name, True
        names = self._gazetteer.names(place)
        short = [n for n, use in names if use is NameUse.ABBREVIATION and n.endswith(".")]
        form = self._chance.choice(short) if short else place.name
        return form, self._chance.random() < 0.5
