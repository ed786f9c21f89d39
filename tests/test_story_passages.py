"""Sentences and their pieces: nothing lost, nothing broken inside a name."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storymap.story.passages import cut, passages, sentences


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    text = "Dr. Amaya Reyes of St. Ives, Ky. Tel. spoke. J. R. Okoro left the U.S. in May. He won!"
    assert _texts(text)[-2:] == ["J. R. Okoro left the U.S. in May.", "He won!"]
    assert _texts("He flew to the U.S. The plane was late.") == [
        "He flew to the U.S.",
        "The plane was late.",
    ]


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert _texts('"We are in Oslo." They were.') == ['"We are in Oslo."', "They were."]
    assert _texts("他住在东京。她住在首尔。") == ["他住在东京。", "她住在首尔。"]


@given(st.text(alphabet="ab .!?A\n\u3002\"'U", max_size=80))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = sorted((min(s), min(max(s), len(text))) for s in spans if min(s) <= len(text))
    assert "".join(piece for piece, _ in cut(text, 0, len(text), marks)) == text


def test_a_passage_is_the_whole_sentence_with_each_mention_marked() -> None:
    text = "It rained. Oslo and Bergen, then Oslo again, flooded. Nobody left."
    (passage,) = passages(3, text, [(11, 15), (33, 37)])
    assert passage.paragraph == 3
    assert [p for p, marked in passage.pieces if marked] == ["Oslo", "Oslo"]
    assert "".join(p for p, _ in passage.pieces) == text[11:53]
