"""Why a place was chosen, in words: the evidence without which the choice would be less sure.

For each name the winner's features are replaced, one kind of evidence at a time, by those of the
strongest rival; what the winner's score loses is what that evidence was worth (the single-feature
knock-out of Robnik-Sikonja and Kononenko 2008, by kinds). What a reader can check in the text comes
before what only the gazetteer knows, if it was worth anything.
"""

from __future__ import annotations

import numpy as np

from storymap.resolvers.forest import Forest, weights
from storymap.resolvers.judgement import Judgement
from storymap.resolvers.local import ALONE
from storymap.resolvers.options import Array, Codes
from storymap.resolvers.surroundings import TOGETHER
from storymap.resolvers.wording import FAMILIES, Wording

COLUMNS = (*ALONE, *TOGETHER)
EXPLAINED = 3  # candidates of a name whose evidence is weighed; the others are told plainly
TOLD = 3  # pieces of evidence shown for a candidate
LEAST = 0.05  # what a piece of evidence must be worth in score to be told

SAID = 0.3  # how plainly a chain must hold to be told for its own sake


class Reasons:
    """The evidence for the places of one scene, in words."""

    def __init__(self, judgement: Judgement) -> None:
        self._worth = _worth(judgement, weights().passes[-1])
        self._wording = Wording(judgement)

    def of(self, row: int) -> tuple[str, ...]:
        """Return the evidence for a row's place, strongest first; at least one piece."""
        if row not in self._worth:
            return (self._wording.fallback(row),)
        return _told(row, self._worth[row], self._wording)


def _told(row: int, worth: Array, wording: Wording) -> tuple[str, ...]:
    counted = [f for f in range(len(FAMILIES)) if worth[f] > LEAST]
    order = sorted(counted, key=lambda f: (FAMILIES[f].rank, -worth[f]))
    told = [words for f in order if (words := wording.say(FAMILIES[f].name, row))]
    return tuple(dict.fromkeys(told))[:TOLD] or (wording.fallback(row),)


def _worth(judgement: Judgement, forest: Forest) -> dict[int, Array]:
    """Return what each family of evidence is worth to each of the best rows of each group."""
    rows, rivals = _contest(judgement)
    if not len(rows):
        return {}
    mine, theirs = judgement.features[rows], judgement.features[rivals]
    trials = []
    for family in FAMILIES:
        columns = [COLUMNS.index(name) for name in family.columns]
        trial = mine.copy()
        trial[:, columns] = theirs[:, columns]
        trials.append(trial)
    scores = forest.scores(np.concatenate(trials)).reshape(len(FAMILIES), len(rows))
    worth = judgement.scores[rows] - scores
    for f, family in enumerate(FAMILIES):
        if family.rank == 0:  # said in so many words: told even where it only confirms
            columns = [COLUMNS.index(name) for name in family.columns]
            said = mine[:, columns].max(axis=1) > SAID
            worth[f] = np.where(said, np.maximum(worth[f], 2 * LEAST), worth[f])
    return {int(row): worth[:, at] for at, row in enumerate(rows)}


def _contest(judgement: Judgement) -> tuple[Codes, Codes]:
    """Return the best rows of each group that has a choice, and the strongest rival of each."""
    rows, rivals = [], []
    for group in judgement.scene.groups:
        if len(group.options) < 2 or not group.sights:
            continue
        order = np.argsort(-judgement.scores[group.rows], kind="stable") + group.rows.start
        rows += list(order[:EXPLAINED])
        rivals += [order[1], *([order[0]] * (len(order[:EXPLAINED]) - 1))]
    return np.array(rows, dtype=np.int64), np.array(rivals, dtype=np.int64)
