"""What the resolver reads in a text: hints, spelling, cues, chains, lists, whole names."""

from __future__ import annotations

import pytest

from storymap.errors import ModelError
from storymap.gazetteer import open_gazetteer
from storymap.model import Article, Mention, Paragraph
from storymap.resolvers.cues import cue_of
from storymap.resolvers.forest import parse_weights, weights
from storymap.resolvers.hints import hints_of, home_place
from storymap.resolvers.options import Catalogue, distances_km, unit_vectors
from storymap.resolvers.reading import Reading, read_mentions
from storymap.resolvers.spelling import spelling_of
from storymap.resolvers.tiers import Tier, tier_of


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(open_gazetteer())


def article(*texts: str) -> Article:
    return Article(tuple(Paragraph(index, text) for index, text in enumerate(texts)))


def reading(text: str, *names: str) -> Reading:
    """What is read about the names in a text of one paragraph, in their order."""
    mentions, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(Mention(0, start, at, name, name))
    return read_mentions(article(text), mentions)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Call the school at (318) 555-0123.", "Louisiana"),
        ("Call the school at 416-555-0123.", "Ontario"),
        ("The selectman from the hill said no. TxDOT paid.", "Texas"),
        ("It costs four crore a year.", "India"),
    ],
)
def test_words_and_telephones_give_a_region_away(
    catalogue: Catalogue, text: str, place: str
) -> None:
    found = hints_of(article(text), "", catalogue)
    assert any(place in hint.place.name for hint in found)


def test_a_number_that_is_no_telephone_gives_nothing_away(catalogue: Catalogue) -> None:
    assert hints_of(article("Case 318-55-0123 and 13185550123 votes."), "", catalogue) == []


@pytest.mark.parametrize(
    ("home", "division"),
    [("Springfield, Ohio", "OH"), ("Springfield, Mo.", "MO"), ("Portland, Maine", "ME")],
)
def test_a_home_is_read_with_its_container(catalogue: Catalogue, home: str, division: str) -> None:
    found = home_place(home, catalogue)
    assert found
    assert found.place.admin1 == division


def test_an_unknown_home_is_no_hint(catalogue: Catalogue) -> None:
    assert home_place("Qwxzplk, Ohio", catalogue) is None


def test_spelling_tells_british_from_american() -> None:
    assert spelling_of(article("The councillor praised the theatre’s colour.")) > 0.5
    assert spelling_of(article("The color of the theater was the favorite of labor.")) < -0.5
    assert spelling_of(article("Rain fell.")) == 0


@pytest.mark.parametrize(
    ("before", "name", "after", "tier"),
    [
        ("", "Clay", " County deputies", Tier.ADM2),
        ("the city of ", "Clay", " said", Tier.TOWN),
        ("the governor of ", "Clay", "", Tier.ADM1),
        ("", "Clay River", "", Tier.WATER),
        ("the president of ", "Clay", "", Tier.COUNTRY),
    ],
)
def test_cues_tell_the_kind_of_place(before: str, name: str, after: str, tier: Tier) -> None:
    cue = cue_of(before, name, after)
    assert cue
    assert tier in cue.tiers


def test_a_word_that_is_no_cue_says_nothing() -> None:
    assert cue_of("He likes ", "Clay", " and wine") is None


def test_comma_chains_reach_over_two_links() -> None:
    found = reading("He left Avon, Clay, Ohio, today.", "Avon", "Clay", "Ohio")
    assert {(link.inner, link.outer) for link in found.links} >= {(0, 1), (1, 2), (0, 2)}


def test_a_list_shares_the_cue_behind_it() -> None:
    found = reading("In Clay, Lee and Knox counties it rained.", "Clay", "Lee", "Knox")
    assert found.lists == ((0, 1, 2),)
    assert {sight.variant for sight in found.sights} == {"Clay County", "Lee County", "Knox County"}


@pytest.mark.parametrize(
    ("text", "names", "whole"),
    [
        ("North and South Korea met.", ("North", "South Korea"), "North Korea"),
        ("South Korea met. The South agreed.", ("South Korea", "South"), "South Korea"),
    ],
)
def test_bare_sides_are_made_whole(text: str, names: tuple[str, str], whole: str) -> None:
    assert whole in {sight.name for sight in reading(text, *names).sights}


def test_distances_are_great_circles() -> None:
    quarter = distances_km(unit_vectors([0.0], [0.0]), unit_vectors([0.0, 90.0], [90.0, 0.0]))
    assert quarter[0].tolist() == pytest.approx([10_007.5, 10_007.5], abs=1)


def test_tiers_follow_feature_codes() -> None:
    assert tier_of("A.PCLI") is Tier.COUNTRY
    assert tier_of("P.PPLA2") is Tier.TOWN
    assert tier_of("P.PPLC") is Tier.CAPITAL
    assert tier_of("H.SEA") is Tier.WATER
    assert tier_of("") is Tier.SPOT


def test_weights_of_unknown_features_are_refused() -> None:
    text = '{"alone": ["phase_of_moon"], "together": [], "forests": [], "confidence": [[], []]}'
    with pytest.raises(ModelError, match="phase_of_moon"):
        parse_weights(text)


def test_confidence_rises_with_the_score_of_a_winner() -> None:
    scores, confidence = weights().curve
    assert list(scores) == sorted(scores)
    assert list(confidence) == sorted(confidence)
    assert confidence[0] < 0.5 < confidence[-1] < 1
