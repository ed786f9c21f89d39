"""What each part of the recogniser is worth: `python -m benchmarks.recognition LGL.jsonl ...`.

Prints precision, recall and F1 (strict and lenient) on the half of each corpus that nothing was
learned or tuned on: the whole recogniser, without each rule in turn, without the gazetteer's
evidence, and the network alone; with ``--recogniser`` another recogniser beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import NAMES_ONLY
from benchmarks.gold import article_of
from benchmarks.scoring import Document, Toponym, match_lenient, match_strict, read_documents
from benchmarks.split import development, held_out
from storymap import recognisers
from storymap.gazetteer import open_gazetteer
from storymap.model import Article, Mention, MentionKind
from storymap.recognisers.blocks import read
from storymap.recognisers.evidence import Evidence
from storymap.recognisers.network import Network
from storymap.recognisers.rules import RULES, Rule, apply
from storymap.recognisers.spans import Scene, mentions_of


class Case(NamedTuple):
    """A document, the article in it, and what the network sees there."""

    document: Document
    article: Article
    scene: Scene


def cases(documents: Sequence[Document], evidence: Evidence, *, blind: bool) -> Iterator[Case]:
    """Each document through the network; ``blind``: without what the gazetteer knows."""
    network = Network()
    for document in documents:
        article = article_of(document)
        blocks = read(article, None if blind else evidence)
        yield Case(document, article, Scene(blocks, tuple(network.scores(blocks)), evidence))


def found(case: Case, rules: tuple[Rule, ...]) -> Sequence[Mention]:
    """The mentions of a case with some of the rules."""
    sources = {p.index: p.text for p in case.article.paragraphs}
    return mentions_of(case.scene, apply(case.scene, rules), sources)


def toponyms(article: Article, mentions: Sequence[Mention], *, names: bool) -> list[Toponym]:
    """What a mention is to a scorer; short forms ('the county') are no toponyms of a corpus."""
    offsets = {p.index: p.offset for p in article.paragraphs}
    return [
        Toponym(offsets[m.paragraph] + m.start, offsets[m.paragraph] + m.end)
        for m in mentions
        if not m.generic and (m.kind is MentionKind.NAME or not names)
    ]


def line(title: str, pairs: Sequence[tuple[Document, list[Toponym]]]) -> str:
    """A line of the table: strict precision, recall, F1, then lenient."""
    gold = sum(len(d.toponyms) for d, _ in pairs)
    predicted = sum(len(p) for _, p in pairs)
    cells = []
    for match in (match_strict, match_lenient):
        right = sum(len(match(d.toponyms, p)) for d, p in pairs)
        precision, recall = right / max(1, predicted), right / max(1, gold)
        f1 = 2 * right / max(1, predicted + gold)
        cells.append(f"{precision:.3f} {recall:.3f} {f1:.4f}")
    return f"{title:<28}{'   '.join(cells)}"


def ablate(name: str, documents: Sequence[Document], evidence: Evidence) -> None:
    """Print the table of one corpus."""
    names = name in NAMES_ONLY
    seen = list(cases(documents, evidence, blind=False))

    def row(title: str, rules: tuple[Rule, ...], what: Sequence[Case] = seen) -> None:
        pairs = [(c.document, toponyms(c.article, found(c, rules), names=names)) for c in what]
        print(line(title, pairs))

    print(f"\n{name}, {len(seen)} documents: strict P R F1, lenient P R F1")
    row("whole", RULES)
    row("network alone", ())
    for rule in RULES:
        row(f"without {rule.__name__}", tuple(r for r in RULES if r is not rule))
    row("without gazetteer features", RULES, list(cases(documents, evidence, blind=True)))


def compare(name: str, documents: Sequence[Document], other: str) -> None:
    """Print the line of another recogniser."""
    gazetteer, recogniser = open_gazetteer(), recognisers.get(other)
    pairs = []
    for document in documents:
        article = article_of(document)
        mentions = recogniser.recognise(article, gazetteer)
        pairs.append((document, toponyms(article, mentions, names=name in NAMES_ONLY)))
    print(line(f"recogniser {other}", pairs))


def main() -> None:
    """Print a table a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--recogniser", default="gazetteer", help="another one to compare with")
    parser.add_argument("--development", action="store_true", help="the documents for tuning")
    arguments = parser.parse_args()
    chosen = development if arguments.development else held_out
    evidence = Evidence(open_gazetteer())
    for path in arguments.corpora:
        documents = [d for d in read_documents(path) if chosen(d.doc_id)]
        ablate(path.stem, documents, evidence)
        compare(path.stem, documents, arguments.recogniser)


if __name__ == "__main__":
    main()
