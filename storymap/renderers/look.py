"""What every kind of page shares: its theme, palette and words, its head, its list of places."""

from __future__ import annotations

from dataclasses import dataclass

from storymap import locales, themes
from storymap.model import Place, Story, StoryPlace
from storymap.renderers import RenderOptions, templating
from storymap.renderers.metadata import metadata


@dataclass(frozen=True, slots=True)
class Look:
    """What the theme, palette and locale of the options come to.

    ``scheme`` is 'auto', 'day' or 'night'; ``css`` the theme's custom properties and own CSS.
    """

    theme: themes.Theme
    words: locales.Locale
    scheme: str
    css: str


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A line of the list of places: plain text, ready to be shown."""

    number: int
    place: Place
    label: str
    about: str
    count: str
    approximate: bool
    first_paragraph: int


def look_of(story: Story, options: RenderOptions) -> Look:
    """The look that the options ask for; OptionError for an unknown theme or locale."""
    theme = themes.theme(options.theme)
    if options.locale:
        words = locales.chosen(options.locale)
    else:
        words = locales.locale(story.article.language)
    scheme = theme.scheme if options.palette == "auto" else options.palette
    return Look(theme, words.overridden(theme.words), scheme, theme_css(theme, scheme))


def theme_css(theme: themes.Theme, scheme: str) -> str:
    """The theme's custom properties (`--page-*`, `--map-*`, `--font-*`, ...) and its own CSS."""
    # Font stacks hold quotation marks; all of these were checked when the theme was read.
    template = templating.environment().get_template("theme.css")
    return template.render(
        fonts={key: templating.trusted(value) for key, value in theme.fonts.items()},
        variables={key: templating.trusted(value) for key, value in theme.variables.items()},
        day=theme.day,
        night=theme.night,
        scheme=scheme,
        css=templating.trusted(theme.css),
    )


def shared_context(story: Story, look: Look, options: RenderOptions) -> dict[str, object]:
    """What the head and the frame of every kind of page need."""
    about = metadata(story, options, look.words)
    return {
        "article": story.article,
        "direction": locales.direction(story.article.language),
        "meta": about,
        "linked_data": templating.island(about.linked_data),
        "scheme": look.scheme,
        "words": look.words,
        "words_direction": locales.direction(look.words.language),
        "credits": story.sources,
    }


def listed_places(story: Story, words: locales.Locale) -> tuple[ListedPlace, ...]:
    """The list of the story's places, in order of first mention."""
    return tuple(_listed(each, story, words) for each in story.places)


def _listed(each: StoryPlace, story: Story, words: locales.Locale) -> ListedPlace:
    first = min(story.resolutions[index].mention.paragraph for index in each.mentions)
    about = ", ".join(part for part in (words.kind(each.kind), each.context) if part)
    return ListedPlace(
        number=each.number,
        place=each.place,
        label=each.label,
        about=about,
        count=words.mentions(len(each.mentions)),
        approximate=each.approximate,
        first_paragraph=first,
    )
