"""The default recogniser: a small language model fine-tuned as a tagger, gazetteer, and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storymap.model import Article, Mention
from storymap.recognisers.blocks import read
from storymap.recognisers.evidence import Evidence
from storymap.recognisers.network import Network
from storymap.recognisers.rules import apply
from storymap.recognisers.spans import Scene, mentions_of

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer


class Tagger:
    """Finds mentions with the network's scores and the rules around it."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._evidence: Evidence | None = None

    def recognise(self, article: Article, gazetteer: Gazetteer) -> tuple[Mention, ...]:
        """The mentions of places, in reading order."""
        if self._evidence is None or self._evidence.gazetteer is not gazetteer:
            self._evidence = Evidence(gazetteer)
        blocks = read(article, self._evidence)
        scene = Scene(blocks, tuple(self.network.scores(blocks)), self._evidence)
        sources = {p.index: p.text for p in article.paragraphs}
        return mentions_of(scene, apply(scene), sources)


def create() -> Tagger:
    """A tagger with the bundled model; raises ``ModelError`` where it cannot run."""
    return Tagger(Network())
