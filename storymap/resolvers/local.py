"""The evidence for each place of each name that its own mentions give, as numbers.

The gazetteer's part (population, kind of place, use of the name) and the words beside the name.
"""

from __future__ import annotations

import numpy as np

from storymap.model import MentionKind
from storymap.resolvers.options import TRAITS, Array
from storymap.resolvers.scene import Group, Scene
from storymap.resolvers.tiers import among

ALONE = (
    *TRAITS,
    "cue_fit",
    "demonym_fit",
    "embedded",
    "locative",
    "article",
    "dateline",
    "party",
    "capitals",
    "letters",
    "words",
    "spelling",
)


def alone(scene: Scene) -> Array:
    """Return what speaks for each place by itself and by the words beside the name."""
    blocks = [_beside(group, scene.spelling) for group in scene.groups]
    return np.concatenate((scene.traits, np.concatenate(blocks)), axis=1)


def _beside(group: Group, spelling: float) -> Array:
    sights, count = group.sights, len(group.options)
    if not sights or not count:
        return np.zeros((count, len(ALONE) - len(TRAITS)))
    demonym = group.options.traits[:, TRAITS.index("use_demonym")]
    share = sum(s.mention.kind is MentionKind.DEMONYM for s in sights) / len(sights)
    shares = (
        sum(s.mention.kind is MentionKind.EMBEDDED for s in sights),
        sum(s.locative for s in sights),
        sum(s.article for s in sights),
        sum(s.dateline for s in sights),
        sum(s.party for s in sights),
        sum(s.mention.text.isupper() for s in sights),
    )
    constants = [np.full(count, value / len(sights)) for value in shares]
    columns = [
        _cue_fit(group),
        np.where(demonym > 0, share, -share),
        *constants,
        np.full(count, float(len(group.name))),
        np.full(count, float(group.name.count(" ") + 1)),
        spelling * group.options.traits[:, TRAITS.index("english")],
    ]
    return np.stack(columns, axis=1)


def _cue_fit(group: Group) -> Array:
    """Return the mean over mentions of +strength where a cue fits the place, else -strength."""
    fit = np.zeros(len(group.options))
    for sight in group.sights:
        if sight.cue is not None:
            fits = among(sight.cue.tiers)[group.options.tiers]
            fit += np.where(fits, sight.cue.strength, -sight.cue.strength)
    cued = sum(sight.cue is not None for sight in group.sights)
    return fit / cued if cued else fit
