"""Stories for the tests of the map: own texts, places marked by hand as [text|name]."""

from __future__ import annotations

import re
from pathlib import Path

from storymap.gazetteer import Gazetteer
from storymap.model import Article, Mention, Paragraph, Place, Resolution, Role, Story
from storymap.story import tell

_MARK = re.compile(r"\[([^|\]]+)(?:\|([^\]]+))?\]")

_TEXTS = Path(__file__).parent / "layers_texts"


def story_of(name: str, gazetteer: Gazetteer, *, title: str = "", language: str = "en") -> Story:
    """The story of a file of ``layers_texts``."""
    text = (_TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    return make_story(text, gazetteer, title=title, language=language)


def make_story(text: str, gazetteer: Gazetteer, *, title: str = "", language: str = "en") -> Story:
    """The story of a marked text; a mark means the first place of its name in the gazetteer."""
    paragraphs, resolutions = [], []
    for index, line in enumerate(text.strip().splitlines()):
        plain, last = "", 0
        for hit in _MARK.finditer(line):
            plain += line[last : hit.start()]
            word, name = hit[1], hit[2] or hit[1]
            mention = Mention(index, len(plain), len(plain) + len(word), word, name)
            place = _find(gazetteer, name)
            role = Role.MENTION if place.feature.startswith("A.PCL") else Role.SETTING
            resolutions.append(Resolution(mention, place, 0.9, "by hand", role))
            plain, last = plain + word, hit.end()
        paragraphs.append(Paragraph(index, plain + line[last:]))
    article = Article(tuple(paragraphs), title=title, language=language)
    return tell(article, resolutions, gazetteer)


def _find(gazetteer: Gazetteer, mark: str) -> Place:
    """The first place of a name; 'Paris@US.KY' asks for the one of that division."""
    name, _, where = mark.partition("@")
    for entry in gazetteer.lookup(name):
        if where in ("", f"{entry.place.country}.{entry.place.admin1}"):
            return entry.place
    raise LookupError(mark)
