"""What a page is made of, before any browser: blocks, segments, GeoJSON, metadata, escaping."""

from __future__ import annotations

import json
from io import BytesIO
from typing import cast

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import ArticleError, OptionError
from storymap.gazetteer import Gazetteer
from storymap.locales import locale
from storymap.model import (
    Article,
    Image,
    Mention,
    Paragraph,
    ParagraphKind,
    Resolution,
    Story,
)
from storymap.renderers import RenderOptions, renderer, templating
from storymap.renderers.article_blocks import data_uri, groups
from storymap.renderers.geojson import collection
from storymap.renderers.metadata import metadata
from storymap.renderers.picture_size import picture_size
from storymap.story import tell
from tests import stories
from tests.stories import Draft, Rows, story_of

STORIES = [stories.two_koreas, stories.arabic, stories.hostile, stories.crossing, stories.plain]


def _joined(story: Story) -> list[str]:
    return [
        "".join(f"{s.before}{s.text}{s.after}" for s in block.segments)
        for group in groups(story)
        for block in group.blocks
    ]


@pytest.mark.parametrize("make", STORIES, ids=lambda make: make.__name__)
def test_segments_joined_are_the_text(make: stories.Maker) -> None:
    story = make()
    assert _joined(story) == [p.text for p in story.article.paragraphs]


def test_what_clings_to_a_mention_is_kept_with_it() -> None:
    rows = [stories.row("a", "Seoul", 37.5, 127.0, "P.PPLC")]
    story = story_of([Draft("“[Seoul](a)’s, then ([Seoul](a)/[Seoul](a)), 在[Seoul](a)、次")], rows)
    mentions = [s for s in groups(story)[0].blocks[0].segments if s.place]
    assert [(s.before, s.after) for s in mentions] == [
        ("“", "’s,"), ("(", "/"), ("", "),"), ("", "、"),
    ]  # fmt: skip
    assert _joined(story) == ["“Seoul’s, then (Seoul/Seoul), 在Seoul、次"]


def test_mentions_over_one_another_make_no_mess() -> None:
    rows = [stories.row("a", "New York", 40.7, -74.0, "P.PPL")]
    text = "New York City"
    place = rows[0].place
    spans = [(0, 8), (4, 13), (0, 0), (9, 13)]
    resolutions = [
        Resolution(Mention(0, start, end, text[start:end], "x"), place, 0.9, "because")
        for start, end in spans
    ]
    story = tell(Article((Paragraph(0, text),)), resolutions, cast(Gazetteer, Rows(rows)))
    segments = groups(story)[0].blocks[0].segments
    assert [s.text for s in segments if s.place] == ["New York", "City"]
    assert _joined(story) == [text]


def test_groups() -> None:
    shapes = [(g.kind, [b.kind for b in g.blocks]) for g in groups(stories.two_koreas())]
    assert ("figure", ["caption", "credit"]) in shapes
    assert ("quotation", ["quotation"]) in shapes
    assert ("list", ["list-item", "list-item"]) in shapes


def test_two_captions_are_two_figures_and_a_lone_credit_is_none() -> None:
    kinds = (ParagraphKind.CREDIT, ParagraphKind.CAPTION, ParagraphKind.CAPTION)
    story = story_of([Draft("x", kind) for kind in kinds], ())
    assert [g.kind for g in groups(story)] == ["flow", "figure", "figure"]


def test_headings_leave_no_rank_out() -> None:
    drafts = [Draft("x", ParagraphKind.HEADING, level) for level in (1, 4, 2, 6, 6)]
    blocks = [block for group in groups(story_of(drafts, ())) for block in group.blocks]
    assert [block.level for block in blocks] == [2, 3, 2, 3, 4]


def test_pictures_are_inlined_or_refused() -> None:
    assert data_uri(Image(b"abc", "image/PNG; x=1")) == "data:image/png;base64,YWJj"
    with pytest.raises(ArticleError, match="text/html"):
        data_uri(Image(b"<script>", "text/html"))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_the_room_of_a_picture_is_known(kind: str) -> None:
    buffer = BytesIO()
    PIL.Image.new("RGB", (301, 207), (90, 120, 60)).save(buffer, kind)
    assert picture_size(buffer.getvalue()) == (301, 207)
    assert picture_size(buffer.getvalue()[:9]) is None


@given(st.binary(max_size=80), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF"]))
def test_no_bytes_trip_the_reading_of_a_size(tail: bytes, head: bytes) -> None:
    size = picture_size(head + tail)
    assert size is None or min(size) > 0


@pytest.mark.parametrize("make", STORIES, ids=lambda make: make.__name__)
def test_the_collection_is_geojson_of_every_mention(make: stories.Maker) -> None:
    story = make()
    found = json.loads(json.dumps(collection(story)))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == sum(1 for r in story.resolutions if r.place)
    for feature in found["features"]:
        properties = feature["properties"]
        text = story.article.paragraphs[properties["paragraph"]].text
        assert text[properties["start"] : properties["end"]] == properties["text"]
        assert set(properties) == {
            "place_id", "name", "paragraph", "start", "end", "text", "kind", "role",
            "confidence", "reason", "number",
        }  # fmt: skip
        lon, lat = feature["geometry"]["coordinates"]
        assert abs(lon) <= 180
        assert abs(lat) <= 90
    assert len(found["views"]) == len(story.article.paragraphs)
    assert sum(place["mentions"] for place in found["places"]) == len(found["features"])


def test_the_file_is_the_collection() -> None:
    story = stories.two_koreas()
    data = renderer("geojson").render(story, cast(Gazetteer, None), RenderOptions())
    assert json.loads(data) == collection(story)
    assert data.endswith(b"}\n")


def test_an_island_holds_nothing_that_ends_it() -> None:
    text = str(templating.island({"x": "</script><!-- & \u2028\u2029"}))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"x": "</script><!-- & \u2028\u2029"}


def test_metadata() -> None:
    options = RenderOptions(name="two koreas", base_url="https://paper.example/maps/")
    found = metadata(stories.two_koreas(), options, locale("en"))
    assert found.url == "https://paper.example/maps/two%20koreas.html"
    assert found.image == "https://paper.example/maps/two%20koreas.png"
    assert found.iso_date == "2024-05-17"
    linked = found.linked_data
    assert linked["@type"] == "NewsArticle"
    locations = cast(list[dict[str, object]], linked["contentLocation"])
    assert locations[1]["sameAs"] == "https://sws.geonames.org/1873107/"
    assert len(locations) == 7


def test_metadata_of_next_to_nothing() -> None:
    found = metadata(stories.plain(), RenderOptions(), locale("en"))
    assert found.title == "Places"
    assert found.url == found.image == found.iso_date == ""
    assert found.description == "Nothing happened, and it happened nowhere."
    assert "datePublished" not in found.linked_data


def test_a_long_opening_is_cut_at_a_word() -> None:
    story = story_of([Draft("word, " * 100)], ())
    description = metadata(story, RenderOptions(), locale("en")).description
    assert description.endswith("word…")
    assert len(description) <= 201


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"palette": "sepia"}, "unknown palette 'sepia'; known: auto, day, night"),
        ({"assets": "cdn"}, "unknown assets 'cdn'; known: inline, files"),
        ({"base_url": "ftp://x"}, "does not begin with http"),
        ({"base_url": "javascript:alert(1)"}, "does not begin with http"),
    ],
)
def test_options_that_no_renderer_could_use(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        RenderOptions(**wrong)  # type: ignore[arg-type]


def test_an_unknown_kind_of_output() -> None:
    with pytest.raises(OptionError, match="unknown output kind 'pdf'; known: page, "):
        renderer("pdf")
