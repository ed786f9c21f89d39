"""Stories of our own writing for the tests of layers and renderers.

Texts are written with their places marked, `[Seoul](seoul)`; `Rows` is a gazetteer of a few
hand-made rows, so that a test chooses every name and needs no bundled data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from storymap.model import (
    Article,
    Attribution,
    Candidate,
    Image,
    Mention,
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

_MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Row:
    """A place, its parents' ids, and its outline in degrees where it has one."""

    place: Place
    parents: tuple[str, ...] = ()
    outline: Ring = ()


class Rows:
    """The part of a gazetteer that a story is told with."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.place.id: row for row in rows}

    def place(self, ident: str) -> Place:
        return self._rows[ident].place

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        return tuple(self._rows[ident].place for ident in self._rows[place.id].parents)

    def geometry(self, place: Place) -> Any:
        from shapely.geometry import Polygon

        outline = self._rows[place.id].outline
        return Polygon(outline) if outline else None

    def contains(self, area: Place, place: Place) -> bool:
        return area.id in self._rows[place.id].parents

    def attributions(self) -> tuple[Attribution, ...]:
        return (
            Attribution("Natural Earth", "public domain", "https://www.naturalearthdata.com/"),
            Attribution("GeoNames", "CC BY 4.0", "https://www.geonames.org/"),
        )


def row(
    ident: str,
    name: str,
    lat: float,
    lon: float,
    feature: str,
    *,
    parents: Sequence[str] = (),
    outline: Ring = (),
    **more: Any,
) -> Row:
    """A row; whatever else a Place takes may be given by name."""
    place = Place(ident, name, lat, lon, feature, area=bool(outline), **more)
    return Row(place, tuple(parents), outline)


NORTH_KOREA: Ring = (
    (124.4, 39.9), (126.0, 41.2), (128.1, 41.9), (129.7, 42.9), (130.6, 42.3), (129.7, 41.0),
    (127.6, 39.8), (128.4, 38.6), (127.1, 38.3), (126.7, 37.9), (125.0, 37.8), (125.2, 39.3),
)  # fmt: skip
SOUTH_KOREA: Ring = (
    (126.7, 37.9), (127.1, 38.3), (128.4, 38.6), (129.4, 37.1), (129.4, 35.4), (128.5, 34.9),
    (126.5, 34.3), (126.4, 35.9), (126.9, 36.9), (126.2, 37.7),
)  # fmt: skip
DMZ: Ring = (
    (126.65, 37.85), (127.1, 38.25), (128.35, 38.58), (128.37, 38.66), (127.08, 38.34),
    (126.62, 37.95),
)  # fmt: skip
JAPAN: Ring = (
    (130.9, 33.9), (132.7, 35.5), (136.0, 35.7), (137.1, 37.4), (139.4, 38.2), (140.0, 40.6),
    (141.4, 41.4), (142.0, 39.5), (140.9, 36.9), (140.3, 35.2), (138.8, 34.7), (136.8, 34.5),
    (135.7, 33.5), (135.1, 34.6), (132.4, 34.3),
)  # fmt: skip
VIETNAM: Ring = (
    (102.2, 22.4), (105.3, 23.3), (108.0, 21.5), (105.7, 18.9), (107.6, 16.4), (109.3, 13.4),
    (109.0, 11.4), (106.7, 10.3), (104.8, 8.6), (104.5, 10.4), (106.3, 11.7), (107.5, 14.4),
    (105.1, 18.7), (103.9, 20.1),
)  # fmt: skip
UNITED_STATES: Ring = (
    (-124.7, 48.4), (-95.2, 49.0), (-88.4, 48.3), (-82.5, 45.3), (-82.7, 41.7), (-74.7, 45.0),
    (-67.0, 47.3), (-67.0, 44.8), (-70.0, 41.6), (-75.5, 35.2), (-81.4, 30.7), (-80.1, 25.2),
    (-84.0, 30.1), (-94.7, 29.4), (-97.1, 25.9), (-106.5, 31.8), (-117.1, 32.5), (-124.4, 40.4),
)  # fmt: skip

KOREAS = (
    row("sm:north-korea", "North Korea", 40.0, 127.0, "A.PCLI", outline=NORTH_KOREA, country="KP",
        geonameid=1873107),
    row("sm:south-korea", "South Korea", 36.5, 127.8, "A.PCLI", outline=SOUTH_KOREA, country="KR",
        geonameid=1835841),
    row("sm:dmz", "Korean Demilitarised Zone", 38.2, 127.1, "L.ZN", outline=DMZ),
    row("sm:panmunjom", "Panmunjom", 37.956, 126.677, "P.PPL", approximate=True,
        parents=("sm:dmz",)),
    row("sm:japan", "Japan", 36.0, 138.0, "A.PCLI", outline=JAPAN, country="JP",
        geonameid=1861060),
    row("sm:vietnam", "Vietnam", 16.2, 107.8, "A.PCLI", outline=VIETNAM, country="VN",
        geonameid=1562822),
    row("sm:united-states", "United States", 39.8, -98.6, "A.PCLI", outline=UNITED_STATES,
        country="US", geonameid=6252001),
)  # fmt: skip

# A grey square of two pixels, as PNG.
SQUARE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000"
    "fdd49a730000001049444154789c63a8afafffff9f018200"
    "22e405f9b11c3a3d0000000049454e44ae426082"
)

Kind = ParagraphKind


@dataclass(frozen=True)
class Draft:
    """A paragraph to be: text with marked places, kind, and what else a paragraph has."""

    text: str
    kind: ParagraphKind = Kind.TEXT
    level: int = 0
    image: Image | None = None


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
            resolutions.append(
                Resolution(
                    mention=mention,
                    place=place,
                    confidence=confidence,
                    reason="the only place of that name near the others",
                    role=role,
                    candidates=(Candidate(place, confidence),),
                )
            )
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


def two_koreas() -> Story:
    """Seven places from Korea to the United States, with every kind of paragraph."""
    return story_of(
        [
            Draft(
                "The tour bus from the capital reaches the last checkpoint before nine. From here "
                "[South Korea](sm:south-korea) continues for two more kilometres, and then, behind "
                "wire and a ditch, [North Korea](sm:north-korea) begins."
            ),
            Draft(
                "The [Demilitarised Zone](sm:dmz) is neither demilitarised nor, to the cranes that "
                "winter in it, a zone. It runs for 250 kilometres from coast to coast and is four "
                "wide, and nobody has farmed most of it since the summer of the armistice."
            ),
            Draft("A blue hut, seen from its southern door in [Panmunjom](sm:panmunjom).",
                  Kind.CAPTION, image=Image(SQUARE, "image/png", "A low blue hut on gravel")),
            Draft("Photograph: the author", Kind.CREDIT),
            Draft("The village that is a table", Kind.HEADING, level=2),
            Draft(
                "[Panmunjom](sm:panmunjom) was a hamlet of four houses. Today the name means a "
                "row of huts and a table, through the middle of which the line runs. Visitors may "
                "walk round it and stand, for the length of a photograph, in the "
                "[North](sm:north-korea)."
            ),
            Draft("“You do not cross the line,” the guide says. “You walk round the table, and "
                  "the line crosses you.”", Kind.QUOTATION),
            Draft(
                "Her grandfather came south by sea and spent two years in [Japan](sm:japan) before "
                "he could come home. A cousin settled in the [United States](sm:united-states), "
                "and sends [American](sm:united-states) coffee every New Year."
            ),
            Draft("Elsewhere, lines of that kind have gone", Kind.HEADING, level=2),
            Draft(
                "In [Vietnam](sm:vietnam) the river that once divided the country is a place for "
                "wedding pictures. The guide has been there. She found it, she says, encouraging."
            ),
            Draft("Bring a passport.", Kind.LIST_ITEM),
            Draft("Leave the drone at home.", Kind.LIST_ITEM),
            Draft(
                "The bus turns at noon. Behind it the loudspeakers of the "
                "[North Korean](sm:north-korea) side, silent for a year, are being taken down, "
                "or put up; from the [DMZ](sm:dmz)’s southern edge it is hard to say."
            ),
        ],
        KOREAS,
        title="A table with a line through it",
        standfirst="Seventy years after the armistice, a morning at the narrowest border on Earth.",
        byline="Mira Solberg",
        date="2024-05-17",
        source="table.md",
    )  # fmt: skip


# The strings of folium's table: each of them broke a page or ran in it somewhere.
HOSTILE = (
    "${window.pwned=1}",
    "\\\\`);window.pwned=1;//",
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "</textarea></style><svg onload=window.pwned=1>",
    "C:\\users\\x",
    "`",
    "{{ 7*7 }}{% raw %}",
    "\"><b onmouseover='window.pwned=1'>&amp;<!--",
    "javascript:window.pwned=1",
    "\u2028\u2029 é \U0001f5fa \u202eabc\u202c",
    "<!--<script>",
    "]]>*/-->",
)


def hostile() -> Story:
    """Every string of `HOSTILE` as a title, byline, paragraph, caption, alternative text, name."""
    rows = [
        row(f"user:{name}", name, 10.0 + 3 * n, 20.0 + 4 * n, "P.PPL")
        for n, name in enumerate(HOSTILE)
    ]
    everything = " ".join(HOSTILE)
    image = Image(SQUARE, "image/png", everything)
    story = story_of(
        [Draft(everything, Kind.CAPTION, image=image), *(Draft(text) for text in HOSTILE)],
        rows,
        title=everything,
        byline=everything,
        date=everything,
        standfirst=everything,
        source=everything,
    )
    return _whole_paragraphs_mentioned(story, rows)


def _whole_paragraphs_mentioned(story: Story, rows: Sequence[Row]) -> Story:
    """The same with each paragraph but the first a mention of the row of that name."""
    resolutions = [
        Resolution(
            mention=Mention(p.index, 0, len(p.text), p.text, p.text),
            place=rows[p.index - 1].place,
            confidence=0.9,
            reason=p.text,
        )
        for p in story.article.paragraphs[1:]
    ]
    return tell(story.article, resolutions, cast("Gazetteer", Rows(rows)))


def arabic() -> Story:
    """A story written from right to left."""
    rows = [
        row("sm:cairo", "القاهرة", 30.06, 31.25, "P.PPLC", country="EG", geonameid=360630),
        row("sm:alexandria", "الإسكندرية", 31.2, 29.92, "P.PPLA", country="EG"),
        row("sm:aswan", "أسوان", 24.09, 32.9, "P.PPLA", country="EG"),
    ]
    return story_of(
        [
            Draft("غادر القطار [القاهرة](sm:cairo) مع الفجر، متجهًا شمالًا نحو البحر."),
            Draft("في [الإسكندرية](sm:alexandria) كان الميناء مزدحمًا، وكان الصيادون يبيعون السمك."),
            Draft("أما في [أسوان](sm:aswan) فالنهر هادئ، والجزر خضراء، والنهار طويل."),
        ],
        rows,
        title="ثلاث مدن ونهر واحد",
        standfirst="رحلة على طول النيل.",
        byline="ليلى منصور",
        date="2024-03-02",
        language="ar",
    )


def crossing() -> Story:
    """Places on both sides of the antimeridian."""
    rows = [
        row("sm:tokyo", "Tokyo", 35.69, 139.69, "P.PPLC", country="JP"),
        row("sm:honolulu", "Honolulu", 21.31, -157.86, "P.PPLA", country="US"),
        row("sm:suva", "Suva", -18.14, 178.44, "P.PPLC", country="FJ"),
    ]
    return story_of(
        [
            Draft("The freighter left [Tokyo](sm:tokyo) with a hold full of bicycles."),
            Draft(
                "It called at [Suva](sm:suva), and eleven days later at [Honolulu](sm:honolulu)."
            ),
        ],
        rows,
        title="Eleven days",
    )


def world(places: int = 60, mentions_each: int = 2) -> Story:
    """A long story over the whole world: that many places, each in its own paragraphs."""
    rows = [
        row(f"sm:stop-{n}", f"Stop {n}", -50.0 + (n * 37) % 115, -170.0 + (n * 83) % 340, "P.PPL")
        for n in range(places)
    ]
    drafts = [
        Draft(f"On day {n} of round {turn} they reached [Stop {n}](sm:stop-{n}) and slept badly. "
              "The road went on, and so did the rain, and nobody had thought to bring a map.")
        for turn in range(mentions_each)
        for n in range(places)
    ]  # fmt: skip
    return story_of(drafts, rows, title="Round and round")


def plain() -> Story:
    """Text without a title, a byline or a single place."""
    return story_of([Draft("Nothing happened, and it happened nowhere.")], ())
