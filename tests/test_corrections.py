"""The author's corrections: held against mentions, over resolutions, and against the gazetteer."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap import pipeline
from storymap.corrections import Corrections, Point, Statement
from storymap.corrections.applying import REASON, applied, held
from storymap.corrections.places import UnfitError, place_of
from storymap.model import Article, Mention, Paragraph
from storymap.story.kinds import kind_of, kinds

ROCKCASTLE = "gn:4301703"


def article_of(*texts: str) -> Article:
    return Article(tuple(Paragraph(index, text) for index, text in enumerate(texts)))


def mentions_of(article: Article, *names: str) -> tuple[Mention, ...]:
    """A mention wherever one of ``names`` is written, as a recogniser would have it."""
    pattern = re.compile("|".join(map(re.escape, names)) or r"(?!)")
    return tuple(
        Mention(paragraph.index, *found.span(), found[0], found[0])
        for paragraph in article.paragraphs
        for found in pattern.finditer(paragraph.text)
    )


def apply(
    article: Article, mentions: Sequence[Mention], *statements: Statement
) -> tuple[Mention, ...]:
    said = Corrections("a.storymap.toml", statements)
    return applied(said, article, mentions, pipeline.gazetteer())


def texts(mentions: Sequence[Mention]) -> list[tuple[int, str]]:
    return [(mention.paragraph, mention.text) for mention in mentions]


def test_a_name_holds_for_all_its_mentions() -> None:
    article = article_of("MOUNT VERNON lies far.", "Mount Vernon's mill and Mt. Vernon, Lexington.")
    found = mentions_of(article, "MOUNT VERNON", "Mount Vernon's", "Mt. Vernon", "Lexington")
    fixed = apply(article, found, Statement("Mount Vernon", ROCKCASTLE))
    assert [each.means.id if each.means else None for each in fixed] == [ROCKCASTLE] * 3 + [None]
    assert texts(fixed) == texts(found)


def test_a_paragraph_and_an_occurrence_are_narrower_than_the_article() -> None:
    article = article_of("Berea and Berea.", "Berea and Berea.")
    found = mentions_of(article, "Berea")
    narrowest = Statement("Berea", "gn:4283974", 2, 2)
    fixed = apply(article, found, narrowest, Statement("Berea", False, 2), Statement("Berea", True))
    assert [(each.paragraph, each.start) for each in fixed] == [(0, 0), (0, 10), (1, 10)]
    assert [each.means.name if each.means else "" for each in fixed] == ["", "", "Berea"]


def test_what_was_missed_is_added_as_whole_words() -> None:
    article = article_of("Licking, Lick Fork, Paint\u00a0Lick.", "Lick’s end; Flick. Lick")
    added = apply(article, mentions_of(article, "Paint\u00a0Lick"), Statement("Lick", True))
    assert texts(added) == [(0, "Lick"), (0, "Paint\u00a0Lick"), (1, "Lick"), (1, "Lick")]
    assert texts(apply(article, (), Statement("Paint Lick", True))) == [(0, "Paint\u00a0Lick")]
    assert texts(apply(article, (), Statement("Lick", True, 2))) == [(1, "Lick"), (1, "Lick")]


def test_a_meaning_adds_a_name_that_the_recogniser_missed_altogether() -> None:
    article = article_of("They slept at St Asaph’s.", "Jack London called. London answered.")
    found = (Mention(1, 20, 26, "London", "London"),)
    assert found[0].text == article.paragraphs[1].text[20:26]
    fixed = apply(
        article, found, Statement("St Asaph's", ROCKCASTLE), Statement("London", "gn:2643743")
    )
    assert texts(fixed) == [(0, "St Asaph’s"), (1, "London")]
    assert fixed[1].start == 20


def test_a_script_without_word_spaces_is_found() -> None:
    article = article_of("昨日は東京に雪が降った。")
    assert texts(apply(article, (), Statement("東京", "Tokyo, Japan"))) == [(0, "東京")]


def test_the_authors_longer_name_takes_the_shorter_ones_room() -> None:
    article = article_of("He left Berea College for Berea.")
    found = mentions_of(article, "Berea")
    fixed = apply(article, found, Statement("Berea College", True), Statement("Berea", ROCKCASTLE))
    assert texts(fixed) == [(0, "Berea College"), (0, "Berea")]
    assert fixed[0].means is None


def test_words_of_a_longer_name_are_its_own_until_that_is_no_place() -> None:
    article = article_of("The New York Times wrote.")
    found = mentions_of(article, "New York Times")
    york = Statement("New York", "gn:5128581")
    assert apply(article, found, york) == found
    assert texts(apply(article, found, york, Statement("New York Times", False))) == [
        (0, "New York")
    ]


def test_where_the_longer_name_stays_its_words_stay_its_own() -> None:
    article = article_of("The New York Times wrote. The New York Times is read.")
    found = mentions_of(article, "New York Times")
    second = Statement("New York Times", False, 1, 2)
    fixed = apply(article, found, Statement("New York", True), second)
    assert texts(fixed) == [(0, "New York Times"), (0, "New York")]
    assert fixed[0] == found[0]


def test_a_short_form_may_be_given_a_place() -> None:
    article = article_of("The peninsula slept.")
    found = (Mention(0, 0, 13, "The peninsula", "peninsula", generic=True),)
    fixed = apply(article, found, Statement("The peninsula", "sm:korean-peninsula"))
    assert not fixed[0].generic
    assert fixed[0].means is not None


NAMES = ("Oslo", "New Oslo", "Oslo Bergen", "New Oslo Bergen")
ARTICLES = st.lists(
    st.lists(st.sampled_from(("Oslo", "New", "Bergen")), max_size=8).map(" ".join),
    min_size=1,
    max_size=3,
).map(lambda given: article_of(*given))
STATEMENTS = st.lists(
    st.builds(
        lambda name, means, paragraph, occurrence: Statement(
            name, means, paragraph, occurrence if paragraph else 0
        ),
        st.sampled_from(NAMES),
        st.sampled_from((True, False, ROCKCASTLE)),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=4,
)


@settings(max_examples=500)
@given(ARTICLES, st.sets(st.sampled_from(NAMES)), STATEMENTS)
def test_a_correction_touches_nothing_outside_its_statement(
    article: Article, seen: set[str], statements: list[Statement]
) -> None:
    found = mentions_of(article, *sorted(seen, key=len, reverse=True))
    fixed = apply(article, found, *statements)
    spans = [(each.paragraph, each.start, each.end) for each in fixed]
    assert spans == sorted(spans)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(spans))
    for mention in fixed:
        text = article.paragraphs[mention.paragraph].text
        assert text[mention.start : mention.end] == mention.text
    for mention in set(found) ^ set(fixed):
        assert any(_about(each, mention) for each in statements), mention


def _about(statement: Statement, mention: Mention) -> bool:
    """Whether mention and statement share words of one paragraph."""
    shared = set(statement.name.split()) & set(mention.text.split())
    return statement.paragraph in (0, mention.paragraph + 1) and bool(shared)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (Statement("Cardiff", False), 'names."Cardiff": this name does not stand in the article'),
        (Statement("Oslo", True, 2), 'paragraph.2."Oslo": this name does not stand in paragraph 2'),
        (Statement("Oslo", True, 1, 3), "(occurrence 3): this name does not stand in paragraph 1"),
        (Statement("Oslo", True, 9), "the article ends with paragraph 2"),
        (Statement("Oslo", "gn:99999999999"), "no place has the id 'gn:99999999999'"),
        (Statement("Oslo", "9" * 5000), f"no place has the id '{'9' * 60}…'"),
        (Statement("Oslo", "sm:no-such-sea"), "no place has the id 'sm:no-such-sea'"),
        (Statement("Oslo", "Xyzzyburg, Norway"), "no place is found by 'Xyzzyburg, Norway'"),
        (Statement("Oslo", "Springfield"), "'Springfield' could be several, write an id: gn:"),
    ],
)
def test_what_no_longer_fits_is_told_and_changes_nothing(
    statement: Statement, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    article = article_of("Oslo and Oslo.", "Bergen.")
    found = mentions_of(article, "Oslo", "Bergen")
    with caplog.at_level(logging.WARNING, "storymap"):
        assert apply(article, found, statement) == found
    (record,) = caplog.records
    assert record.getMessage().startswith("a.storymap.toml: ")
    assert message in record.getMessage()
    assert "\n" not in record.getMessage()


@pytest.mark.parametrize(
    ("query", "ident"),
    [
        ("Mount Vernon, Rockcastle County, Kentucky", ROCKCASTLE),
        ("4301703", ROCKCASTLE),
        ("sm:rhine", "sm:rhine"),
        ("Rhine", "sm:rhine"),
        ("Paris", "gn:2988507"),
        ("Paris, Texas", "gn:4717560"),
        ("Vietnam", "gn:1562822"),
        ("Berlin", "gn:2950159"),
        ("Springfield, Ohio", "gn:4525353"),
    ],
)
def test_a_place_is_found_as_its_author_writes_it(query: str, ident: str) -> None:
    assert place_of(query, pipeline.gazetteer()).id == ident


def test_namesakes_of_one_rank_are_not_guessed_between() -> None:
    for query in ("Springfield", "Mount Vernon, Kentucky", "Georgia"):
        with pytest.raises(UnfitError, match="could be several"):
            place_of(query, pipeline.gazetteer())


def test_a_point_knows_its_country_and_is_told_apart_by_where_it_is() -> None:
    gazetteer = pipeline.gazetteer()
    one = place_of(Point(37.6187, -84.4099, "Paint Lick"), gazetteer)
    other = place_of(Point(38.0, -84.0, "Paint Lick"), gazetteer)
    assert (one.name, one.country, one.admin1) == ("Paint Lick", "US", "KY")
    assert one.id != other.id
    assert place_of(Point(0, -30, "Buoy"), gazetteer).country == ""


@pytest.mark.parametrize("kind", kinds())
def test_a_point_is_of_the_kind_that_its_author_says(kind: str) -> None:
    assert kind_of(place_of(Point(0, -30, "Buoy", kind), pipeline.gazetteer())) == kind


@pytest.mark.parametrize("resolver", ["ranker", "population"])
def test_the_authors_word_outranks_every_resolver(resolver: str) -> None:
    article = article_of("They drove from Mount Vernon to Springfield.")
    said = Corrections("a.toml", (Statement("Mount Vernon", ROCKCASTLE),))
    found = pipeline.geoparse(article, pipeline.Options(resolver=resolver), said)
    first = found[0]
    assert first.place is not None
    assert (first.place.id, first.confidence, first.reason) == (ROCKCASTLE, 1.0, REASON)
    assert [each.place for each in first.candidates] == [first.place]
    assert found[1].reason != REASON
    assert held(found) == found


@pytest.mark.parametrize("state", ["Kentucky", "Tennessee", "Ohio", "Missouri", "Oregon"])
def test_a_corrected_place_is_a_landmark_to_its_neighbours(state: str) -> None:
    article = article_of("They met in Springfield. Next day they drove to Lebanon.")
    said = Corrections("a", (Statement("Springfield", f"Springfield, {state}"),))
    springfield, lebanon = (found.place for found in pipeline.geoparse(article, said=said))
    assert springfield is not None
    assert lebanon is not None
    assert lebanon.admin1 == springfield.admin1


def test_two_namesakes_stay_two_places() -> None:
    article = article_of("Springfield won.", "Springfield lost.")
    here = Statement("Springfield", "gn:4309329", 1), Statement("Springfield", "gn:4250542", 2)
    found = pipeline.geoparse(article, said=Corrections("a", here))
    assert [r.place.id for r in found if r.place] == ["gn:4309329", "gn:4250542"]
