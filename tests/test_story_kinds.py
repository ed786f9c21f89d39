"""What a reader calls a place."""

import tomllib
from pathlib import Path

import pytest

from storymap.model import Place
from storymap.story.kinds import kind_of

LOCALES = Path(__file__).parent.parent / "storymap" / "locales"
KINDS = Path(__file__).parent.parent / "storymap" / "story" / "kinds.toml"


@pytest.mark.parametrize(
    ("feature", "country", "population", "kind"),
    [
        ("P.PPL", "NL", 600_000, "city"),
        ("P.PPL", "US", 900, "town"),
        ("A.ADM1", "US", 4_000_000, "state"),
        ("A.ADM1", "CA", 4_000_000, "province"),
        ("A.ADM1", "FR", 4_000_000, "division"),
        ("H.STMX", "", 0, "river"),
        ("T.PEN", "", 0, "peninsula"),
        ("?", "", 0, "place"),
    ],
)
def test_kinds(feature: str, country: str, population: int, kind: str) -> None:
    place = Place("x:1", "X", 0.0, 0.0, feature, country, population=population)
    assert kind_of(place) == kind


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.toml")), ids=lambda p: p.stem)
def test_every_kind_has_a_word_in_every_language(path: Path) -> None:
    table = tomllib.loads(KINDS.read_text(encoding="utf-8"))
    words = tomllib.loads(path.read_text(encoding="utf-8"))["kind"]
    assert {*table["kind"], *table["division"]} <= {key for key, word in words.items() if word}
