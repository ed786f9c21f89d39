"""The interface's words: one TOML file a language, English where a language has none.

To add a language is to add one file; the names of the files are the table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from storymap.errors import OptionError

_HERE = Path(__file__).parent
FALLBACK = "en"

# Languages written from right to left in their usual script (Unicode CLDR, characterOrder).
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa glk he iw ks lrc mzn nqo pnb ps sd ug ur yi".split())


def _arabic(n: int) -> str:
    """CLDR's plural category of a whole number in Arabic."""
    if n <= 2:
        return ("zero", "one", "two")[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if n % 100 >= 11 else "other"


# Unicode CLDR, cardinal plural rules for whole numbers.
_PLURALS: Mapping[str, Callable[[int], str]] = {
    "other": lambda n: "other",
    "one-other": lambda n: "one" if n == 1 else "other",
    "zero-one-other": lambda n: "one" if n < 2 else "other",
    "arabic": _arabic,
}


@dataclass(frozen=True, slots=True)
class Locale:
    """The interface's words in one language, by key; ``kind.city`` and the like name kinds."""

    language: str
    words: Mapping[str, str]
    plural: str
    counted: Mapping[str, str]
    months: tuple[str, ...]
    date_pattern: str

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def kind(self, key: str) -> str:
        """The word for a kind of place; an unknown kind is a place."""
        return self.words.get(f"kind.{key}", self.words["kind.place"])

    def mentions(self, n: int) -> str:
        """'3 mentions', in the right plural form."""
        return self.counted[_PLURALS[self.plural](n)].format(n=n)

    def date(self, text: str) -> str:
        """An ISO date ('2019-06-30', time ignored) in words; any other text as it is."""
        try:
            day = date.fromisoformat(text[:10])
        except ValueError:
            return text
        month = self.months[day.month - 1]
        return self.date_pattern.format(day=day.day, month=month, year=day.year)

    def overridden(self, words: Mapping[str, str]) -> Locale:
        """The same with a theme's wording in place of ours; OptionError for an unknown key."""
        unknown = sorted(set(words) - set(self.words))
        if unknown:
            raise OptionError(f"theme: unknown words.{unknown[0]}; known: {', '.join(self.words)}")
        return replace(self, words=MappingProxyType({**self.words, **words}))


@cache
def known() -> tuple[str, ...]:
    """The languages there are, sorted."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


def locale(language: str) -> Locale:
    """The words for a BCP 47 tag: its language's, else English."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    return _load(primary if primary in known() else FALLBACK)


def chosen(language: str) -> Locale:
    """As `locale`, for a language that somebody asked for: OptionError where there is none."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    if primary not in known():
        raise OptionError(f"unknown locale {language!r}; known: {', '.join(known())}")
    return _load(primary)


def direction(language: str) -> str:
    """'rtl' or 'ltr', as an HTML dir attribute wants it."""
    return "rtl" if language.lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


@cache
def _load(language: str) -> Locale:
    table = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    words = table["words"] | {f"kind.{key}": word for key, word in table["kind"].items()}
    return Locale(
        language=language,
        words=MappingProxyType(words),
        plural=table["plural"],
        counted=MappingProxyType(table["mentions"]),
        months=tuple(table["date"]["months"]),
        date_pattern=table["date"]["pattern"],
    )
