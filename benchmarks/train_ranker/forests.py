"""Rankers learned with CatBoost, each pass from what the pass before said of unseen documents."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoost, Pool

from benchmarks.train_ranker.lessons import FOLDS, Lesson
from storymap.resolvers.judgement import softmax
from storymap.resolvers.options import Array
from storymap.resolvers.rules import ruled
from storymap.resolvers.surroundings import together

SEED = 7
SETTINGS: dict[str, Any] = {
    "loss_function": "QuerySoftMax",
    "thread_count": 1,
    "random_seed": SEED,
    "verbose": False,
    "allow_writing_files": False,
    "score_function": "L2",
    "boosting_type": "Plain",
}
FIRST = {"iterations": 100, "depth": 4, "learning_rate": 0.12, "l2_leaf_reg": 5.0}
LATER = {
    "iterations": 100,
    "depth": 5,
    "learning_rate": 0.12,
    "l2_leaf_reg": 8.0,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
}
PASSES = ((FIRST, 1), (LATER, 5))
"""The settings of each pass, and how many forests of other random draws it is the mean of."""


@dataclass(frozen=True)
class Ranker:
    """The mean of forests that differ by their random draws alone: one draw is a matter of luck."""

    models: tuple[CatBoost, ...]

    def scores(self, features: Array) -> Array:
        """Return one score a row of features."""
        if not len(features):
            return np.zeros(0)
        return np.mean([model.predict(features) for model in self.models], axis=0)


@dataclass(frozen=True)
class Pass:
    """A ranker that learned from all lessons, and one for each fold that did not learn from it."""

    whole: Ranker
    folds: tuple[Ranker, ...]


@dataclass(frozen=True)
class Judged:
    """What rankers that had not learned from a lesson make of it, in the last pass."""

    features: Array
    probability: Array


def learn_passes(lessons: Sequence[Lesson]) -> list[Pass]:
    """Return the passes: a first look at each name alone, then one in context."""
    passes: list[Pass] = []
    for settings, count in PASSES:
        features = _features(lessons, passes)
        folds = []
        for fold in range(FOLDS):
            kept = [i for i, lesson in enumerate(lessons) if lesson.fold != fold]
            some = [lessons[i] for i in kept], [features[i] for i in kept]
            folds.append(_learn(*some, settings, count))
        passes.append(Pass(_learn(lessons, features, settings, count), tuple(folds)))
    return passes


def unseen(lessons: Sequence[Lesson], passes: Sequence[Pass]) -> list[Judged]:
    """Return what the passes make of lessons, each by the rankers that did not see its fold."""
    judged = [Judged(lesson.own, np.zeros(0)) for lesson in lessons]
    for number, each in enumerate(passes):
        judged = [
            _judge(each.folds[lesson.fold], lesson, before if number else None)
            for lesson, before in zip(lessons, judged, strict=True)
        ]
    return judged


def _judge(ranker: Ranker, lesson: Lesson, before: Judged | None) -> Judged:
    """Return what a ranker makes of a lesson: alone, or in context after the pass before."""
    features = lesson.own if before is None else _in_context(lesson, before)
    scores = ranker.scores(features)
    if before is not None:
        company = features[:, lesson.own.shape[1] :]
        scores = ruled(scores, lesson.around, before.probability, company)
    return Judged(features, softmax(scores, lesson.around))


def _in_context(lesson: Lesson, before: Judged) -> Array:
    company = together(lesson.around, before.probability)
    return np.concatenate((lesson.own, company), axis=1)


def _features(lessons: Sequence[Lesson], passes: Sequence[Pass]) -> list[Array]:
    """Return the features that the pass after these sees."""
    if not passes:
        return [lesson.own for lesson in lessons]
    judged = unseen(lessons, passes)
    return [_in_context(lesson, before) for lesson, before in zip(lessons, judged, strict=True)]


def _learn(
    lessons: Sequence[Lesson], features: Sequence[Array], settings: dict[str, Any], count: int
) -> Ranker:
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
    seeds = range(SEED, SEED + count)
    made = [CatBoost({**SETTINGS, **settings, "random_seed": seed}).fit(pool) for seed in seeds]
    return Ranker(tuple(made))


def forest_of(*models: CatBoost) -> dict[str, list[Any]]:
    """Return the mean of learned forests as the arrays that the program reads."""
    trees = [tree for model in models for tree in _trees(model)]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    columns, borders, leaves = [], [], []
    for tree in trees:
        splits = tree["splits"] or []
        spare = depth - len(splits)
        columns.append([int(s["float_feature_index"]) for s in splits] + [0] * spare)
        borders.append([_short(s["border"]) for s in splits] + [1e9] * spare)
        values = [_short(v / len(models)) for v in tree["leaf_values"]]
        leaves.append(values + [0.0] * (2**depth - 2 ** len(splits)))
    return {"columns": columns, "borders": borders, "leaves": leaves}


def _trees(model: CatBoost) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return list(json.loads(path.read_text())["oblivious_trees"])


def _short(value: float) -> float:
    return float(f"{value:.4g}")
