"""Rules around the network: each takes the scene and the spans so far and gives the spans anew."""

from __future__ import annotations

from collections.abc import Callable

from storymap.recognisers.rules.abbreviations import party_tags, whole_abbreviations
from storymap.recognisers.rules.coordination import shared_ends, shared_nouns
from storymap.recognisers.rules.discourse import faint_names, people_stay, repeats
from storymap.recognisers.rules.edges import lower_case, split_pairs, trim_edges
from storymap.recognisers.rules.kinds import set_kinds
from storymap.recognisers.rules.known_names import named_wars, widen
from storymap.recognisers.rules.no_places import languages, storms, things
from storymap.recognisers.rules.short_forms import generic_nouns, plural_pairs, sides
from storymap.recognisers.spans import Scene, Span, decode

THRESHOLD = 0.5
Rule = Callable[[Scene, list[Span]], list[Span]]
# In order: where names end, what is no place, what was missed, what kind it is, short forms.
RULES: tuple[Rule, ...] = (
    whole_abbreviations,
    trim_edges,
    split_pairs,
    widen,
    people_stay,
    party_tags,
    faint_names,
    repeats,
    lower_case,
    storms,
    set_kinds,
    languages,
    things,
    named_wars,
    shared_ends,
    shared_nouns,
    sides,
    plural_pairs,
    generic_nouns,
)


def apply(scene: Scene, rules: tuple[Rule, ...] = RULES) -> list[Span]:
    """The network's spans after every rule, in order."""
    spans = decode(scene, THRESHOLD)
    for rule in rules:
        spans = rule(scene, spans)
    return spans
