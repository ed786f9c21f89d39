"""Why a place was chosen, in words: the evidence without which the choice would be less sure.

For each name the winner's features are replaced, one kind of evidence at a time, by those of the
strongest rival; what the winner's score loses is what that evidence was worth (the single-feature
knock-out of Robnik-Sikonja and Kononenko 2008, by kinds). The words come from the scene.
"""

from __future__ import annotations

import numpy as np

from storymap.resolvers.forest import Forest, weights
from storymap.resolvers.judgement import Judgement
from storymap.resolvers.local import ALONE
from storymap.resolvers.options import Array
from storymap.resolvers.surroundings import TOGETHER
from storymap.resolvers.wording import FAMILIES, Wording

COLUMNS = (*ALONE, *TOGETHER)
TOLD = 3  # pieces of evidence shown for a candidate
LEAST = 0.05  # what a piece of evidence must be worth in score to be told

Evidence = list[tuple[str, ...]]


def explain(judgement: Judgement) -> list[Evidence]:
    """Return, for each group and each of its places, the evidence in words, strongest first.

    Every place has at least one piece.
    """
    forest = weights().passes[-1]
    wording = Wording(judgement)
    worth = _worth(judgement, forest)
    evidence: list[Evidence] = []
    for group in judgement.scene.groups:
        rows = range(group.rows.start, group.rows.stop)
        evidence.append([_told(row, worth[row], wording) for row in rows])
    return evidence


def _told(row: int, worth: Array, wording: Wording) -> tuple[str, ...]:
    families = sorted(range(len(FAMILIES)), key=lambda f: (-worth[f], f))
    told = [
        words
        for f in families
        if worth[f] > LEAST and (words := wording.say(FAMILIES[f].name, row))
    ]
    return tuple(dict.fromkeys(told))[:TOLD] or (wording.fallback(row),)


def _worth(judgement: Judgement, forest: Forest) -> Array:
    """Return what each family of evidence is worth to each row, (rows, families)."""
    features, rivals = judgement.features, _rivals(judgement)
    worth = np.zeros((len(features), len(FAMILIES)))
    for f, family in enumerate(FAMILIES):
        columns = [COLUMNS.index(name) for name in family.columns]
        changed = features.copy()
        changed[:, columns] = features[rivals][:, columns]
        worth[:, f] = judgement.scores - forest.scores(changed)
    return worth


def _rivals(judgement: Judgement) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return each row's strongest rival in its group; a row without one is its own."""
    rivals = np.arange(len(judgement.scores))
    for group in judgement.scene.groups:
        if len(group.options) < 2:
            continue
        order = np.argsort(-judgement.scores[group.rows], kind="stable") + group.rows.start
        rivals[group.rows] = order[0]
        rivals[order[0]] = order[1]
    return rivals
