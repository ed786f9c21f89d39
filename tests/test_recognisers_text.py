"""How the recognisers read text: words, offsets, windows, all before any model."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.recognisers import wordpiece
from storymap.recognisers.blocks import WINDOW, block_of, windows
from storymap.recognisers.typography import plain
from storymap.recognisers.words import Column, cut, surface

MODEL = Path(wordpiece.__file__).parent / "model"


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("the mayor of Gra\u00adnada", "the mayor of Granada"),
        ("Co\u0302te d\u2019Ivoire", "C\u00f4te d'Ivoire"),
        ("New\u00a0York", "New York"),
        ("they left Wash-\nington at dawn", "they left Washington at dawn"),
        ("a Geneva-\nBerne train", "a Geneva-\nBerne train"),
        ("Ta\u200bllinn", "Tallinn"),
        ("\u201cRabat\u201d \u2013 1912", '"Rabat" - 1912'),
    ],
)
def test_plain_text_reads_as_it_is_meant(source: str, reading: str) -> None:
    assert plain(source).text == reading


def test_offsets_lead_back_to_the_source() -> None:
    source = "From Gra\u00adnada to Co\u0302te d\u2019Ivoire and Wash-\nington."
    reading = plain(source)
    for name, original in [
        ("Granada", "Gra\u00adnada"),
        ("C\u00f4te d'Ivoire", "Co\u0302te d\u2019Ivoire"),
        ("Washington", "Wash-\nington"),
    ]:
        at = reading.text.index(name)
        assert source[reading.start(at) : reading.end(at + len(name))] == original


@given(st.text(max_size=80))
def test_every_word_lies_in_the_source(source: str) -> None:
    reading = plain(source)
    words = cut(reading.text)
    bounds = [
        (reading.start(a), reading.end(b)) for a, b in zip(words.starts, words.ends, strict=True)
    ]
    assert all(0 <= a < b <= len(source) for a, b in bounds)
    assert all(left[1] <= right[0] for left, right in pairwise(bounds))


def test_word_pieces_are_those_of_bert() -> None:
    pieces = wordpiece.WordPiece(MODEL / "vocab.txt")
    names = {number: piece for piece, number in pieces.numbers.items()}
    assert [names[n] for n in pieces.pieces("Panmunjom")] == ["pan", "##mun", "##jo", "##m"]
    assert [names[n] for n in pieces.pieces("Z\u00fcrich")] == ["zurich"]
    assert [names[n] for n in pieces.pieces("x" * 101)] == ["[UNK]"]


def test_a_block_in_capitals_says_so() -> None:
    shouted = surface(cut("FLOOD IN BOLIVIA LEAVES HUNDREDS HOMELESS"))
    spoken = surface(cut("The flood in Bolivia left hundreds homeless, the UN said."))
    assert all(Column.SHOUTED in row for row in shouted)
    assert not any(Column.SHOUTED in row for row in spoken)


def test_windows_hold_every_word_once_and_stay_short() -> None:
    sentences = "The road from Oruro to Potosi is closed. " * 40
    block = block_of(0, sentences + "and so on without an end " * 60, None)
    lengths = [[1] * len(block.words.texts)]
    packed = list(windows([block], lengths))
    seen = [i for w in packed for s in w for i in range(s.first, s.behind)]
    assert seen == list(range(len(block.words.texts)))
    assert all(sum(s.pieces for s in w) <= WINDOW for w in packed)
