"""The annotated articles of ``tests/data``: text without marks, and the gold toponyms by offset."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
MARK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]*))?(?:\|([a-z]+))?\]\]")
KINDS = {"demonym": "demonym", "embedded": "embedded"}
WORDS = {"", "mention", "demonym", "embedded", "generic", "optional"}


class GoldPlace(NamedTuple):
    """A row of ``places.tsv``; ``id`` is empty where only coordinates are sure."""

    label: str
    id: str
    lat: float
    lon: float


class Gold(NamedTuple):
    """A marked span; offsets are code points of the article's text."""

    start: int
    end: int
    text: str
    kind: str
    role: str
    place: GoldPlace


class NewsArticle(NamedTuple):
    """An article and its marks: ``gold`` is asked for, ``optional`` is not, ``generic`` may be."""

    slug: str
    kind: str
    title: str
    home: str
    text: str
    gold: tuple[Gold, ...]
    optional: tuple[Gold, ...]
    generic: tuple[Gold, ...]


@cache
def gold_places() -> dict[str, GoldPlace]:
    """The places of the marks by their label."""
    with (DATA / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["label"]: GoldPlace(row["label"], row["id"], float(row["lat"]), float(row["lon"]))
            for row in rows
        }


@cache
def news() -> tuple[NewsArticle, ...]:
    """All annotated articles, by file name."""
    return tuple(read_article(path) for path in sorted((DATA / "news").glob("*.txt")))


def read_article(path: Path) -> NewsArticle:
    """The article of one marked-up file; ValueError where a mark does not parse."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    return _article(path.stem, dict(line.split(": ", 1) for line in head.splitlines()), body)


@cache
def traps() -> tuple[NewsArticle, ...]:
    """The short texts of ``traps.txt``, each about one way in which news names places."""
    cases = (DATA / "traps.txt").read_text(encoding="utf-8").split("== ")[1:]
    named = (case.partition("\n") for case in cases)
    return tuple(_article(name, {"kind": "trap"}, body.strip()) for name, _, body in named)


def _article(slug: str, fields: dict[str, str], body: str) -> NewsArticle:
    body = body.replace("&shy;", "\u00ad")
    text = MARK.sub(r"\1", body)
    if any(piece in text for piece in ("[[", "]]", "|")):
        raise ValueError(f"{slug}: a mark does not parse")
    marks = list(_marks(body))
    return NewsArticle(
        slug,
        fields["kind"],
        fields.get("title", ""),
        fields.get("home", ""),
        text,
        tuple(gold for word, gold in marks if word not in {"optional", "generic"}),
        tuple(gold for word, gold in marks if word == "optional"),
        tuple(gold for word, gold in marks if word == "generic"),
    )


def _marks(body: str) -> Iterator[tuple[str, Gold]]:
    removed = 0
    for match in MARK.finditer(body):
        span, label, word = match.group(1), match.group(2), match.group(3) or ""
        if word not in WORDS:
            raise ValueError(f"{word} is no word of a mark")
        start = match.start() - removed
        removed += len(match.group()) - len(span)
        place = gold_places()[label or span]
        role = "mention" if word in {"mention", "demonym", "embedded"} else "setting"
        yield word, Gold(start, start + len(span), span, KINDS.get(word, "name"), role, place)
