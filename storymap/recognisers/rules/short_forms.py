"""Short forms of a place named before: 'the North', 'the Koreas', 'the peninsula', 'the county'."""

from __future__ import annotations

from collections.abc import Iterator

from storymap.model import MentionKind
from storymap.recognisers.evidence import BIT
from storymap.recognisers.spans import Scene, Span, order, without_overlaps
from storymap.recognisers.words import Column

SIDES = frozenset({"North", "South", "East", "West"})
# Common nouns that stand for a place named before by a name that holds one of these words.
NOUNS = {
    "peninsula": ("peninsula", "korea", "crimea", "sinai", "iberia"),
    "zone": ("zone", "dmz"),
    "strip": ("strip",),
    "county": ("county",),
    "parish": ("parish",),
    "island": ("island", "isle"),
    "islands": ("islands", "isles"),
    "archipelago": ("archipelago", "islands"),
    "strait": ("strait",),
    "gulf": ("gulf",),
    "desert": ("desert",),
    "canal": ("canal",),
    "river": ("river",),
    "lake": ("lake",),
    "volcano": ("volcano", "mount"),
}
DETERMINERS = frozenset({"the", "that"})


def sides(scene: Scene, spans: list[Span]) -> list[Span]:
    """'the North' and 'the North's' are the place 'North X' that the article names."""
    wholes = {side: _whole(scene, spans, side) for side in sorted(SIDES)}
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        texts = block.words.texts
        for i in range(1, len(texts)):
            whole = wholes.get(texts[i])
            if whole and texts[i - 1].lower() == "the" and _alone(texts, i):
                span = Span(number, i, i + 1, 0.8, MentionKind.NAME, whole)
                if not any(span.overlaps(s) and s.name for s in spans):
                    found = [s for s in found if not span.overlaps(s)] + [span]
    return without_overlaps(found)


def _whole(scene: Scene, spans: list[Span], side: str) -> str:
    """The full name of the first place 'North X' in the article, also behind 'North Xan'."""
    texts = [span.name or scene.text(span) for span in sorted(spans, key=order)]
    wholes = [text for text in texts if text.startswith(side + " ") and scene.evidence(text)]
    plain = [text for text in wholes if not scene.evidence(text) & BIT[Column.DEMONYM]]
    return next(iter([*plain, *wholes]), "")


def _alone(texts: tuple[str, ...], at: int) -> bool:
    """No name goes on behind the word: 'the North', never 'the North Sea' or 'the North of'."""
    behind = texts[at + 1] if at + 1 < len(texts) else "."
    return not behind[0].isupper() and behind not in ("of", "-") and not behind.isdigit()


def plural_pairs(scene: Scene, spans: list[Span]) -> list[Span]:
    """'the Koreas', 'both Koreas', 'the two Koreas' mean the land of both."""
    found = list(spans)
    for number, block in enumerate(scene.blocks):
        for i, word in enumerate(block.words.texts):
            if word == "Koreas" and i:
                found = [s for s in found if not (s.block == number and s.first <= i < s.behind)]
                found.append(Span(number, i, i + 1, 0.9, MentionKind.NAME, "Korean Peninsula"))
    return without_overlaps(found)


def generic_nouns(scene: Scene, spans: list[Span]) -> list[Span]:
    """'the peninsula' after a Korean name, 'the county' after 'Lamar County'; marked generic."""
    named: list[str] = []
    waiting = sorted(spans, key=order)
    found = list(spans)
    for candidate in _nouns(scene):
        while waiting and order(waiting[0]) < order(candidate):
            span = waiting.pop(0)
            named.append((span.name or scene.text(span)).lower())
        needed = NOUNS[candidate.name]
        if any(word in name for name in named for word in needed):
            found.append(candidate)
    return without_overlaps(found)


def _nouns(scene: Scene) -> Iterator[Span]:
    """Every 'the peninsula', 'the zone', ... in lower case that no name goes on behind."""
    for number, block in enumerate(scene.blocks):
        texts = block.words.texts
        for i in range(1, len(texts)):
            if texts[i] in NOUNS and texts[i - 1].lower() in DETERMINERS:
                behind = texts[i + 1] if i + 1 < len(texts) else "."
                if behind != "of" and not behind[0].isupper():
                    yield Span(number, i, i + 1, 0.6, MentionKind.NAME, texts[i], True)
