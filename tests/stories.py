"""Stories of our own writing for the tests of layers and renderers: `data/stories/*.toml`.

Their places are marked in the text, `[Seoul](sm:seoul)`; `Rows` is a gazetteer of a few
hand-made rows, so that a test chooses every name and needs no bundled data.
"""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zlib import compress, crc32

from storymap.model import (
    Article,
    Attribution,
    Candidate,
    Image,
    Mention,
    NameUse,
    Paragraph,
    ParagraphKind,
    Place,
    Resolution,
    Role,
    Story,
)
from storymap.story import tell

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

Maker = Callable[[], Story]

DATA = Path(__file__).parent / "data" / "stories"
_MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")

# The strings of folium's table: each of them broke a page or ran in it somewhere.
HOSTILE: tuple[str, ...] = tuple(
    tomllib.loads((DATA / "hostile.toml").read_text(encoding="utf-8"))["strings"]
)


@dataclass(frozen=True)
class Row:
    """A place, its parents' ids, and its outline in degrees where it has one."""

    place: Place
    parents: Sequence[str] = ()
    outline: Sequence[tuple[float, float]] = ()


class Rows:
    """The part of a gazetteer that a story is told with."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.place.id: row for row in rows}

    def place(self, ident: str) -> Place:
        return self._rows[ident].place

    def names(self, place: Place) -> tuple[tuple[str, NameUse], ...]:
        return ((place.name, NameUse.NAME),)

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        return tuple(self._rows[ident].place for ident in self._rows[place.id].parents)

    def geometry(self, place: Place) -> Any:
        from shapely.geometry import Polygon

        outline = self._rows[place.id].outline
        return Polygon(outline) if outline else None

    def contains(self, area: Place, place: Place) -> bool:
        return area.id in self._rows[place.id].parents

    def attributions(self, places: Iterable[Place] | None = None) -> tuple[Attribution, ...]:
        return (
            Attribution("Natural Earth", "public domain", "https://www.naturalearthdata.com/"),
            Attribution("GeoNames", "CC BY 4.0", "https://www.geonames.org/"),
        )


def row(ident: str, name: str, lat: float, lon: float, feature: str, **more: Any) -> Row:
    """A row; ``parents``, ``outline`` and whatever else a Place takes may be given by name."""
    parents, outline = more.pop("parents", ()), more.pop("outline", ())
    place = Place(ident, name, lat, lon, feature, area=bool(outline), **more)
    return Row(place, parents, outline)


@dataclass(frozen=True)
class Draft:
    """A paragraph to be: text with marked places, kind, and what else a paragraph has."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    level: int = 0
    image: Image | None = None


def written(name: str, **article: str) -> Story:
    """The story of `data/stories/<name>.toml`; fields of its article may be given anew."""
    table = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    rows = [row(each.pop("id"), **each) for each in table.pop("place", [])]
    drafts = [
        Draft(
            each["text"],
            ParagraphKind(each.get("kind", "text")),
            each.get("level", 0),
            Image(picture(), "image/png", each["picture"]) if "picture" in each else None,
        )
        for each in table.pop("paragraph")
    ]
    return story_of(drafts, rows, **{**table, **article})


def story_of(
    drafts: Sequence[Draft],
    rows: Iterable[Row],
    *,
    confidence: float = 0.93,
    role: Role = Role.SETTING,
    **article: str,
) -> Story:
    """The story of marked drafts, told over those rows."""
    gazetteer = Rows(rows)
    paragraphs: list[Paragraph] = []
    resolutions: list[Resolution] = []
    for index, draft in enumerate(drafts):
        text, mentions = _unmarked(index, draft.text)
        paragraphs.append(Paragraph(index, text, draft.kind, level=draft.level, image=draft.image))
        for mention, ident in mentions:
            place = gazetteer.place(ident)
            reason, others = "the only place of that name", (Candidate(place, confidence),)
            resolutions.append(Resolution(mention, place, confidence, reason, role, others))
    return tell(Article(tuple(paragraphs), **article), resolutions, cast("Gazetteer", gazetteer))


def _unmarked(index: int, marked: str) -> tuple[str, list[tuple[Mention, str]]]:
    """The plain text, and its mentions with the ids of their places."""
    text = ""
    mentions: list[tuple[Mention, str]] = []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start, name = len(text), match[1]
        text += name
        mentions.append((Mention(index, start, len(text), name, name), match[2]))
        at = match.end()
    return text + marked[at:], mentions


def two_koreas(**article: str) -> Story:
    """Seven places from Korea to the United States, with every kind of paragraph."""
    return written("two-koreas", **article)


def arabic() -> Story:
    """A story written from right to left."""
    return written("arabic")


def crossing() -> Story:
    """Places on both sides of the antimeridian."""
    return written("crossing")


def hostile() -> Story:
    """Every string of `HOSTILE` as a title, byline, paragraph, caption, alternative text, name."""
    rows = [
        row(f"user:{name}", name, 10.0 + 3 * n, 20.0 + 4 * n, "P.PPL")
        for n, name in enumerate(HOSTILE)
    ]
    everything = " ".join(HOSTILE)
    caption = Paragraph(
        0, everything, ParagraphKind.CAPTION, image=Image(picture(), "image/png", everything)
    )
    article = Article(
        (caption, *(Paragraph(n, text) for n, text in enumerate(HOSTILE, start=1))),
        title=everything,
        byline=everything,
        date=everything,
        standfirst=everything,
        source=everything,
    )
    resolutions = [
        Resolution(_whole(n, text), rows[n - 1].place, 0.9, text)
        for n, text in enumerate(HOSTILE, start=1)
    ]
    return tell(article, resolutions, cast("Gazetteer", Rows(rows)))


def _whole(index: int, text: str) -> Mention:
    """All of a paragraph as one mention, but for white space round it."""
    start, name = len(text) - len(text.lstrip()), text.strip()
    return Mention(index, start, start + len(name), name, name)


def world(places: int = 60, mentions_each: int = 2) -> Story:
    """A long story over the whole world: that many places, each in its own paragraphs."""
    rows = [
        row(f"sm:stop-{n}", f"Stop {n}", -50.0 + (n * 37) % 115, -170.0 + (n * 83) % 340, "P.PPL")
        for n in range(places)
    ]
    text = (
        "On day {n} of round {turn} they reached [Stop {n}](sm:stop-{n}) and slept badly. "
        "The road went on, and so did the rain, and nobody had thought to bring a map."
    )
    turns = range(mentions_each)
    drafts = [Draft(text.format(n=n, turn=turn)) for turn in turns for n in range(places)]
    return story_of(drafts, rows, title="Round and round")


def crowd(places: int = 300, mentions: int = 500) -> Story:
    """Very many places, in paragraphs that name two of them each."""
    rows = [
        row(f"sm:stop-{n}", f"Stop {n}", 30.0 + (n * 37) % 300 / 10, (n * 83) % 600 / 10, "P.PPL")
        for n in range(places)
    ]
    names = [f"[Stop {n % places}](sm:stop-{n % places})" for n in range(mentions)]
    text = "From {} they went on to {}, where nobody expected them, and stayed for the night."
    drafts = [Draft(text.format(*names[n : n + 2])) for n in range(0, mentions, 2)]
    return story_of(drafts, rows, title="On and on")


def plain() -> Story:
    """Text without a title, a byline or a single place."""
    return story_of([Draft("Nothing happened, and it happened nowhere.")], ())


def picture(width: int = 640, height: int = 360) -> bytes:
    """A PNG of a low wall under a sky, drawn row by row."""
    rows = bytearray()
    for y in range(height):
        sky = bytes((150 + y // 6, 175 + y // 8, 200))
        rows += b"\0" + (sky if y < height * 2 // 3 else bytes((140, 132, 118))) * width

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", compress(bytes(rows))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
