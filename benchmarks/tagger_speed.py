"""Words a second of the bare language model and of the whole geoparser, over the same texts.

    python -m benchmarks.tagger_speed CORPUS.jsonl [--documents 200]

One process, one core, processor seconds; the corpus is ``{"doc_id", "text"}`` a line.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from storymap.gazetteer import open_gazetteer
from storymap.model import Article, Paragraph
from storymap.recognisers.blocks import read
from storymap.recognisers.evidence import Evidence
from storymap.recognisers.network import Network
from storymap.recognisers.tagger import Tagger
from storymap.resolvers import resolver


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    given = parser.parse_args()
    with given.corpus.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in islice(file, given.documents)]
    articles = [Article((Paragraph(0, text, offset=0),)) for text in texts]
    words = sum(len(text.split()) for text in texts)
    gazetteer, network, resolve = open_gazetteer(), Network(), resolver("ranker").resolve
    evidence, tagger = Evidence(gazetteer), Tagger(network)
    blocks = [read(article, evidence) for article in articles]
    bare = _seconds(lambda: [network.scores(block) for block in blocks])
    found = (tagger.recognise(article, gazetteer) for article in articles)
    whole = _seconds(
        lambda: [resolve(a, m, gazetteer) for a, m in zip(articles, found, strict=True)]
    )
    print(f"{words:,} words; words a second: the model alone {words / bare:,.0f}")
    print(f"the whole {words / whole:,.0f}, {bare / whole:.2f} as fast")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
