"""Rules around the network: each takes the scene and the spans so far and gives the spans anew."""

from __future__ import annotations

from collections.abc import Callable

from storymap.recognisers.evidence import BIT
from storymap.recognisers.rules.abbreviations import DOTTED, party_tags, whole_abbreviations
from storymap.recognisers.rules.acronyms import introduced_acronyms, no_money, unknown_acronyms
from storymap.recognisers.rules.coordination import shared_ends, shared_nouns
from storymap.recognisers.rules.discourse import people_stay, repeats
from storymap.recognisers.rules.edges import lower_case, split_pairs, trim_edges
from storymap.recognisers.rules.fragments import join_fragments, whole_streets
from storymap.recognisers.rules.kinds import set_kinds
from storymap.recognisers.rules.known_names import named_wars, plain_names, widen
from storymap.recognisers.rules.neighbours import listed_names
from storymap.recognisers.rules.no_places import languages, storms, things
from storymap.recognisers.rules.short_forms import generic_nouns, plural_pairs, sides
from storymap.recognisers.spans import Scene, Span, decode
from storymap.recognisers.words import Column

THRESHOLD = 0.5
# What a span must score in the end: well known, of several words known, one word known, unknown.
SURE = (0.5, 0.5, 0.6, 0.75)
WELL_KNOWN = BIT[Column.COUNTRY] | BIT[Column.DEMONYM] | BIT[Column.ABBREVIATION]
Rule = Callable[[Scene, list[Span]], list[Span]]


def sure_enough(scene: Scene, spans: list[Span]) -> list[Span]:
    """Spans that score enough for what the gazetteer knows of them."""
    return [span for span in spans if span.score >= _needed(scene, span)]


def _needed(scene: Scene, span: Span) -> float:
    well, several, one, unknown = SURE
    text = scene.text(span)
    known = scene.evidence(text)
    if known & WELL_KNOWN or text.rstrip(".") in DOTTED:
        return well
    if not known:
        return unknown
    return several if span.behind - span.first > 1 else one


# In order: where names end, what is no place, what was missed, what kind it is, short forms.
RULES: tuple[Rule, ...] = (
    whole_abbreviations,
    trim_edges,
    split_pairs,
    join_fragments,
    widen,
    whole_streets,
    sure_enough,
    plain_names,
    listed_names,
    people_stay,
    party_tags,
    introduced_acronyms,
    no_money,
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
    unknown_acronyms,
    generic_nouns,
)


def apply(scene: Scene, rules: tuple[Rule, ...] = RULES) -> list[Span]:
    """The network's spans after every rule, in order."""
    spans = decode(scene, THRESHOLD)
    for rule in rules:
        spans = rule(scene, spans)
    return spans
