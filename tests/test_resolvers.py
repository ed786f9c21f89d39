"""The resolver on texts of our own, over the bundled gazetteer."""

from __future__ import annotations

import pytest

from storymap.errors import OptionError
from storymap.gazetteer import Gazetteer, open_gazetteer
from storymap.model import DOUBTFUL, Article, Mention, MentionKind, Paragraph, Resolution
from storymap.resolvers import RESOLVERS, resolve, resolver


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def marked(*texts: str) -> tuple[Article, list[Mention]]:
    """An article and the mentions that its texts mark: [name], [demonym:d], [short form:g]."""
    paragraphs, mentions = [], []
    for index, text in enumerate(texts):
        plain = ""
        for piece in text.split("["):
            name, closed, rest = piece.partition("]")
            if not closed:
                plain += piece
                continue
            words, _, sort = name.partition(":")
            kind = MentionKind.DEMONYM if sort == "d" else MentionKind.NAME
            start, end = len(plain), len(plain) + len(words)
            mentions.append(Mention(index, start, end, words, words, kind, sort == "g"))
            plain += words + rest
        paragraphs.append(Paragraph(index, plain))
    return Article(tuple(paragraphs)), mentions


def resolved(gazetteer: Gazetteer, *texts: str, home: str = "") -> list[Resolution]:
    article, mentions = marked(*texts)
    return list(resolve(article, mentions, gazetteer, home=home))


def where(gazetteer: Gazetteer, *texts: str, home: str = "") -> list[str]:
    """Country and first-order division of each mention's place ('US.KY'), '' where none."""
    found = (r.place for r in resolved(gazetteer, *texts, home=home))
    return [f"{p.country}.{p.admin1}".strip(".") if p else "" for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in [Lexington], [Kentucky], made two arrests.", ["US.KY", "US.KY"]),
        ("Police in [Lexington], [Massachusetts], made two arrests.", ["US.MA", "US.MA"]),
        ("A fire broke out in [London], [Ontario], on Monday.", ["CA.08", "CA.08"]),
        ("A fire broke out in [London] on Monday.", ["GB.ENG"]),
        ("The fair in [Paris], [Texas], opens today.", ["US.TX", "US.TX"]),
        ("[Cordoba], in southern [Spain], has a mosque.", ["ES.51", "ES"]),
        ("The city of [Valencia] in [Venezuela] was dark.", ["VE.07", "VE"]),
        ("Roads in [Georgia] and [Alabama] were closed.", ["US.GA", "US.AL"]),
        ("[Georgia] and [Armenia] signed a treaty.", ["GE", "AM"]),
    ],
)
def test_what_stands_beside_a_name_decides(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    assert where(gazetteer, text) == expected


def test_a_namesake_of_a_world_city_needs_a_reason(gazetteer: Gazetteer) -> None:
    text = "Talks in [Vienna] ended; insurers in [London] raised rates for the [Persian Gulf]."
    assert where(gazetteer, text + " Oil rose in [New York].")[1] == "GB.ENG"


def test_later_mentions_mean_the_place_introduced_before(gazetteer: Gazetteer) -> None:
    texts = ("The mill in [Athens], [Georgia], closed.", "Workers in [Athens] were told on Friday.")
    assert where(gazetteer, *texts) == ["US.GA", "US.GA", "US.GA"]


def test_two_comma_chains_part_one_name(gazetteer: Gazetteer) -> None:
    text = "She moved from [Paris], [Texas], to [Paris], [France]."
    assert where(gazetteer, text) == ["US.TX", "US.TX", "FR.11", "FR"]


def test_a_container_that_nobody_marked_counts(gazetteer: Gazetteer) -> None:
    assert where(gazetteer, "A barn burned near [Columbus], Nebraska, at dawn.") == ["US.NE"]


def test_the_papers_home_decides_where_nothing_else_does(gazetteer: Gazetteer) -> None:
    text = "The mayor of [Springfield] will speak at the school."
    assert where(gazetteer, text, home="Springfield, Missouri") == ["US.MO"]
    assert where(gazetteer, text, home="Eugene, Oregon") == ["US.OR"]


def test_the_articles_own_home_counts_and_the_callers_outranks_it(gazetteer: Gazetteer) -> None:
    article, mentions = marked("The mayor of [Springfield] will speak.")
    at_home = Article(article.paragraphs, home="Springfield, Missouri")
    (own,) = resolve(at_home, mentions, gazetteer)
    (told,) = resolve(at_home, mentions, gazetteer, home="Eugene, Oregon")
    assert own.place
    assert told.place
    assert (own.place.admin1, told.place.admin1) == ("MO", "OR")


def test_a_cue_chooses_the_kind_of_place(gazetteer: Gazetteer) -> None:
    county, city = resolved(
        gazetteer, "Deputies in [Jackson] County, Mississippi, and the mayor of [Jackson] agreed."
    )
    assert county.place
    assert city.place
    assert county.place.feature == "A.ADM2"
    assert city.place.feature.startswith("P.")


def test_every_mention_has_a_resolution_in_order(gazetteer: Gazetteer) -> None:
    article, mentions = marked("[Oslo] and [Qwxzplk] and [Bergen].", "", "[Oslo] again.")
    found = resolve(article, mentions, gazetteer)
    assert [r.mention for r in found] == mentions
    assert found[1].place is None
    assert found[1].confidence == 0
    assert found[1].reason


def test_scores_and_confidence_are_probabilities(gazetteer: Gazetteer) -> None:
    for found in resolved(gazetteer, "[Springfield] and [Paris] and [Victoria] and [San Antonio]."):
        assert 0 < found.confidence <= 1
        assert found.place == found.candidates[0].place
        scores = [candidate.score for candidate in found.candidates]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1 + 1e-9
        assert all(candidate.evidence for candidate in found.candidates)


def test_reasons_say_what_decided(gazetteer: Gazetteer) -> None:
    lexington, _ = resolved(gazetteer, "Police in [Lexington], [Kentucky], made two arrests.")
    assert "Kentucky" in lexington.reason
    (london,) = resolved(gazetteer, "A fire broke out in [London].")
    assert "places of this name" in london.reason


def test_reasons_hold_no_word_of_the_article(gazetteer: Gazetteer) -> None:
    (found,) = resolved(gazetteer, "In <b>[Paris]</b>, <script>alert(1)</script>, it rained.")
    assert "<" not in found.reason


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("[Perak] is in [Malaysia].", "Rain fell on [the state:g] again."), ""),
        (("The king of [Jordan] spoke.", "[capital:g] was quiet."), "Amman"),
        (("He lived in [Oxford].", "He left [city:g] at dawn."), "Oxford"),
        (("It rained.", "[capital:g] was quiet."), None),
    ],
)
def test_short_forms_mean_what_was_named(
    gazetteer: Gazetteer, texts: tuple[str, ...], place: str | None
) -> None:
    found = resolved(gazetteer, *texts)[-1]
    if place:
        assert found.place
        assert found.place.name == place
    if place is None:
        assert found.place is None


def test_no_mentions_no_resolutions(gazetteer: Gazetteer) -> None:
    assert resolve(Article((Paragraph(0, "Nothing here."),)), [], gazetteer) == ()


def test_many_mentions_are_resolved_in_sections(gazetteer: Gazetteer) -> None:
    text = "Trains run from [Lyon] to [Marseille] and back. " * 900
    assert set(where(gazetteer, text)) == {"FR.84", "FR.93"}


def test_the_same_article_gives_the_same_answer(gazetteer: Gazetteer) -> None:
    texts = ("[Springfield], [Paris], [Salem] and [Athens].", "[Athens] has a river.")
    assert resolved(gazetteer, *texts) == resolved(open_gazetteer(), *texts)


@pytest.mark.parametrize("kind", sorted(RESOLVERS))
def test_every_resolver_of_the_table_answers(gazetteer: Gazetteer, kind: str) -> None:
    article, mentions = marked("Rain in [Lagos].")
    (found,) = resolver(kind).resolve(article, mentions, gazetteer)
    assert found.place
    assert found.place.country == "NG"


def test_an_unknown_resolver_is_refused() -> None:
    with pytest.raises(OptionError, match="ranker"):
        resolver("oracle")


def test_what_no_gazetteer_knows_is_put_where_the_text_puts_it(gazetteer: Gazetteer) -> None:
    unknown, harare = resolved(gazetteer, "Taps ran dry in [Qwxzburg], a suburb of [Harare].")
    assert harare.place
    assert unknown.place == harare.place
    assert unknown.confidence < DOUBTFUL
    assert "not known itself" in unknown.reason


def test_a_wide_area_does_not_stand_for_what_lies_in_it(gazetteer: Gazetteer) -> None:
    unknown, _ = resolved(gazetteer, "She was born in [Qwxzburg], a village in [Russia].")
    assert unknown.place is None


def test_a_small_namesake_elsewhere_is_not_what_the_text_means(gazetteer: Gazetteer) -> None:
    grantville, _ = resolved(gazetteer, "He was born in [Grantville], [Pennsylvania], in 1913.")
    assert grantville.place is None
    assert grantville.reason == "no place of this name is known in Pennsylvania"
    park, charleston, _ = resolved(
        gazetteer, "The street runs by [Hampton Park] in [Charleston], [South Carolina]."
    )
    assert park.place == charleston.place
    geneva, _ = resolved(gazetteer, "The ministers met in [Geneva], [Russia] said on Tuesday.")
    assert geneva.place
    assert geneva.place.country == "CH"
    greece, _ = resolved(gazetteer, "England face [Greece] in [Athens] next month.")
    assert greece.place
    assert greece.place.feature == "A.PCLI"


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Flights from [New York] were late.", "P."),
        ("It snowed in [Buffalo], [New York], all night.", "A.ADM1"),
        ("The governor of [New York] state resigned.", "A.ADM1"),
        ("Voters in [Ohio], [New York] and [Texas] chose.", "A.ADM1"),
    ],
)
def test_a_metropolis_before_its_division(gazetteer: Gazetteer, text: str, feature: str) -> None:
    (found,) = [r for r in resolved(gazetteer, text) if r.mention.text == "New York"]
    assert found.place
    assert found.place.feature.startswith(feature)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained in [Mali], [Niger] and [Senegal].", "gn:2440476"),
        ("He fished on the [Murray] near [Echuca].", "sm:murray-river"),
        ("Ships crossed the [Atlantic] in May.", "sm:atlantic-ocean"),
        ("A bridge at [Frankfurt] (Oder) was closed.", "gn:2925535"),
        ("They flew from [Minna] in [Niger State] to [Abuja].", "gn:2352778"),
        ("Votes came from [Oregon], [Utah] and [Washington].", "gn:5815135"),
    ],
)
def test_rules_beside_the_forests(gazetteer: Gazetteer, text: str, expected: str) -> None:
    found = [each.place for each in resolved(gazetteer, text)]
    assert expected in [place.id for place in found if place]
