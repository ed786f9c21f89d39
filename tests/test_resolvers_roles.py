"""Whether a place is where things happen or is only spoken of."""

from __future__ import annotations

import pytest

from storymap.model import Article, Mention, MentionKind, Paragraph
from storymap.resolvers.roles import role_of


def role(text: str, kind: MentionKind = MentionKind.NAME) -> str:
    """The role of the span that the text marks with brackets."""
    before, _, rest = text.partition("[")
    name, _, after = rest.partition("]")
    article = Article((Paragraph(0, before + name + after),))
    mention = Mention(0, len(before), len(before) + len(name), name, name, kind)
    return role_of(article, mention).value


@pytest.mark.parametrize(
    "text",
    [
        "Two people died in [Lima].",
        "Two people died in Callao, Huacho and [Lima] on Friday.",
        "LIMA, [Peru] — Two people died.",
        "They drove from [Cusco] to Puno.",
        "She visited the [Philippines] in May.",
        "The storm hit [Haiti] at night.",
        "Villages north of [Hanoi] were flooded.",
        "The city of [Mosul] lies on a river.",
    ],
)
def test_places_where_things_happen_are_settings(text: str) -> None:
    assert role(text) == "setting"


@pytest.mark.parametrize(
    "text",
    [
        "[Moscow] said it would answer.",
        "Warsaw and [Berlin] agreed on a price.",
        "The president of [Peru] resigned.",
        "The leaders of Chile and [Peru] will shake hands.",
        "Talks over the [North]'s nuclear program stalled.",
        "[Peru]’s foreign minister resigned.",
        "A [Nairobi]-based charity won.",
        "Sen. Ana Lind (D-[Duluth]) voted no.",
        "The visitors beat [Ecuador] 2-0.",
        "Teams from [Greece] and Italy offered help.",
    ],
)
def test_places_only_spoken_of_are_mentions(text: str) -> None:
    assert role(text) == "mention"


@pytest.mark.parametrize("kind", [MentionKind.DEMONYM, MentionKind.EMBEDDED])
def test_adjectives_and_names_inside_names_are_mentions(kind: MentionKind) -> None:
    assert role("They met in [Swiss] banks.", kind) == "mention"
