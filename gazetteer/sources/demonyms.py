"""What people and things of a place are called (Factbook, WordNet, i18n-nationality)."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gazetteer.archive import read_member
from gazetteer.atlas import Atlas, Draft
from gazetteer.importance import importance
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote(
    "demonyms",
    "CIA World Factbook (through pyworldatlas), WordNet 3.0, i18n-nationality",
    "public domain; WordNet license; MIT",
    "https://wordnet.princeton.edu/",
)
_FACTBOOK = Path(__file__).with_suffix(".sql")
_WORDNET = "usr/share/wordnet"
_PLACES = 15  # WordNet's file of nouns for locations
_POINTERS = re.compile(r"(\S+) (\d{8}) ([a-z]) [0-9a-f]{4}")
_NATIVE = re.compile(r"\b(?:native|inhabitant|resident|citizen)s?\b.*? of (?:the )?(.+?)(?:;|$)")
_RUDE = re.compile(r"slang|offensive|disparag|derog|ethnic slur|nickname")
_PART = re.compile(r"[A-ZÀ-Ž][\w'’-]+(?:[ -][A-ZÀ-Ž][\w'’-]+)*(?:\(\w+\))?")
_SAME_PLURAL = ("ese", "sh", "ch", "s", "men", "women", "man", "woman", "i'i")
_LEAST_IMPORTANT = 40.0  # below it a name is too small to have a demonym in WordNet


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add demonyms as names with that use, adjectives first."""
    for code, adjective, noun in _factbook(shelf("pyworldatlas")):
        draft = atlas.drafts.get(atlas.countries.get(code, 0))
        for form in [*_forms(adjective), *_forms(noun)]:
            _add(atlas, draft, form)
    table = json.loads(read_member(shelf("i18n_nationality"), "langs/en.json"))["nationalities"]
    for code, form in table.items():
        _add(atlas, atlas.drafts.get(atlas.countries.get(code, 0)), form)
    for words, form in _wordnet(shelf("wordnet")):
        _add(atlas, _meant(atlas, words), form)
    for draft in atlas:
        for form in [f for f, use in draft.names.items() if use == "demonym"]:
            if not form.endswith(_SAME_PLURAL) and f"{form}s" not in draft.names:
                _add(atlas, draft, f"{form}s")


def _factbook(package: Path) -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.sqlite3"
        path.write_bytes(read_member(package, "pyworldatlas/data/atlas.sqlite3"))
        database = sqlite3.connect(path)
        try:
            yield from database.execute(_FACTBOOK.read_text(encoding="utf-8")).fetchall()
        finally:
            database.close()


def _forms(text: str | None) -> Iterator[str]:
    """'Dutchman(men), Dutchwoman(women)' is four forms; 'Afghan(s)' is two."""
    for part in re.split(r"[,;]| or | and ", text or ""):
        found = _PART.match(part.strip())
        if found is None:
            continue
        form, _, ending = found[0].rstrip(")").partition("(")
        yield form
        if ending in ("s", "es"):
            yield form + ending
        elif ending in ("men", "women"):
            yield form.removesuffix(ending.replace("men", "man")) + ending


def _add(atlas: Atlas, draft: Draft | None, form: str) -> None:
    if draft is None or not form or form[0].islower() or draft.names.get(form) == "name":
        return
    draft.names.pop(form, None)
    atlas.name(draft, form, "demonym")


def _wordnet(package: Path) -> Iterator[tuple[list[str], str]]:
    """Words for a place (its synset) and a demonym of it."""
    nouns = read_member(package, f"{_WORDNET}/data.noun").decode("utf-8").splitlines()
    places = {n[:8]: _words(n) for n in nouns if n[9:11] == f"{_PLACES:02d}"}
    for line in read_member(package, f"{_WORDNET}/data.adj").decode("utf-8").splitlines():
        words = _words(line)
        for kind, offset, part in _POINTERS.findall(line.partition("|")[0]):
            if kind == "\\" and part == "n" and offset in places and words:
                yield places[offset], words[0]
    for line in nouns:
        yield from _natives(line)


def _natives(line: str) -> Iterator[tuple[list[str], str]]:
    gloss = line.partition("| ")[2].strip()
    found = _NATIVE.search(gloss)
    words = _words(line)
    if line[9:11] != "18" or found is None or _RUDE.search(gloss) or not words:
        return
    place = found[1].strip()
    if place[0].isupper() and words[0][0].isupper():
        yield [place], words[0]


def _words(line: str) -> list[str]:
    fields = line.partition("|")[0].split()
    if len(fields) < 4 or len(fields[0]) != 8 or not fields[0].isdecimal():
        return []
    count = int(fields[3], 16)
    return [re.sub(r"\(\w+\)$", "", w).replace("_", " ") for w in fields[4 : 4 + 2 * count : 2]]


def _meant(atlas: Atlas, words: list[str]) -> Draft | None:
    """The place that most of the words name, the most important where several do."""
    counts: dict[int | str, int] = {}
    for word in words:
        for draft in atlas.named(word):
            if importance(draft) >= _LEAST_IMPORTANT and draft.feature[0] in "APLT":
                counts[draft.ref] = counts.get(draft.ref, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda ref: (counts[ref], importance(atlas.drafts[ref]), str(ref)))
    return atlas.drafts[best]
