"""How sure to be of a winner: learned from winners that were right and winners that were wrong.

A name with one place in the gazetteer is that place's for certain, as far as the ranker can tell,
even where the article means a village that the gazetteer lacks. Corpora show few of these, so the
learning documents are read a second time with some right places hidden: what wins then is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoost
from sklearn.isotonic import IsotonicRegression

from benchmarks.scoring import Document
from benchmarks.train_ranker.forests import SETTINGS, Judged, Pass, unseen
from benchmarks.train_ranker.lessons import FOLDS, Lesson, best_row, lessons_from, near
from storymap.gazetteer import Gazetteer
from storymap.resolvers.options import Array

TRUST: dict[str, Any] = {
    **SETTINGS,
    "loss_function": "Logloss",
    "iterations": 90,
    "depth": 3,
    "learning_rate": 0.06,
    "l2_leaf_reg": 20.0,
}
HIDDEN = 0.3  # share of the names with namesakes whose right place is hidden on second reading
INVENTED_WEIGHT = 0.25
HIDDEN_WEIGHT = 0.12  # so that hidden ones weigh about as much as what the gazetteer really lacks


@dataclass(frozen=True)
class Winners:
    """The winner of each gold toponym that has candidates: evidence, whether right, its fold.

    The right place counts wherever a corpus puts the middle of its country.
    """

    evidence: Array
    right: npt.NDArray[np.bool_]
    fold: npt.NDArray[np.int64]
    weight: float = 1.0


def learn_trust(
    documents: Sequence[Document],
    made: Sequence[Lesson],
    passes: Sequence[Pass],
    gazetteer: Gazetteer,
) -> tuple[CatBoost, list[list[float]]]:
    """Return what scores a winner, and the curve from its score to the share that is right.

    ``made`` are invented lessons: cities alone, of which corpora have few. The curve is fitted on
    scores of winners of real documents that the scorer had not learned from.
    """
    lessons = lessons_from(documents, gazetteer)
    real = _winners([*lessons.values()], passes)
    hidden = {index: _to_hide(index, lesson) for index, lesson in lessons.items()}
    thinned = [*lessons_from(documents, gazetteer, hidden=hidden).values()]
    false = _winners(thinned, passes, HIDDEN_WEIGHT, without=True)
    invented = _winners(made, passes, INVENTED_WEIGHT)
    scores = np.zeros(len(real.right))
    for fold in range(FOLDS):
        here = real.fold == fold
        scores[here] = _scores(_fit((real, false, invented), but=fold), real.evidence[here])
    print(f"trust: {len(real.right)} winners, {len(false.right)} with their place hidden")
    return _fit((real, false, invented)), _curve(scores, real.right)


def _to_hide(index: int, lesson: Lesson) -> frozenset[str]:
    """Return ids of right places that a second reading shall not know; the choice is stable."""
    draw = random.Random(index)
    ids = set()
    for group, right in zip(lesson.scene.groups, lesson.right, strict=True):
        if right >= 0 and len(group.options) > 1 and draw.random() < HIDDEN:
            ids.add(group.options.entries[right - group.rows.start].place.id)
    return frozenset(ids)


def _winners(
    lessons: Sequence[Lesson],
    passes: Sequence[Pass],
    weight: float = 1.0,
    without: bool = False,
) -> Winners:
    """Return the winners of lessons; ``without``: only where the right place is not known."""
    evidence, right, fold = [], [], []
    for lesson, judged in zip(lessons, unseen(lessons, passes), strict=True):
        for g, group in enumerate(lesson.scene.groups):
            best = best_row(group, judged.probability)
            if best < 0 or (without and lesson.right[g] >= 0):
                continue
            for toponym in lesson.gold[g]:
                evidence.append(_evidence(judged, best))
                right.append(best == lesson.right[g] or near(lesson.scene, best, toponym))
                fold.append(lesson.fold)
    return Winners(np.array(evidence), np.array(right), np.array(fold), weight)


def _evidence(judged: Judged, row: int) -> Array:
    """Return what the program's Weights.confidence asks of a winner."""
    return np.append(judged.features[row], judged.probability[row])


def _fit(sources: Sequence[Winners], but: int = -1) -> CatBoost:
    """Return what is learned from winners of all folds but one."""
    kept = [each.fold != but for each in sources]
    evidence = [each.evidence[rows] for each, rows in zip(sources, kept, strict=True)]
    right = [each.right[rows] for each, rows in zip(sources, kept, strict=True)]
    weights = [np.full(rows.sum(), each.weight) for each, rows in zip(sources, kept, strict=True)]
    return CatBoost(TRUST).fit(
        np.concatenate(evidence),
        np.concatenate(right).astype(int),
        sample_weight=np.concatenate(weights),
    )


def _scores(model: CatBoost, evidence: Array) -> Array:
    """Return the sums of the leaves, as the program computes them: without CatBoost's bias."""
    _, bias = model.get_scale_and_bias()
    raw = model.predict(evidence, prediction_type="RawFormulaVal")
    return np.asarray(raw, dtype=float) - float(bias)


def _curve(scores: Array, right: npt.NDArray[np.bool_]) -> list[list[float]]:
    """Return the isotonic map from scores to the share that is right, as two sequences."""
    fit = IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip").fit(scores, right)
    given = np.unique(np.quantile(scores, np.linspace(0, 1, 40)))
    return [[round(float(x), 4) for x in given], [round(float(y), 4) for y in fit.predict(given)]]
