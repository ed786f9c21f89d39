"""Names to put into sentences: places of every kind from the gazetteer, people from Faker (MIT)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files

from storymap.gazetteer import Gazetteer

LOCALES = (
    "en_US en_US en_US en_GB en_GB en_IN en_NG en_KE en_NZ en_PK fr_FR de_DE es_MX es_ES "
    "it_IT pt_BR nl_NL cs_CZ hu_HU tr_TR sv_SE da_DK fi_FI ro_RO id_ID vi_VN yo_NG ha_NG "
    "ig_NG sw zu_ZA az_AZ hr_HR sk_SK et_EE lt_LT lv_LV uz_UZ tw_GH no_NO sl_SI en_TH "
).split()


@dataclass(slots=True)
class Pools:
    """Names by kind; a draw picks one."""

    random: random.Random
    kinds: dict[str, list[str]] = field(default_factory=dict)
    people: list[tuple[list[str], list[str]]] = field(default_factory=list)

    def draw(self, kind: str) -> str:
        """A name of the kind."""
        return self.random.choice(self.kinds[kind])

    def person(self) -> tuple[str, str]:
        """A given name and a surname of one language."""
        given, family = self.random.choice(self.people)
        return self.random.choice(given), self.random.choice(family)


def pools(gazetteer: Gazetteer, rng: random.Random) -> Pools:
    """The pools, from the bundled gazetteer."""
    found = Pools(rng, people=[*_faker(), *_romanised()])
    for place in gazetteer.places():
        kind = kind_of(place.feature, place.population, place.country)
        if kind and _writable(place.name):
            found.kinds.setdefault(kind, []).append(place.name)
            if kind == "n":
                forms = [f for f in gazetteer.demonyms(place) if _writable(f)]
                found.kinds.setdefault("d", []).extend(forms)
    for names in found.kinds.values():
        names.sort()
    return found


def kind_of(feature: str, population: int, country: str) -> str:
    """The template slot that a place fills; empty for none."""
    if feature.startswith("P."):
        return "c" if population >= 80_000 else "t" if population >= 300 else ""
    if feature.startswith("A.PC"):
        return "n"
    if feature == "A.ADM1":
        return "s" if country == "US" else "r"
    if feature == "A.ADM2":
        return "k" if country == "US" else "r"
    return "w" if feature[:2] in ("H.", "T.") else ""


def _writable(name: str) -> bool:
    """Names as an English paper writes them: Latin letters, no brackets, no numbers."""
    plain = all(c.isalpha() or c in " -'." for c in name) and name[:1].isupper()
    return plain and len(name) < 32 and all(ord(c) < 0x250 for c in name)


def _faker() -> list[tuple[list[str], list[str]]]:
    found = []
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        given = [
            name
            for key in ("first_names", "first_names_male", "first_names_female")
            for name in getattr(provider, key, ())
        ]
        family = list(getattr(provider, "last_names", ()))
        found.append((sorted(set(map(str, given))), sorted(set(map(str, family)))))
    return found


def _romanised() -> list[tuple[list[str], list[str]]]:
    text = files("benchmarks.train_tagger").joinpath("romanised.txt").read_text("utf-8")
    halves = [line.split("|") for line in text.splitlines() if not line.startswith("#")]
    return [(given.split(), family.split()) for family, given in halves]
