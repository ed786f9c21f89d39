"""What the text around each mention says: its sentence, its cue, its chains and its lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from storymap.model import Article, Mention, MentionKind
from storymap.resolvers.cues import NEAR_LETTERS, Cue, cue_of, cue_table, shared_cue

_SENTENCE_END = re.compile(
    r"(?<![A-Z.])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"'”’)]*\s+(?=\S)"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SIDES = frozenset({"North", "South", "East", "West"})
_SPACE = re.compile(r"\s+")
_DATELINE = re.compile(r"^(?:[^a-z.]{0,40}|[^.]{0,40}\([A-Z][\w ]+\))\s*(?:--+|[-–—])\s*")
_PARTY = re.compile(r"\b[A-Z]{1,3}-$")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|from|to|into|toward|towards|through|"
    r"throughout|north|south|east|west|downtown)(?:\s+of)?(?:\s+the)?\s+$",
    re.IGNORECASE,
)
# What may follow a name that is no attribute: 'the Murray rose', not 'the Murray office'.
_NO_NOUN = re.compile(
    r"^(?:['’]s\b|[.,;:!?)\]–—]|\s*$|\s+(?:and|or|but|in|on|at|near|from|to|into|toward|towards|by|for|"
    r"with|as|of|off|is|was|were|are|has|have|had|will|would|could|can|may|rose|fell|that|which|who|"
    r"where|when|while|since|after|before|during|until|through|between|because)\b)"
)
_IN_BRACKETS = re.compile(r"^\s\(([A-Z][\w.-]+(?: [\w.-]+){0,2})\)", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"^,\s+((?:[A-Z][\w’'-]*\.?)(?:\.?[A-Z]\.?)*(?:\s[A-Z][\w’'-]*\.?){0,2})")


Texts = dict[int, str]  # the paragraphs from the first mention's to the last's, by index


class Link(NamedTuple):
    """One mention said to lie in another ('Paris, Texas'): their indices and how plainly."""

    inner: int
    outer: int
    strength: float


@dataclass(frozen=True, slots=True)
class Sight:
    """A mention as its text shows it. ``position`` counts code points from the article's start;
    ``after_comma`` is a capitalised name behind a comma that nobody tagged ('Ky.'); ``article``
    tells of a 'the' that is its own ('the Murray').
    """

    index: int
    mention: Mention
    name: str
    sentence: int
    position: int
    cue: Cue | None
    variant: str = ""
    dateline: bool = False
    party: bool = False
    locative: bool = False
    article: bool = False
    after_comma: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text says about its mentions before any is resolved.

    ``lists`` holds runs of mention indices that stand in one list ('Clay, Lee and Knox').
    """

    sights: tuple[Sight, ...]
    links: tuple[Link, ...]
    lists: tuple[tuple[int, ...], ...]


def read_mentions(article: Article, mentions: Sequence[Mention]) -> Reading:
    """Return what the text says about each mention; the order of the mentions is kept."""
    first, last = (mentions[0].paragraph, mentions[-1].paragraph) if mentions else (0, -1)
    texts = {i: article.paragraphs[i].text for i in range(first, last + 1)}
    starts = _starts(texts)
    gaps = _gaps(texts, mentions)
    lists = _lists(mentions, gaps)
    shared = _shared_cues(texts, mentions, lists)
    sentences = _Sentences(texts)
    names = _full_names([lookup_name(mention) for mention in mentions], gaps)
    sights = tuple(
        _sight(index, mention, names[index], texts, starts, sentences, shared.get(index))
        for index, mention in enumerate(mentions)
    )
    return Reading(sights, tuple(_links(gaps)), lists)


def lookup_name(mention: Mention) -> str:
    """Return the form to look up: without possessive ending, spaces made one."""
    name = _SPACE.sub(" ", (mention.name or mention.text).strip())
    return _POSSESSIVE.sub("", name) or name


def _full_names(names: list[str], gaps: dict[int, str]) -> list[str]:
    """Return names with a bare 'North' made whole.

    By the name it is joined to ('North and South Korea'), else by the last name that begins so.
    """
    latest = {side: name for name in names if (side := _side(name))}
    full = []
    for index, name in enumerate(names):
        if side := _side(name):
            latest[side] = name
        elif name.title() in _SIDES:
            joined = gaps.get(index, "").strip() in {"and", "or", ",", "and the"}
            partner = names[index + 1] if joined else ""
            rest = partner.partition(" ")[2] if _side(partner) else ""
            name = f"{name} {rest}" if rest else latest.get(name.title(), name)
        full.append(name)
    return full


def _side(name: str) -> str:
    """Return 'North' for 'North Korea' and for 'Northern Ireland' nothing."""
    first, _, rest = name.partition(" ")
    return first.title() if rest and first.title() in _SIDES else ""


def _starts(texts: Texts) -> dict[int, int]:
    starts, total = {}, 0
    for index, text in texts.items():
        starts[index] = total
        total += len(text) + 200  # a paragraph break parts what stands around it
    return starts


class _Sentences:
    """Numbers sentences through the article, cutting each paragraph when it is first asked for."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._ends: dict[int, list[int]] = {}

    def number(self, paragraph: int, start: int) -> int:
        """Return a number that is the same for two offsets of one sentence only."""
        if paragraph not in self._ends:
            ends = _SENTENCE_END.finditer(self._texts[paragraph])
            self._ends[paragraph] = [end.end() for end in ends]
        return paragraph * 100_000 + sum(end <= start for end in self._ends[paragraph])


def _sight(
    index: int,
    mention: Mention,
    name: str,
    texts: Texts,
    starts: dict[int, int],
    sentences: _Sentences,
    shared: Cue | None,
) -> Sight:
    text = texts[mention.paragraph]
    before = text[max(0, mention.start - NEAR_LETTERS) : mention.start]
    after = text[mention.end : mention.end + NEAR_LETTERS]
    named = _NAMED_AFTER.match(after)
    cue = cue_of(before, name, after) or shared
    return Sight(
        index,
        mention,
        name,
        sentences.number(mention.paragraph, mention.start),
        starts[mention.paragraph] + mention.start,
        None if mention.kind is MentionKind.DEMONYM else cue,
        variant=_variant(name, cue) or _bracketed(name, after),
        dateline=mention.start < 40 and _DATELINE.match(text[: mention.end + 60]) is not None,
        party=_PARTY.search(before) is not None,
        locative=_LOCATIVE.search(before) is not None,
        article=before[-4:].lower() == "the " and _NO_NOUN.match(after) is not None,
        after_comma=named[1] if named else "",
    )


def _variant(name: str, cue: Cue | None) -> str:
    """Return the longer name that a cue outside the span makes: 'Clay' before 'counties'."""
    if cue is None or cue.word not in {"county", "parish", "river", "lake", "island"}:
        return ""
    if cue.word in name.lower():
        return ""
    return f"Lake {name}" if cue.word == "lake" else f"{name} {cue.word.title()}"


def _bracketed(name: str, after: str) -> str:
    """Return 'Frankfurt (Oder)' for the Frankfurt of that text: some places are called so."""
    found = _IN_BRACKETS.match(after)
    return f"{name} ({found[1]})" if found else ""


def _gaps(texts: Texts, mentions: Sequence[Mention]) -> dict[int, str]:
    """Return the text between mention i and mention i + 1 where both share a paragraph."""
    return {
        index: texts[a.paragraph][a.end : b.start]
        for index, (a, b) in enumerate(pairwise(mentions))
        if a.paragraph == b.paragraph and 0 <= b.start - a.end <= 80
    }


def _lists(mentions: Sequence[Mention], gaps: dict[int, str]) -> tuple[tuple[int, ...], ...]:
    """Return runs of mentions joined by commas that end in 'and', 'or' or '&'."""
    runs, run = [], [0]
    for index in range(len(mentions) - 1):
        gap = gaps.get(index, ".").strip()
        if gap in {",", ", and", "and", "or", ", or", "&", "and the", ", and the", "to"}:
            run.append(index + 1)
            if gap != ",":
                runs.append(tuple(run))
                run = [index + 1]
        else:
            run = [index + 1]
    return tuple(runs)


def _shared_cues(
    texts: Texts, mentions: Sequence[Mention], lists: Sequence[tuple[int, ...]]
) -> dict[int, Cue]:
    cues: dict[int, Cue] = {}
    for run in lists:
        first, last = mentions[run[0]], mentions[run[-1]]
        text = texts[first.paragraph]
        before = text[max(0, first.start - NEAR_LETTERS) : first.start]
        cue = shared_cue(before, text[last.end : last.end + NEAR_LETTERS])
        if cue is not None:
            cues.update(dict.fromkeys(run, cue))
    return cues


_DIRECTION = r"(?:(?:the\s+)?(?:north|south|east|west|central|upper|lower|far|rural)[\w-]*\s+)*"


_JOINS = "(?:and|or|nor|but|to|from|for|with|without|via|by|as|than|versus|vs|into|onto|against)"


def _link_patterns() -> tuple[tuple[re.Pattern[str], bool, float], ...]:
    """Return patterns of gaps: (pattern, whether the first lies in the second, strength)."""
    nouns = "|".join(map(re.escape, cue_table().nouns))
    kinds = rf"(?:(?:{nouns}|capital)\s+(?:of\s+)?)?"
    return (
        (re.compile(rf"^(?:\s+(?:{nouns}))?(?:\s*,\s*|\s*\(\s*)$", re.IGNORECASE), True, 1.0),
        (re.compile(r"^\s+$"), True, 0.5),
        (
            re.compile(
                rf"^,?\s+(?:(?:an?|the)\s+(?:[\w-]+\s+)?)?(?:{nouns}|area)?\s*"
                rf"(?:in|of)\s+(?:the\s+)?{_DIRECTION}{kinds}$",
                re.IGNORECASE,
            ),
            True,
            0.7,
        ),
        (
            re.compile(
                rf"^,?(?:\s+[\w’'-]+){{0,5}}?,?\s+(?:in|of)\s+(?:the\s+)?{_DIRECTION}{kinds}$",
                re.IGNORECASE,
            ),
            True,
            0.6,
        ),
        (
            re.compile(
                rf"^(?:['’]s?)?\s+{_DIRECTION}(?:(?!{_JOINS}\b)[\w-]+\s+)?{kinds}$", re.IGNORECASE
            ),
            False,
            0.6,
        ),
    )


def _links(gaps: dict[int, str]) -> list[Link]:
    patterns = _link_patterns()
    links: list[Link] = []
    for index, gap in gaps.items():
        for pattern, first_inside, strength in patterns:
            if pattern.match(gap):
                pair = (index, index + 1) if first_inside else (index + 1, index)
                links.append(Link(*pair, strength))
    commas = {link.inner for link in links if link.strength == 1.0}
    links += [Link(index, index + 2, 0.8) for index in sorted(commas) if index + 1 in commas]
    return links
