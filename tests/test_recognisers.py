"""What the recognisers find, on texts of our own with the traps of real news."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from storymap import recognisers
from storymap.errors import ModelError, OptionError
from storymap.gazetteer import open_gazetteer
from storymap.model import Article, Mention, MentionKind, Paragraph, ParagraphKind
from storymap.recognisers import network


def article(*texts: str) -> Article:
    return Article(tuple(Paragraph(i, text) for i, text in enumerate(texts)))


@pytest.fixture(scope="module")
def tagger() -> recognisers.Recogniser:
    return recognisers.get("tagger")


def found(tagger: recognisers.Recogniser, *texts: str) -> list[Mention]:
    return list(tagger.recognise(article(*texts), open_gazetteer()))


def texts(mentions: list[Mention]) -> list[str]:
    return [mention.text for mention in mentions]


@pytest.mark.parametrize("name", ["tagger", "gazetteer"])
def test_the_contract_holds(name: str) -> None:
    paragraphs = (
        "SEOUL, South Korea (AP) \u2014 Leaders of the two Koreas met on Monday.",
        "Police in C\u00f3rdoba, in southern Spain, arrested a man from Bue\u00adnos Aires.",
        "",
        "He had flown from Lyon to Co\u0302te d\u2019Ivoire.",
    )
    story = article(*paragraphs)
    mentions = recognisers.get(name).recognise(story, open_gazetteer())
    assert len(mentions) >= 5
    assert list(mentions) == sorted(mentions, key=lambda m: (m.paragraph, m.start))
    for mention in mentions:
        assert paragraphs[mention.paragraph][mention.start : mention.end] == mention.text
        assert 0 < mention.score <= 1
    for left, right in pairwise(mentions):
        assert left.paragraph < right.paragraph or left.end <= right.start
    assert recognisers.get(name).recognise(story, open_gazetteer()) == mentions


def test_an_unknown_recogniser_is_named_with_those_there_are() -> None:
    with pytest.raises(OptionError, match="gazetteer, spacy, tagger"):
        recognisers.get("oracle")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor of Lyon's twin town met ministers in The Hague.", ["Lyon", "The Hague"]),
        ("A factory in Lexington, Ky., supplies the U.S. market.", ["Lexington", "Ky.", "U.S."]),
        ("He lives in Toledo, Ohio.", ["Toledo", "Ohio"]),
        ("The Nairobi-Mombasa railway was closed.", ["Nairobi", "Mombasa"]),
        ("Turkey exports china and turkey to Norway.", ["Turkey", "Norway"]),
        ("FLOODS IN BOLIVIA KILL TWELVE", ["BOLIVIA"]),
        ("we drove from toledo to madrid last summer", ["toledo", "madrid"]),
        ("She speaks Polish, German and Hausa and lives in Poznan.", ["Poznan"]),
        ("They ate French fries in Ghent.", ["Ghent"]),
        ("Hurricane Florence reached Bermuda. Florence then turned east.", ["Bermuda"]),
    ],
)
def test_names_and_what_only_looks_like_one(
    tagger: recognisers.Recogniser, text: str, names: list[str]
) -> None:
    assert texts(found(tagger, text)) == names


def test_people_who_bear_the_names_of_places_stay_people(tagger: recognisers.Recogniser) -> None:
    mentions = found(
        tagger,
        "Sen. Carla Washington met Kim Do-yun in Denver on Friday.",
        "Washington said that Kim had agreed. Florence Berlin, her aide, did not speak.",
    )
    assert texts(mentions) == ["Denver"]


def test_short_forms_carry_the_name_they_stand_for(tagger: recognisers.Recogniser) -> None:
    mentions = found(
        tagger,
        "Men from North and South Korea met in the Demilitarized Zone that cuts the peninsula.",
        "North Korean guards stayed away. The North's delegation left the zone at noon.",
    )
    named = {(m.text, m.paragraph): m for m in mentions}
    assert named["North", 0].name == "North Korea"
    assert named["South Korea", 0].name == "South Korea"
    assert named["North", 1].name == "North Korea"
    assert named["peninsula", 0].generic
    assert named["zone", 1].generic


def test_demonyms_take_the_shared_ending(tagger: recognisers.Recogniser) -> None:
    mentions = found(tagger, "Guns were fired over North and South Korean territory on Friday.")
    assert [(m.text, m.name) for m in mentions] == [
        ("North", "North Korean"),
        ("South Korean", "South Korean"),
    ]
    assert {m.kind for m in mentions} == {MentionKind.DEMONYM}


def test_names_in_a_list_take_the_noun_they_share(tagger: recognisers.Recogniser) -> None:
    mentions = found(tagger, "Fires burned in Orange and Los Angeles counties on Tuesday.")
    assert [(m.text, m.name) for m in mentions] == [
        ("Orange", "Orange County"),
        ("Los Angeles", "Los Angeles County"),
    ]


def test_party_tags_hold_places(tagger: recognisers.Recogniser) -> None:
    mentions = found(tagger, "Reps. Ann Cole, R-Raleigh, and Joe Diaz, D-Texas, voted no.")
    assert texts(mentions) == ["Raleigh", "Texas"]


def test_kinds_tell_names_demonyms_and_embedded_names_apart(
    tagger: recognisers.Recogniser,
) -> None:
    mentions = found(
        tagger,
        "The Vietnamese minister flew to Paris. The Denver Police Department sent flowers.",
    )
    assert [(m.text, m.kind) for m in mentions] == [
        ("Vietnamese", MentionKind.DEMONYM),
        ("Paris", MentionKind.NAME),
        ("Denver", MentionKind.EMBEDDED),
    ]


def test_credit_lines_name_no_places(tagger: recognisers.Recogniser) -> None:
    story = Article((Paragraph(0, "PARIS PRESS", ParagraphKind.CREDIT),))
    assert tagger.recognise(story, open_gazetteer()) == ()


def test_an_article_is_read_alike_whatever_was_read_before(
    tagger: recognisers.Recogniser,
) -> None:
    text = "Rain fell on Quito and on the villages of Cotopaxi, officials in Ecuador said."
    alone = found(recognisers.get("tagger"), text)
    found(tagger, "A much longer story about Ulan Bator and the steppe. " * 30)
    assert found(tagger, text) == alone


def test_without_its_model_the_default_gives_way_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network, "MODEL", tmp_path)
    with pytest.raises(ModelError, match="missing"):
        recognisers.get("tagger")
    with pytest.warns(UserWarning, match="gazetteer alone"):
        lexicon = recognisers.get()
    assert texts(found(lexicon, "Floods closed the road from Kumasi to Accra.")) == [
        "Kumasi",
        "Accra",
    ]
