"""The article cut into blocks and segments, ready for a template.

Offsets end here: a template gets the pieces of a paragraph, never positions in it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from storymap.errors import ArticleError
from storymap.model import Image, Paragraph, ParagraphKind, Resolution, Story, StoryPlace
from storymap.renderers.picture_size import picture_size

# What a browser shows in <img> without running anything; all else is refused.
IMAGE_TYPES = frozenset(
    ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml")
)
_LAST_HEADING = 6
# What clings to a word: a few characters of alphabetic scripts without white space. Scripts that
# are written without spaces (from U+2E80 on) break anywhere but before their closing marks.
_BEFORE = re.compile(r"(?:[^\s\u2e80-\uffff\U00010000-\U0010ffff]|[「『（《〈【]){1,12}$")
_AFTER = re.compile(
    r"^(?:[^\s\u2e80-\uffff\U00010000-\U0010ffff]|[」』）》〉】、。，！？：；]){1,12}"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph: plain text, or a mention of ``place``.

    ``before`` and ``after`` are what no line break may part from a mention: its quotation mark,
    its comma, its 's. A browser would break there, for it takes a button for a picture.
    """

    text: str
    place: StoryPlace | None = None
    role: str = ""
    approximate: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be inlined: a `data:` URI, its alternative text, its size where known."""

    source: str
    alt: str
    size: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its index, kind, segments (joined they are its text) and picture.

    ``level`` is the heading's rank on the page, 2 to 6 without gaps; 0 for all else.
    """

    index: int
    kind: str
    level: int
    segments: tuple[Segment, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks of one element: ``list``, ``quotation``, ``figure`` or ``flow``."""

    kind: str
    blocks: tuple[Block, ...]


def groups(story: Story) -> tuple[Group, ...]:
    """The article's paragraphs in order: list items in one list, credits in their figure."""
    blocks = tuple(_blocks(story))
    keyed = zip(_group_keys(blocks), blocks, strict=True)
    return tuple(
        Group(key[0], tuple(block for _, block in members))
        for key, members in groupby(keyed, key=lambda pair: pair[0])
    )


def data_uri(image: Image) -> str:
    """The picture as a `data:` URI; ArticleError where it is of no kind that a page shows."""
    media_type = image.media_type.partition(";")[0].strip().lower()
    if media_type not in IMAGE_TYPES:
        raise ArticleError(f"picture of type {image.media_type!r} cannot be shown in a page")
    return f"data:{media_type};base64,{b64encode(image.data).decode('ascii')}"


def _picture(image: Image) -> Picture:
    return Picture(data_uri(image), image.alt, picture_size(image.data))


def _blocks(story: Story) -> Iterator[Block]:
    by_paragraph: dict[int, list[Resolution]] = {}
    for resolution in story.resolutions:
        by_paragraph.setdefault(resolution.mention.paragraph, []).append(resolution)
    places = {each.place.id: each for each in story.places}
    rank = 1
    for paragraph in story.article.paragraphs:
        level = 0
        if paragraph.kind is ParagraphKind.HEADING:
            rank = level = min(max(paragraph.level, 2), rank + 1, _LAST_HEADING)
        yield Block(
            index=paragraph.index,
            kind=paragraph.kind.value,
            level=level,
            segments=_segments(paragraph, by_paragraph.get(paragraph.index, ()), places),
            picture=_picture(paragraph.image) if paragraph.image else None,
        )


def _segments(
    paragraph: Paragraph, resolutions: Sequence[Resolution], places: dict[str, StoryPlace]
) -> tuple[Segment, ...]:
    text, at = paragraph.text, 0
    segments: list[Segment] = []
    shown = list(_shown(resolutions, places))
    starts = [*(each.mention.start for each, _ in shown[1:]), len(text)]
    for (resolution, place), limit in zip(shown, starts, strict=False):
        start, end = resolution.mention.start, resolution.mention.end
        before = _match(_BEFORE, text[at:start])
        after = _match(_AFTER, text[end:limit])
        if at < start - len(before):
            segments.append(Segment(text[at : start - len(before)]))
        role, approximate = resolution.role.value, place.approximate
        segments.append(Segment(text[start:end], place, role, approximate, before, after))
        at = end + len(after)
    if at < len(text):
        segments.append(Segment(text[at:]))
    return tuple(segments)


def _shown(
    resolutions: Sequence[Resolution], places: dict[str, StoryPlace]
) -> Iterator[tuple[Resolution, StoryPlace]]:
    """The resolutions that can be buttons: placed, in order, none over another."""
    at = 0
    for resolution in sorted(resolutions, key=lambda each: each.mention.start):
        place = places.get(resolution.place.id) if resolution.place else None
        if place is not None and at <= resolution.mention.start < resolution.mention.end:
            yield resolution, place
            at = resolution.mention.end


def _match(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _group_keys(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """A key a block; neighbours with equal keys belong together."""
    kind, number = "", 0
    for block in blocks:
        own = _group_kind(block, kind)
        starts_figure = own == "figure" and block.kind != ParagraphKind.CREDIT
        if own != kind or starts_figure:
            number += 1
        kind = own
        yield kind, number


def _group_kind(block: Block, before: str) -> str:
    if block.kind == ParagraphKind.LIST_ITEM:
        return "list"
    if block.kind == ParagraphKind.QUOTATION:
        return "quotation"
    if block.kind == ParagraphKind.CAPTION:
        return "figure"
    if block.kind == ParagraphKind.CREDIT and before == "figure":
        return "figure"
    return "flow"
