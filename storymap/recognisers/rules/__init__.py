"""Rules around the network: each takes the scene and the spans so far and gives the spans anew."""

from __future__ import annotations

from collections.abc import Callable

from storymap.recognisers.rules.edges import trim_edges
from storymap.recognisers.rules.kinds import set_kinds
from storymap.recognisers.spans import Scene, Span, decode

THRESHOLD = 0.5
Rule = Callable[[Scene, list[Span]], list[Span]]
RULES: tuple[Rule, ...] = (trim_edges, set_kinds)


def apply(scene: Scene, rules: tuple[Rule, ...] = RULES) -> list[Span]:
    """The network's spans after every rule, in order."""
    spans = decode(scene, THRESHOLD)
    for rule in rules:
        spans = rule(scene, spans)
    return spans
