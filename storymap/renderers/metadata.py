"""What a page says about itself to search engines, feeds and social networks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storymap.locales import Locale
from storymap.model import ParagraphKind, Story, StoryPlace
from storymap.renderers import RenderOptions

_DESCRIPTION = 200  # characters; search results and cards cut what is longer
_NAMED_IN_TITLE = 3
# The address that GeoNames gives each of its features for linked data.
_GEONAMES = "https://sws.geonames.org/{}/"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Plain text for the head of a page; addresses are empty without a base URL."""

    title: str
    description: str
    iso_date: str
    url: str
    image: str
    oembed: str
    linked_data: dict[str, object]


def metadata(story: Story, options: RenderOptions, words: Locale) -> Metadata:
    """The story's metadata; a story without a title is named after its first places."""
    title = title_of(story, words)
    description = story.article.standfirst or _opening(story)
    iso_date = _iso(story.article.date)
    return Metadata(
        title=title,
        description=description,
        iso_date=iso_date,
        url=options.url(".html"),
        image=options.url(".png"),
        oembed=options.url(".oembed.json"),
        linked_data=_linked_data(story, title, description, iso_date, options),
    )


def title_of(story: Story, words: Locale) -> str:
    """The article's title, else one made of the story's first places."""
    names = ", ".join(each.label for each in story.places[:_NAMED_IN_TITLE])
    return story.article.title or words["untitled"].replace("{names}", names).rstrip(" :：")


def _opening(story: Story) -> str:
    """The first paragraph of running text, cut at a word's end."""
    running = (p.text for p in story.article.paragraphs if p.kind is ParagraphKind.TEXT)
    text = " ".join(next(running, "").split())
    if len(text) <= _DESCRIPTION:
        return text
    return text[:_DESCRIPTION].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _iso(text: str) -> str:
    """The date as ISO 8601 where it is one already; guessing would publish errors."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _linked_data(
    story: Story, title: str, description: str, iso_date: str, options: RenderOptions
) -> dict[str, object]:
    """The story as a schema.org NewsArticle."""
    article = story.article
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "description": description,
        "inLanguage": article.language,
        "datePublished": iso_date,
        "author": {"@type": "Person", "name": article.byline} if article.byline else "",
        "mainEntityOfPage": options.url(".html"),
        "image": options.url(".png"),
        "contentLocation": [_location(each) for each in story.places],
    }
    return {key: value for key, value in found.items() if value}


def _location(each: StoryPlace) -> dict[str, object]:
    found: dict[str, object] = {
        "@type": "Place",
        "name": each.place.name,
        "geo": {"@type": "GeoCoordinates", "latitude": each.place.lat, "longitude": each.place.lon},
    }
    if each.place.geonameid is not None:
        found["sameAs"] = _GEONAMES.format(each.place.geonameid)
    return found
