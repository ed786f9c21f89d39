"""An installed spaCy model as recogniser: its places, demonyms and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storymap.errors import ModelError
from storymap.model import Article, Mention, MentionKind, Paragraph
from storymap.recognisers.evidence import BIT, Evidence
from storymap.recognisers.typography import plain
from storymap.recognisers.words import Column

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

# The official English models, best for speed and size first, then re-uploads of them.
MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_lg", "en_core_web_trf")
PLACES = frozenset({"GPE", "LOC", "FAC"})
ADVICE = "run 'pip install spacy' and 'python -m spacy download en_core_web_md'"
OPENING = ("the ", "The ", "THE ")
CLOSING = ("'s", "\u2019s", "'", "\u2019", ".")


class Spacy:
    """Finds what the model calls a place, and nationalities that the gazetteer knows."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def recognise(self, article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
        """The mentions of places, in reading order."""
        evidence = Evidence(gazetteer)
        found: list[Mention] = []
        documents = self.model.pipe(p.text for p in article.paragraphs)
        for paragraph, document in zip(article.paragraphs, documents, strict=True):
            for entity in document.ents:
                kind = _kind(entity, evidence)
                if kind is not None:
                    found.append(_mention(paragraph, entity, kind))
        return tuple(found)


def _kind(entity: Any, evidence: Evidence) -> MentionKind | None:
    if entity.label_ in PLACES:
        return MentionKind.NAME
    if entity.label_ == "NORP" and evidence(entity.text) & BIT[Column.DEMONYM]:
        return MentionKind.DEMONYM
    return None


def _mention(paragraph: Paragraph, entity: Any, kind: MentionKind) -> Mention:
    start, end = entity.start_char, entity.end_char
    if paragraph.text[start:end].startswith(OPENING) and end - start > 4:
        start += 4
    for mark in CLOSING[:2]:
        if paragraph.text[start:end].endswith(mark):
            end -= len(mark)
    text = paragraph.text[start:end]
    return Mention(paragraph.index, start, end, text, plain(text).text, kind, score=0.8)


def create() -> Spacy:
    """The first model of ``MODELS`` that is installed; raises ``ModelError`` where none is."""
    try:
        import spacy
    except ImportError as error:
        raise ModelError(f"the spacy recogniser needs spaCy: {ADVICE}") from error
    for name in MODELS:
        if spacy.util.is_package(name):
            model = spacy.load(name)
            model.select_pipes(enable=[p for p in ("transformer", "ner") if p in model.pipe_names])
            return Spacy(model)
    raise ModelError(f"no English spaCy model is installed: {ADVICE}")
