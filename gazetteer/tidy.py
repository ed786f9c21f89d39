"""What only all sources together show: names that belong to another place."""

from __future__ import annotations

from collections import defaultdict

from gazetteer.atlas import Atlas, Draft
from storymap.gazetteer.normalise import normalise


def tidy(atlas: Atlas) -> None:
    """Take from places the alternates that name a part of them or the whole that they are in.

    The United Kingdom is not 'England', Brasilia is not 'Brazil'; Kuwait City may be 'Kuwait'.
    """
    parts: dict[str, set[str]] = defaultdict(set)
    for draft in atlas:
        if draft.feature == "A.ADM1":
            parts[draft.country].add(normalise(draft.name))
    wholes = {code: normalise(atlas.drafts[ref].name) for code, ref in atlas.countries.items()}
    for draft in atlas:
        if draft.feature.startswith("A.PCL"):
            _take(draft, parts[draft.country] - {normalise(draft.name)})
        elif draft.country in wholes:
            own, whole = normalise(draft.name), wholes[draft.country]
            if whole not in own:
                _take(draft, {whole})


def _take(draft: Draft, keys: set[str]) -> None:
    wrong = [f for f, use in draft.names.items() if use == "alternate" and normalise(f) in keys]
    for form in wrong:
        del draft.names[form]
