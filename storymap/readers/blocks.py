"""Blocks become paragraphs: what all readers share once they have cut their source up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from storymap.model import Image, Paragraph, ParagraphKind

AGENCIES = (
    "AAP AFP ANSA AP Bloomberg CNA CP DPA dpa EFE EPA Getty IANS IRNA Interfax JIJI Kyodo MTI NTB "
    "PA PTI RIA REUTERS Reuters Ritzau Shutterstock STT TASS TT UPI Xinhua Yonhap"
).split()
"""News and picture agencies that sign a line of their own."""

_AGENCY = (
    rf"(?:the\s+)?(?:{'|'.join(AGENCIES)})"
    r"(?:\s+(?i:images?|photos?|pictures?|news|staff|wire))*"
)
_WORD = r"[^\W\d_][\w.'\u2019-]*"
_NAME = rf"(?:{_WORD}\s+){{0,3}}{_WORD}"
_WORK = r"(?i:photo(?:graph)?s?|pictures?|images?|illustrations?|graphics?|credits?|foto|bild)"
_REST = r"[^.!?]{2,80}"
CREDIT = re.compile(
    rf"""(?x) [(\[]? \s* (?:
      {_AGENCY} (?: \s*[/|,]\s* {_NAME} )*                    # AP Photo/Jane Doe
    | {_NAME} (?: \s*[/|,]\s* {_NAME} ){{0,2}} \s*[/|]\s* {_AGENCY}  # Jane Doe/AP
    | {_WORK} (?i: \s+ (?:by|credit|courtesy(?:\s+of)?) )? \s* : \s* {_REST}
    | {_WORK} \s+ (?i:by|courtesy\s+of) \s+ {_REST}
    | (?i: sources? | quelle ) \s* : \s* {_REST}
    | (?:\u00a9|\(c\)) \s* {_REST}
    ) \s* [)\]]? \.?""",
)
"""A line that only says who made a picture or a report."""

CAPTION_WORDS = 40
"""A caption under a picture is one sentence; longer lines before a credit are the story."""

_SENTENCE_END = re.compile(
    r"[.!?\u2026][\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]?[A-Z\u00c0-\u00de])"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Rev|Jr|Sr|No|Mt|Ft))\.$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article before it is numbered; fields as in `model.Paragraph`."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    offset: int = -1
    level: int = 0
    image: Image | None = None


def paragraphs(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """The blocks that hold anything, numbered from 0, with credit lines and captions marked."""
    kept = _captioned([block for block in blocks if block.text.strip() or block.image])
    return tuple(
        Paragraph(index, block.text, block.kind, block.offset, block.level, block.image)
        for index, block in enumerate(_credited(kept))
    )


def _captioned(blocks: Sequence[Block]) -> list[Block]:
    """A picture without words takes the caption that stands right below it."""
    joined: list[Block] = []
    for block in blocks:
        bare = joined and joined[-1].image and not joined[-1].text
        if bare and block.kind is ParagraphKind.CAPTION and not block.image:
            joined[-1] = replace(block, image=joined[-1].image)
        else:
            joined.append(block)
    return joined


def _credited(blocks: Sequence[Block]) -> list[Block]:
    """Running text that is a credit line becomes one; the short line before it, a caption."""
    marked = list(blocks)
    for i, block in enumerate(marked):
        if block.kind is not ParagraphKind.TEXT or not is_credit(block.text):
            continue
        marked[i] = replace(block, kind=ParagraphKind.CREDIT)
        # An agency's line that ends the article signs the article: the line before is its text.
        if 0 < i < len(marked) - 1 and _is_caption(marked, i - 1):
            marked[i - 1] = replace(marked[i - 1], kind=ParagraphKind.CAPTION)
    return marked


def _is_caption(blocks: Sequence[Block], i: int) -> bool:
    return blocks[i].kind is ParagraphKind.TEXT and is_one_sentence(blocks[i].text)


def tidy(text: str) -> str:
    """``text`` on one line: each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def is_credit(text: str) -> bool:
    """Whether ``text`` is nothing but a credit: 'AAP', '(Getty Images)', 'AP Photo/Jane Doe'."""
    line = text.strip()
    return len(line) <= 100 and CREDIT.fullmatch(line) is not None


def is_one_sentence(text: str) -> bool:
    """Whether ``text`` is a single sentence, short enough for a caption and no quotation."""
    line = text.strip()
    if len(line.split()) > CAPTION_WORDS or line[:1] in '"\u201c\u00ab\u201e':
        return False
    ends = _SENTENCE_END.finditer(line)
    return all(_ABBREVIATED.search(line[: end.start() + 1]) for end in ends)
