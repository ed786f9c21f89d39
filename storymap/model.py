"""The frozen nouns that pass between the stages: article, mention, place, resolution, story.

Every stage takes and returns values of this module and knows nothing of the stages beside it.
Coordinates are degrees WGS 84, offsets are code points of a paragraph's text, boxes are
``(west, south, east, north)`` in degrees; a box whose east is beyond 180 crosses the antimeridian.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Box = tuple[float, float, float, float]


DOUBTFUL = 0.5
"""Confidence below which a place is drawn as approximate and listed for the author."""


class ParagraphKind(StrEnum):
    """What a block of an article is to its reader."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    CREDIT = "credit"


class MentionKind(StrEnum):
    """How a span names its place: by name, as a demonym, or inside a longer proper name."""

    NAME = "name"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class Role(StrEnum):
    """What a place is to the story: things happen there, or it is only spoken of."""

    SETTING = "setting"
    MENTION = "mention"


class NameUse(StrEnum):
    """How a gazetteer's name names its place."""

    NAME = "name"
    ALTERNATE = "alternate"
    ABBREVIATION = "abbreviation"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article, as bytes, to be inlined; never a link to elsewhere."""

    data: bytes
    media_type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article: plain text, never markup.

    ``offset`` is where ``text`` begins in the source text (code points), so that
    ``source[offset:offset + len(text)] == text`` holds for plain text; -1 where it does not.
    ``level`` is 1 to 6 for headings, else 0.
    """

    index: int
    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    offset: int = -1
    level: int = 0
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """Title, byline, date, language and the paragraphs in order. All strings are plain text.

    ``language`` is a BCP 47 tag. ``home`` is where the paper is read ('Lexington, Ky.'), as the
    author wrote it; empty where nobody said. ``source`` names the file or URL it came from.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    byline: str = ""
    date: str = ""
    language: str = "en"
    standfirst: str = ""
    home: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one paragraph that names a place (a toponym).

    ``name`` is the form to look up where the text shortens it: 'North Korea' for the span
    'North' of 'North and South Korea'. ``generic`` marks a short form such as 'the peninsula',
    which means a place that the text makes clear; ``name`` is then the bare noun ('peninsula').
    ``score`` is the recogniser's certainty, 0 to 1. ``means`` is the place that the author says
    it means; None where the resolver decides.
    """

    paragraph: int
    start: int
    end: int
    text: str
    name: str
    kind: MentionKind = MentionKind.NAME
    generic: bool = False
    score: float = 1.0
    means: Place | None = None


class Place(NamedTuple):
    """A row of a gazetteer.

    ``id`` is stable and prefixed by its source ('gn:1873107', 'sm:korean-dmz'). ``feature`` is
    the GeoNames class and code ('A.PCLI', 'P.PPLC', 'H.SEA'). ``country`` is ISO 3166-1 alpha-2,
    empty for what lies in none or several. ``admin1`` and ``admin2`` are GeoNames codes
    ('08', '107'). ``population`` is 0 where unknown. ``approximate`` marks rough coordinates.
    ``area`` tells that the gazetteer holds a geometry for it.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    geonameid: int | None = None
    approximate: bool = False
    area: bool = False
    source: str = ""


class Entry(NamedTuple):
    """One answer of a gazetteer look-up: a place, the name that matched, and that name's use."""

    place: Place
    name: str
    use: NameUse


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention could mean; scores of one mention sum to at most 1.

    ``evidence`` lists what spoke for it, strongest first, in words a person can read.
    """

    place: Place
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention means: a place or none, how sure, why, and what else it could have been.

    ``candidates`` come best first. ``confidence`` is calibrated, 0 to 1. ``reason`` is a sentence
    fragment: 'the country named in the same sentence'.
    """

    mention: Mention
    place: Place | None
    confidence: float
    reason: str
    role: Role = Role.SETTING
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that mentions a place, cut for display: ``(text, marked)`` pieces in order.

    The pieces joined are the sentence, whole; ``marked`` pieces are the mentions of the place.
    """

    paragraph: int
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A place as the story uses it.

    ``number`` counts places in order of first mention, from 1. ``label`` is how the map writes
    it, ``kind`` the key of its kind's word in a locale ('city', 'country', 'sea'), ``context`` its
    parents in words ('Texas, United States'). ``at`` is ``(lat, lon)`` where its pin or label
    stands, longitude unwrapped around the story's centre, as in ``frame`` (the box that shows
    the place alone) and ``geometry`` (a GeoJSON geometry, None for a point). ``mentions`` are
    indices into ``Story.resolutions``. ``approximate`` is true where the place is doubtful or its
    coordinates are rough.
    """

    number: int
    place: Place
    label: str
    kind: str
    context: str
    at: tuple[float, float]
    role: Role
    confidence: float
    approximate: bool
    mentions: tuple[int, ...]
    passages: tuple[Passage, ...]
    frame: Box
    geometry: dict[str, object] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source the story's data came from, with its licence, as shown on the page."""

    name: str
    licence: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The article with its resolutions, ready to be told.

    ``places`` come in order of first mention. ``views`` holds one box a paragraph: what the map
    frames while that paragraph is read (the last paragraph's box where a paragraph names
    nothing). ``overview`` frames the whole story.
    """

    article: Article
    resolutions: tuple[Resolution, ...]
    places: tuple[StoryPlace, ...]
    views: tuple[Box, ...]
    overview: Box
    sources: tuple[Attribution, ...] = ()

    @property
    def unresolved(self) -> tuple[Resolution, ...]:
        """The resolutions without a place, in reading order: data for the author, not errors."""
        return tuple(r for r in self.resolutions if r.place is None)
