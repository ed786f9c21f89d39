"""What a file of corrections says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 60  # characters of a name in a message


@dataclass(frozen=True, slots=True)
class Point:
    """A place that no gazetteer holds: degrees WGS 84, what the map calls it, what it is.

    ``kind`` is a key of `story.kinds`: 'town', 'river', ...
    """

    lat: float
    lon: float
    label: str
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class Statement:
    """One name and what the author says it is.

    ``means`` is an id or a geocoder's query, a point, False for no place, or True for a place
    that the resolver shall find. ``paragraph`` counts from 1, 0 being the whole article;
    ``occurrence`` counts the name within its paragraph from 1, 0 being all of them.
    """

    name: str
    means: str | Point | bool
    paragraph: int = 0
    occurrence: int = 0

    @property
    def key(self) -> str:
        """Where the statement stands in its file: 'paragraph.7."Mount Vernon"'."""
        table = f"paragraph.{self.paragraph}" if self.paragraph else "names"
        which = f" (occurrence {self.occurrence})" if self.occurrence else ""
        return f"{table}.{quoted(shortened(self.name))}{which}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The statements of one file, in its order; ``file`` names it in messages."""

    file: str = ""
    statements: tuple[Statement, ...] = ()


NONE = Corrections()


def quoted(text: str) -> str:
    """``text`` as a TOML string on one line; what a terminal or an eye would miss is escaped."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def shortened(text: str) -> str:
    """``text`` cut to what a message can bear."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
