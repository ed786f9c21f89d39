"""The story as a still picture: its map, its title, and (for print) a numbered list of places.

Everything is laid out for a width of 1200 and scaled to the width that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap import locales
from storymap.model import Story
from storymap.renderers import RenderOptions, templating
from storymap.renderers.credits import map_credits
from storymap.renderers.lettering import FAMILY, Setting, fitted
from storymap.renderers.look import ListedPlace, Look, listed_places, look_of
from storymap.renderers.metadata import title_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

# Characters that XML 1.0 (2.2, Characters) does not allow; a set of those it does compiles slowly.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Sizes in pixels of a picture 1200 wide; of texts with the most lines they may take.
_WIDTH = 1200
_MARGIN = 44
_MEASURE = _WIDTH - 2 * _MARGIN
_TITLE = ((46.0, 2), (38.0, 3), (30.0, 4), (24.0, 6))
_ABOUT = ((22.0, 1), (18.0, 1))
_CREDIT = ((14.0, 1), (12.0, 2))
_PAD = 22.0
_GAP = 10.0
_COLUMN = 360  # at least
_ROW = 54.0
_BESIDE = 40.0  # from a column's edge to its text, with room for the number's disc
_LABEL = ((18.0, 1), (15.0, 1))
_KIND = ((15.0, 1), (13.0, 1))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where its base line begins; ``colour`` is a key of the theme's."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A place's number in the list, and the middle of its disc."""

    number: int
    x: float
    y: float
    approximate: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines and numbers that stand together, and how high they are."""

    lines: tuple[Line, ...]
    height: float
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture's parts: blocks with their tops, and the map's top, height and magnification."""

    width: int
    height: int
    blocks: tuple[tuple[float, Block], ...]
    map_top: float
    map_height: float
    enlarged: float


def card(story: Story, gazetteer: Gazetteer, options: RenderOptions) -> str:
    """The social card, as SVG of exactly ``options.size``: the map over a strip with the title."""
    look = look_of(story, options)
    width, height = options.size
    tall = height * _WIDTH / width
    strip = _stacked(*_heading(story, look), _credit(story, look))
    top = tall - strip.height
    return _drawn(
        story, gazetteer, look, Sheet(width, height, ((top, strip),), 0.0, top, enlarged=1.6)
    )


def sheet(story: Story, gazetteer: Gazetteer, options: RenderOptions) -> str:
    """The picture for print, as SVG as wide as ``options.size``: title, map, list of places."""
    look = look_of(story, options)
    width, height = options.size
    heading = _stacked(*_heading(story, look))
    map_height = max(height * _WIDTH / width, _WIDTH * 0.6)
    under = heading.height + map_height
    listing = _listing(listed_places(story, look.words))
    credit = _stacked(_credit(story, look))
    blocks = ((0.0, heading), (under, listing), (under + listing.height, credit))
    tall = round((under + listing.height + credit.height) * width / _WIDTH)
    return _drawn(
        story, gazetteer, look,
        Sheet(width, tall, blocks, heading.height, map_height, enlarged=1.3),
    )  # fmt: skip


def _heading(story: Story, look: Look) -> tuple[Block, Block]:
    """The title, and the line under it: byline and date."""
    article = story.article
    about = " · ".join(filter(None, (article.byline, look.words.date(article.date))))
    title = fitted(title_of(story, look.words), _TITLE, _MEASURE, bold=True)
    return (
        _set(title, "ink", bold=True),
        _set(fitted(about, _ABOUT, _MEASURE), "muted"),
    )


def _credit(story: Story, look: Look) -> Block:
    """The sources of the map's data, by name."""
    names = ", ".join(source.name for source in map_credits(story))
    return _set(fitted(f"{look.words['map_data']}: {names}", _CREDIT, _MEASURE), "muted")


def _set(setting: Setting, colour: str, bold: bool = False) -> Block:
    size, leading = setting.size, setting.leading
    lines = tuple(
        Line(text, _MARGIN, row * leading + size * 0.98, size, colour, bold)
        for row, text in enumerate(setting.lines)
    )
    return Block(lines, len(lines) * leading)


def _stacked(*blocks: Block) -> Block:
    """Blocks under one another, with room round them; those without lines take none."""
    lines: list[Line] = []
    y = _PAD
    for block in blocks:
        if block.lines:
            lines += [_moved(line, 0, y) for line in block.lines]
            y += block.height + _GAP
    return Block(tuple(lines), y - _GAP + _PAD)


def _moved(line: Line, x: float, y: float) -> Line:
    return Line(line.text, line.x + x, line.y + y, line.size, line.colour, line.bold)


def _listing(places: tuple[ListedPlace, ...]) -> Block:
    """The numbered list of places, column after column."""
    if not places:
        return Block((), 0.0)
    columns = _MEASURE // _COLUMN
    rows = -(-len(places) // columns)
    wide = _MEASURE / columns
    lines: list[Line] = []
    badges: list[Badge] = []
    for index, place in enumerate(places):
        x, y = _MARGIN + index // rows * wide, 2 * _PAD + index % rows * _ROW
        badges.append(Badge(place.number, x + 14, y - 6, place.approximate))
        lines += _entry(place, x + _BESIDE, y, wide - _BESIDE - _GAP)
    return Block(tuple(lines), _PAD + rows * _ROW, tuple(badges))


def _entry(place: ListedPlace, x: float, y: float, measure: float) -> Iterator[Line]:
    label = fitted(place.label, _LABEL, measure, bold=True)
    about = fitted(place.about, _KIND, measure)
    for text in label.lines:
        yield Line(text, x, y, label.size, "ink", bold=True)
    for text in about.lines:
        yield Line(text, x, y + 21, about.size, "muted")


def _drawn(story: Story, gazetteer: Gazetteer, look: Look, sheet: Sheet) -> str:
    """The SVG; its map is drawn small and enlarged, so that its names can be read."""
    scale = sheet.width / _WIDTH
    inner = (round(_WIDTH / sheet.enlarged), max(1, round(sheet.map_height / sheet.enlarged)))
    text = (
        templating.environment()
        .get_template("picture.svg")
        .render(
            sheet=sheet,
            scale=scale,
            page_width=_WIDTH,
            rtl=_rtl(story),
            family=FAMILY,
            title=title_of(story, look.words),
            language=story.article.language,
            colours=look.theme.night if look.scheme == "night" else look.theme.day,
            map=templating.trusted(_map(story, gazetteer, look, inner)),
            magnified=(_WIDTH / inner[0], sheet.map_height / inner[1]),
        )
    )
    return _FORBIDDEN.sub("", text)


def _rtl(story: Story) -> bool:
    return locales.direction(story.article.language) == "rtl"


def _map(story: Story, gazetteer: Gazetteer, look: Look, size: tuple[int, int]) -> str:
    from storymap.layers import draw_svg, make_palettes

    palettes = make_palettes(look.theme.day, look.theme.night)
    palette = palettes.night if look.scheme == "night" else palettes.day
    return draw_svg(story, gazetteer, *size, palette, title=look.words["map"], ident="map")
