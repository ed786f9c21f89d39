"""Template sentences filled with names: examples that know the labels of all three heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from benchmarks.train_tagger.examples import ENTITIES, IGNORED, Example, blank, covered, mark
from benchmarks.train_tagger.pools import Pools

TOKEN = re.compile(
    r"\[(?P<open>ORG|PER|MISC)\||(?P<close>\])|\{(?P<slot>\w+)\}|<(?P<open_label>-)(?P<unsure>[^>]*)>"
    r"|<<(?P<group>[^>]*)>>|<(?P<place>[^>]*)>|(?P<text>[^\[\]{}<>]+)"
)
LANGUAGES = (
    "English French Spanish Arabic Russian German Italian Portuguese Mandarin Hindi Swahili Korean "
    "Japanese Turkish Polish Dutch Greek Hebrew Persian Urdu Vietnamese Thai Welsh Irish"
).split()
DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
STATES = (
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. "
    "Miss. Mo. Mont. Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. "
    "Texas Vt. Va. Wash. W.Va. Wis. Wyo. Ohio Iowa Utah Maine Idaho CA NY TX FL OH IL VA"
).split()
PLACE_SLOTS = frozenset("ctnrkswC") | {"sa"}


class Templates:
    """The sentences of ``templates.txt``, filled anew at every call."""

    def __init__(self, pools: Pools) -> None:
        text = files("benchmarks.train_tagger").joinpath("templates.txt").read_text("utf-8")
        self.lines = [s for s in text.splitlines() if s and not s.startswith("#")]
        self.pools = pools

    def draw(self, count: int) -> Iterator[Example]:
        """``count`` filled templates, each a source of its own."""
        for number in range(count):
            yield self.fill(self.pools.random.choice(self.lines), number)

    def fill(self, line: str, number: int) -> Example:
        """One template with names in its slots, and the labels that follow from them."""
        text, spans, entities = "", [], []
        opened: tuple[int, str] | None = None
        self.last = self.pools.person()[1]
        for token in TOKEN.finditer(line):
            start = len(text)
            if token["open"]:
                opened = (start, token["open"])
            elif token["close"] and opened:
                entities.append((opened[0], start, opened[1]))
                opened = None
            else:
                piece, kind = self.piece(token)
                text += piece
                if kind:
                    spans.append((start, len(text), kind, opened[1] if opened else ""))
        return labelled(text, spans, entities, f"template {number}")

    def piece(self, token: re.Match[str]) -> tuple[str, str]:
        """The text of a token and its kind: place, demonym, person, unsure or nothing."""
        for group, kind in (("unsure", "unsure"), ("group", "demonym"), ("place", "place")):
            if token[group]:
                return token[group], kind
        if not token["slot"]:
            return token[0], ""
        return self.slot(token["slot"])

    def slot(self, slot: str) -> tuple[str, str]:
        """A drawn name and its kind."""
        rng = self.pools.random
        if slot in ("lang", "Sunday"):
            return rng.choice(LANGUAGES if slot == "lang" else DAYS), ""
        if slot == "sa":
            return rng.choice(STATES), "place"
        if slot in PLACE_SLOTS:
            name = self.place(slot.lower())
            return (name.upper() if slot == "C" else name), "place"
        if slot in "dD":
            return self.pools.draw("d"), "demonym"
        return self.person(slot), "person"

    def place(self, slot: str) -> str:
        """A place of the slot's kind; half of the American ones are everybody's names."""
        return self.pools.draw(slot)

    def person(self, slot: str) -> str:
        """``P`` a full name, ``S`` a surname, ``G`` a given name; X, Y and PX bear place names."""
        given, family = self.pools.person()
        if slot == "PX":
            return self.last
        if slot in "XY":
            kind = self.pools.random.choice("cttt")
            family = self.pools.draw(kind)
            while " " in family:
                family = self.pools.draw(kind)
            if slot == "Y":
                return family
        if slot in "XPS":
            self.last = family
        if slot == "S":
            return family
        return given if slot == "G" else f"{given} {family}"


def labelled(
    text: str,
    spans: list[tuple[int, int, str, str]],
    entities: list[tuple[int, int, str]],
    source: str,
) -> Example:
    """The example of a filled text. A place inside a longer name is no plain name."""
    example, starts, ends = blank(text, source, {"entity": 0, "toponym": 0, "name": 0})
    labels = example.labels
    for start, end, kind in entities:
        first, behind = covered(starts, ends, start, end)
        mark(labels["entity"], first, behind, 1 + 2 * ENTITIES.index(kind))
        example.spans.append((first, behind, kind))
    for start, end, kind, inside in spans:
        first, behind = covered(starts, ends, start, end)
        _mark_slot(labels, first, behind, kind, inside)
        if not inside and kind in ("place", "demonym", "person"):
            example.spans.append((first, behind, kind))
    return example


def _mark_slot(
    labels: dict[str, list[int]], first: int, behind: int, kind: str, inside: str
) -> None:
    entity = {"place": "LOC", "demonym": "NORP", "person": "PER"}.get(kind, "")
    if entity and not inside:
        mark(labels["entity"], first, behind, 1 + 2 * ENTITIES.index(entity))
    if kind in ("place", "demonym") and inside != "PER":
        mark(labels["toponym"], first, behind, 1)
    if kind == "place" and not inside:
        mark(labels["name"], first, behind, 1)
    if kind == "unsure":
        for head in labels:
            labels[head][first:behind] = [IGNORED] * (behind - first)
