"""Training windows varied: other names, other case. Context is learned, names are not."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.train_tagger.examples import IGNORED, Example
from benchmarks.train_tagger.pools import Pools
from storymap.recognisers.words import cut

GENERIC = frozenset(
    "county parish township river lake creek street st road rd avenue ave highway island islands "
    "mountains mountain park bay valley city beach province district drive dr lane bridge".split()
)
Edit = tuple[int, int, str]


class Augmenter:
    """Calls give a changed copy of an example, or the example itself."""

    def __init__(self, rng: random.Random, pools: Pools) -> None:
        self.random = rng
        self.pools = pools
        self.sets = {kind: set(names) for kind, names in pools.kinds.items()}

    def __call__(self, example: Example) -> Example:
        """The example with some names and the case of its words changed, now and then."""
        changed = self._changed(example)
        text = "".join(g + w for g, w in zip(changed.gaps, changed.words, strict=True))
        return changed if list(cut(text).texts) == changed.words else example

    def _changed(self, example: Example) -> Example:
        if not example.source.startswith("template") and self.random.random() < 0.45:
            example = replaced(example, self._edits(example))
        draw = self.random.random()
        if draw < 0.05:
            return cased(example, str.upper)
        if draw < 0.11:
            return cased(example, str.lower)
        return cased(example, _headline) if draw < 0.14 else example

    def _edits(self, example: Example) -> list[Edit]:
        """New names for places and people; the same name changes the same way all through."""
        names: dict[str, str] = {}
        edits = []
        for first, behind, kind in example.spans:
            old = example.words[first:behind]
            if kind in ("LOC", "PLACE"):
                edit = self._place(first, behind, old, names)
            elif kind == "PER":
                edit = (first, behind, self._person(old, names))
            else:
                continue
            if edit:
                edits.append(edit)
        return edits

    def _place(self, first: int, behind: int, old: list[str], names: dict[str, str]) -> Edit | None:
        if old[0].lower() == "the":
            first, old = first + 1, old[1:]
        if len(old) > 1 and old[-1] == "." and old[-2].lower() in GENERIC:
            behind, old = behind - 2, old[:-2]
        elif len(old) > 1 and old[-1].lower() in GENERIC:
            behind, old = behind - 1, old[:-1]
        if not old or "." in old or len(old[0]) < 4 or not old[0][0].isupper() or old[0].isupper():
            return None
        key = " ".join(old)
        if key not in names:
            names[key] = self._other(key)
        return (first, behind, names[key])

    def _other(self, name: str) -> str:
        """A name of about the same kind."""
        for kind in "dns":
            if name in self.sets[kind]:
                return self.pools.draw(kind)
        if name[-1:] == "s" and name[:-1] in self.sets["d"]:
            return self.pools.draw("d") + "s"
        return self.pools.draw(self.random.choice("ctttcrrnw"))

    def _person(self, old: list[str], names: dict[str, str]) -> str:
        given, family = self.pools.person()
        if self.random.random() < 0.2:
            family = self.pools.draw("t")
        family = names.setdefault("PER " + old[-1], family)
        return family if len(old) == 1 else f"{given} {family}"


def replaced(example: Example, edits: list[Edit]) -> Example:
    """A copy with the words of each edit's span replaced; labels follow the span's first word."""
    words: list[str] = []
    gaps: list[str] = []
    labels: dict[str, list[int]] = {head: [] for head in example.labels}
    at = 0
    for first, behind, name in [*sorted(edits), (len(example.words),) * 2 + ("",)]:
        if first < at:
            continue
        words += example.words[at:first]
        gaps += example.gaps[at:first]
        new = cut(name)
        for i, word in enumerate(new.texts):
            words.append(word)
            glued = i and new.ends[i - 1] == new.starts[i]
            gaps.append(example.gaps[first] if i == 0 else "" if glued else " ")
        for head, old in example.labels.items():
            labels[head] += old[at:first]
            labels[head] += _continued(old[first], len(new.texts)) if name else []
        at = behind
    return Example(words, gaps, labels, example.source, [])


def _continued(label: int, count: int) -> list[int]:
    """The labels of a span of ``count`` words whose first word bears ``label``."""
    inside = label + 1 if label > 0 and label % 2 else label
    return [label if label != IGNORED else IGNORED] + [inside] * (count - 1)


def _headline(word: str) -> str:
    return word if any(c.isupper() for c in word) else word[:1].upper() + word[1:]


def cased(example: Example, change: Callable[[str], str]) -> Example:
    """A copy with ``change`` applied to every word that keeps its length."""
    words = []
    for word in example.words:
        new = change(word)
        words.append(new if len(new) == len(word) else word)
    return Example(words, example.gaps, example.labels, example.source, example.spans)
