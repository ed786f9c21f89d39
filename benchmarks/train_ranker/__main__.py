"""Learn the resolver's weights: `python -m benchmarks.train_ranker LGL.jsonl GEOVIRUS.jsonl`.

Learned on the learning half of each corpus only (benchmarks.split), from gold spans. No text of a
corpus is kept: the weights are thresholds and leaf values. Each pass is learned from what the pass
before said of documents that it had not seen (five folds by document), as it will be used.
Needs CatBoost and scikit-learn, which the program itself does not.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoost, Pool
from sklearn.isotonic import IsotonicRegression

from benchmarks.gold import article_of, gold_mentions
from benchmarks.invented import invented
from benchmarks.scoring import Document, Toponym, read_documents
from benchmarks.split import held_out
from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.model import Place
from storymap.resolvers.hints import hints_of
from storymap.resolvers.judgement import softmax
from storymap.resolvers.local import ALONE, alone
from storymap.resolvers.options import Array, Catalogue, distances_km, unit_vectors
from storymap.resolvers.reading import read_mentions
from storymap.resolvers.scene import Group, Scene, build_scene
from storymap.resolvers.spelling import spelling_of
from storymap.resolvers.surroundings import TOGETHER, Surroundings, together
from storymap.resolvers.tiers import Tier, tier_of

FOLDS = 4
PASSES = 1
INVENTED = 1_200
INVENTED_WEIGHT = 0.5
NEAR_KM = 161.0
# How far apart two gazetteers may put the middle of one country, of one state.
APART_KM = {Tier.COUNTRY: 1_500.0, Tier.ADM1: 700.0, Tier.REGION: 1_500.0, Tier.WATER: 1_500.0}
SETTINGS: dict[str, Any] = {
    "loss_function": "QuerySoftMax",
    "thread_count": 1,
    "random_seed": 7,
    "verbose": False,
    "allow_writing_files": False,
    "score_function": "L2",
    "boosting_type": "Plain",
}
FIRST = {"iterations": 100, "depth": 4, "learning_rate": 0.12, "l2_leaf_reg": 5.0}
LATER = {"iterations": 150, "depth": 5, "learning_rate": 0.1, "l2_leaf_reg": 8.0}


@dataclass(frozen=True)
class Lesson:
    """One document: its scene, the right row and the gold of each group, and its fold.

    The right row is -1 where the gazetteer does not have the place under that name.
    """

    scene: Scene
    around: Surroundings
    right: tuple[int, ...]
    gold: tuple[tuple[Toponym, ...], ...]
    own: Array
    fold: int
    weight: float = 1.0


def lessons_of(paths: list[Path], gazetteer: Gazetteer, report: bool = False) -> list[Lesson]:
    """Return the lessons of the learning half of the corpora, or of the other."""
    documents = [d for path in paths for d in read_documents(path) if held_out(d.doc_id) == report]
    return lessons_from(documents, gazetteer)


def lessons_from(
    documents: list[Document], gazetteer: Gazetteer, weight: float = 1.0
) -> list[Lesson]:
    """Return the lessons of documents, those without toponyms left out."""
    catalogue = Catalogue(gazetteer)
    made = (_lesson(i, document, catalogue, weight) for i, document in enumerate(documents))
    return [lesson for lesson in made if lesson is not None]


def _lesson(number: int, document: Document, catalogue: Catalogue, weight: float) -> Lesson | None:
    article = article_of(document)
    mentions, gold = gold_mentions(document, article, catalogue.gazetteer)
    if not mentions:
        return None
    hints, spelling = hints_of(article, "", catalogue), spelling_of(article)
    scene = build_scene(read_mentions(article, mentions), catalogue, hints, spelling)
    placed = tuple(
        tuple(gold[s.index] for s in group.sights if gold[s.index].placed) for group in scene.groups
    )
    right = tuple(map(_right_row, scene.groups, placed))
    return Lesson(scene, Surroundings(scene), right, placed, alone(scene), number % FOLDS, weight)


def _right_row(group: Group, gold: tuple[Toponym, ...]) -> int:
    """Return the scene's row that most of the group's gold toponyms mean."""
    votes: dict[int, int] = {}
    places = [entry.place for entry in group.options.entries]
    for toponym in gold:
        row = right_place(places, toponym)
        if row >= 0:
            votes[row] = votes.get(row, 0) + 1
    if not votes:
        return -1
    return group.rows.start + max(votes, key=lambda row: (votes[row], -row))


def right_place(places: list[Place], gold: Toponym) -> int:
    """Return the index of the place that a gold toponym means: by id, else the nearest."""
    for index, place in enumerate(places):
        if gold.geonameid is not None and place.geonameid == gold.geonameid:
            return index
    if not gold.placed or not places:
        return -1
    here = unit_vectors([float(gold.lat or 0)], [float(gold.lon or 0)])
    km = distances_km(unit_vectors([p.lat for p in places], [p.lon for p in places]), here)[:, 0]
    best = int(km.argmin())
    reach = [i for i, p in enumerate(places) if km[i] < APART_KM.get(tier_of(p.feature), 0.0)]
    if km[best] < NEAR_KM and not (reach and places[best].geonameid is None):
        return best
    return reach[0] if reach else -1


def learn(lessons: list[Lesson], features: list[Array], settings: dict[str, Any]) -> CatBoost:
    """Return the ranker learned from the lessons' groups that hold the right place."""
    rows, labels, queries, weights = [], [], [], []
    query = 0
    for lesson, values in zip(lessons, features, strict=True):
        for group, right in zip(lesson.scene.groups, lesson.right, strict=True):
            if right < 0 or len(group.options) < 2:
                continue
            rows.append(values[group.rows])
            labels.append((np.arange(group.rows.start, group.rows.stop) == right).astype(float))
            queries.append(np.full(len(group.options), query))
            weight = lesson.weight * np.sqrt(len(group.sights))
            weights.append(np.full(len(group.options), weight))
            query += 1
    pool = Pool(
        np.concatenate(rows),
        np.concatenate(labels),
        group_id=np.concatenate(queries),
        group_weight=np.concatenate(weights),
    )
    model = CatBoost({**SETTINGS, **settings})
    model.fit(pool)
    return model


def unseen(lessons: list[Lesson], features: list[Array], settings: dict[str, Any]) -> list[Array]:
    """Return each document's probabilities by a ranker that has not learned from it."""
    probability: list[Array] = [np.zeros(0)] * len(lessons)
    for fold in range(FOLDS):
        kept = [i for i, lesson in enumerate(lessons) if lesson.fold != fold]
        model = learn([lessons[i] for i in kept], [features[i] for i in kept], settings)
        for i, lesson in enumerate(lessons):
            if lesson.fold == fold:
                probability[i] = _predict(model, lesson, features[i])
    return probability


def _predict(model: CatBoost, lesson: Lesson, values: Array) -> Array:
    scores = model.predict(values) if len(values) else np.zeros(0)
    return softmax(np.asarray(scores, dtype=float), lesson.around)


def in_context(lessons: list[Lesson], probability: list[Array]) -> list[Array]:
    """Return each document's features given the probabilities of the pass before."""
    return [
        np.concatenate((lesson.own, together(lesson.around, p)), axis=1)
        for lesson, p in zip(lessons, probability, strict=True)
    ]


def accuracy(
    lessons: list[Lesson], probability: list[Array], same: bool = False
) -> tuple[list[float], list[bool]]:
    """Return each gold toponym's winning probability and whether the winner lies within 161 km.

    With ``same`` the right place counts wherever a corpus puts the middle of its country, and names
    without options are left out; else these count as a miss with probability 0.
    """
    sure, right = [], []
    for lesson, values in zip(lessons, probability, strict=True):
        for group, meant, gold in zip(lesson.scene.groups, lesson.right, lesson.gold, strict=True):
            best = _best(group, values)
            if same and best < 0:
                continue
            for toponym in gold:
                sure.append(float(values[best]) if best >= 0 else 0.0)
                known = same and best == meant
                right.append(known or (best >= 0 and _near(lesson.scene, best, toponym)))
    return sure, right


def _best(group: Group, values: Array) -> int:
    count = len(group.options)
    return int(group.rows.start) + int(values[group.rows].argmax()) if count else -1


def _near(scene: Scene, row: int, gold: Toponym) -> bool:
    here = unit_vectors([float(gold.lat or 0)], [float(gold.lon or 0)])
    return float(distances_km(scene.vectors[[row]], here)[0, 0]) < NEAR_KM


def curve(sure: list[float], right: list[bool]) -> list[list[float]]:
    """Return the isotonic map from probability to the share that is right, as two sequences."""
    fit = IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip").fit(sure, right)
    given = np.unique(np.quantile(sure, np.linspace(0, 1, 25)))
    return [[round(float(x), 4) for x in given], [round(float(y), 4) for y in fit.predict(given)]]


def forest_of(model: CatBoost) -> dict[str, list[Any]]:
    """Return a learned ranker as the arrays that the program reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        trees = json.loads(path.read_text())["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    columns, borders, leaves = [], [], []
    for tree in trees:
        splits = tree["splits"] or []
        spare = depth - len(splits)
        columns.append([int(s["float_feature_index"]) for s in splits] + [0] * spare)
        borders.append([_short(s["border"]) for s in splits] + [1e9] * spare)
        leaves.append(
            [_short(v) for v in tree["leaf_values"]] + [0.0] * (2**depth - 2 ** len(splits))
        )
    return {"columns": columns, "borders": borders, "leaves": leaves}


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def main() -> None:
    """Learn from the learning halves and from invented documents; write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("storymap/resolvers/ranker.json"))
    parser.add_argument("--gazetteer", type=Path)
    arguments = parser.parse_args()
    gazetteer = open_gazetteer(arguments.gazetteer)
    real = lessons_of(arguments.corpora, gazetteer)
    made = lessons_from(invented(gazetteer, INVENTED), gazetteer, INVENTED_WEIGHT)
    lessons = real + made
    models, probability = learn_passes(lessons, len(real))
    sure, right = accuracy(real, probability[: len(real)], same=True)
    data = {
        "alone": list(ALONE),
        "together": list(TOGETHER),
        "forests": [forest_of(model) for model in models],
        "confidence": curve(sure, right),
    }
    arguments.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def learn_passes(lessons: list[Lesson], real: int) -> tuple[list[CatBoost], list[Array]]:
    """Return a ranker a pass, and the last pass's probabilities for documents it had not seen."""
    features, settings = [lesson.own for lesson in lessons], FIRST
    models, probability = [], []
    for number in range(1 + PASSES):
        probability = unseen(lessons, features, settings)
        for name, part in (("corpora", slice(0, real)), ("invented", slice(real, None))):
            _, right = accuracy(lessons[part], probability[part])
            print(f"pass {number}, {name}, unseen folds: {np.mean(right):.4f}", flush=True)
        models.append(learn(lessons, features, settings))
        features, settings = in_context(lessons, probability), LATER
    return models, probability


if __name__ == "__main__":
    main()
