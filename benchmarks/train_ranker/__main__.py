"""Learn the resolver's weights: `python -m benchmarks.train_ranker LGL.jsonl GEOVIRUS.jsonl`.

Learned on the learning half of each corpus only (benchmarks.split), from gold spans. No text of a
corpus is kept: the weights are thresholds and leaf values. Each pass is learned from what the pass
before said of documents that it had not seen (four folds by document), as it will be used.
Needs CatBoost and scikit-learn, which the program itself does not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.scoring import read_documents
from benchmarks.split import held_out
from benchmarks.train_ranker.forests import forest_of, learn_passes, unseen
from benchmarks.train_ranker.invented import invented
from benchmarks.train_ranker.lessons import accuracy, lessons_from
from benchmarks.train_ranker.trust import learn_trust
from storymap.gazetteer import open_gazetteer
from storymap.resolvers.local import ALONE
from storymap.resolvers.surroundings import TOGETHER

INVENTED = 1_200
INVENTED_WEIGHT = 0.5


def main() -> None:
    """Learn from the learning halves and from invented documents; write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("storymap/resolvers/ranker.json"))
    parser.add_argument("--gazetteer", type=Path)
    arguments = parser.parse_args()
    gazetteer = open_gazetteer(arguments.gazetteer)
    documents = [d for path in arguments.corpora for d in read_documents(path)]
    documents = [d for d in documents if not held_out(d.doc_id)]
    real = [*lessons_from(documents, gazetteer).values()]
    made = [*lessons_from(invented(gazetteer, INVENTED), gazetteer, INVENTED_WEIGHT).values()]
    passes = learn_passes(real + made)
    for name, lessons in (("corpora", real), ("invented", made)):
        share = accuracy(lessons, [judged.probability for judged in unseen(lessons, passes)])
        print(f"{name}, unseen folds: {share:.4f} within 161 km", flush=True)
    trust, curve = learn_trust(documents, made, passes, gazetteer)
    data = {
        "alone": list(ALONE),
        "together": list(TOGETHER),
        "forests": [forest_of(*each.whole.models) for each in passes],
        "trust": forest_of(trust),
        "confidence": curve,
    }
    arguments.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
