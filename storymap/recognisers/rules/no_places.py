"""What looks like a place and is none: languages, dishes, storms, and the like."""

from __future__ import annotations

from storymap.model import MentionKind
from storymap.recognisers.lists import listed
from storymap.recognisers.spans import Scene, Span

LANGUAGES = listed("languages")
# Languages that are never the word for what comes from a place.
ONLY_LANGUAGES = listed("tongues")
SPOKEN_BEFORE = listed("spoken_before")
TONGUE_BEHIND = frozenset("language languages dialect translation translator-language".split())
# What news calls by a nation's name without meaning the nation.
THINGS = frozenset(tuple(thing.split()) for thing in listed("things"))
STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
NO_NOUN = frozenset(', . and or ; ) ? ! : " but then into to by that at as'.split())


def languages(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without languages; in a list of languages the first one tells what the others are."""
    gone: set[tuple[int, int]] = set()
    for span in spans:
        if _is_language(scene, span, gone):
            gone.add((span.block, span.first))
    return [span for span in spans if (span.block, span.first) not in gone]


def _is_language(scene: Scene, span: Span, gone: set[tuple[int, int]]) -> bool:
    texts = scene.blocks[span.block].words.texts
    word = texts[span.first]
    if span.behind - span.first != 1 or (
        span.kind is MentionKind.EMBEDDED and word not in ONLY_LANGUAGES
    ):
        return False
    if word in ONLY_LANGUAGES:
        return True
    if word not in LANGUAGES:
        return False
    behind = [text.lower() for text in texts[span.behind : span.behind + 4]] or ["."]
    if behind[0] in TONGUE_BEHIND or _called_language(behind) or _after_language(texts, span, gone):
        return True
    before = texts[span.first - 1].lower() if span.first else "."
    return before in SPOKEN_BEFORE and behind[0] in NO_NOUN


def _called_language(behind: list[str]) -> bool:
    """'..., the language' or '... was the language of the house'."""
    return behind[0] in (",", "was", "is", "remains") and behind[1:3] == ["the", "language"]


def _after_language(texts: tuple[str, ...], span: Span, gone: set[tuple[int, int]]) -> bool:
    """The word before the comma or 'and' is a language as well."""
    at = span.first - 1
    while at > 0 and texts[at].lower() in (",", "and", "or", "then", "in"):
        at -= 1
    return (span.block, at) in gone or texts[at] in ONLY_LANGUAGES


def things(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without 'French' fries and 'Brussels' sprouts."""
    return [span for span in spans if not _is_thing(scene, span)]


def _is_thing(scene: Scene, span: Span) -> bool:
    texts = scene.blocks[span.block].words.texts
    words = tuple(word.lower() for word in texts[span.first : span.behind + 1])
    return len(words) == 2 and words in THINGS


def storms(scene: Scene, spans: list[Span]) -> list[Span]:
    """Without the names of storms, here ('Hurricane Georgia') and later ('Georgia weakened')."""
    named = {scene.text(span) for span in spans if _is_storm(scene, span)}
    return [
        s
        for s in spans
        if not (_is_storm(scene, s) or (scene.text(s) in named and _bare(scene, s)))
    ]


def _is_storm(scene: Scene, span: Span) -> bool:
    texts = scene.blocks[span.block].words.texts
    before = texts[span.first - 1] if span.first else ""
    return before.lower() in STORMS and before[:1].isupper()


def _bare(scene: Scene, span: Span) -> bool:
    """No preposition of place before it: the storm, not the state of its name."""
    texts = scene.blocks[span.block].words.texts
    before = texts[span.first - 1].lower() if span.first else ""
    return before not in ("in", "at", "from", "near", "across", "into", "to", "of", ",")
