"""The one place where the stages meet: read -> recognise -> resolve -> tell -> render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.corrections import NONE, Corrections
from storymap.errors import OptionError
from storymap.model import Article, Resolution, Story

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer
    from storymap.readers import Source
    from storymap.recognisers import Recogniser
    from storymap.renderers import RenderOptions


@dataclass(frozen=True, slots=True)
class Options:
    """How an article becomes a story; every empty value means the default of its stage.

    ``reader``, ``recogniser`` and ``resolver`` name a kind in the tables of those rooms.
    ``gazetteers`` are files of the user's own, ranked before the bundled one, in order.
    ``worldview`` is the two-letter code of the country whose view of disputed borders is taken.
    ``fallback`` names a geopy geocoder (nominatim, ...) to ask, over the network, for names that
    no gazetteer holds.
    ``title``, ``language`` (BCP 47) and ``home`` outrank what the article says of itself.
    ``corrections`` is a file of the author's; without one, what stands beside the article as
    ``NAME.storymap.toml`` is taken.
    """

    reader: str = ""
    recogniser: str = ""
    resolver: str = ""
    gazetteers: tuple[Path, ...] = ()
    worldview: str = ""
    fallback: str = ""
    title: str = ""
    language: str = ""
    home: str = ""
    corrections: Path | None = None


DEFAULTS = Options()


def check(options: Options) -> None:
    """Raise OptionError, before any work, for a stage that has no kind of the name it is given."""
    from storymap import readers, recognisers, resolvers

    rooms = (
        ("reader", options.reader, readers.TABLE),
        ("recogniser", options.recogniser, recognisers.KINDS),
        ("resolver", options.resolver, resolvers.RESOLVERS),
    )
    for stage, name, known in rooms:
        if name and name not in known:
            raise OptionError(f"unknown {stage} '{name}'; known: {', '.join(known)}")


def read(source: Source, options: Options = DEFAULTS) -> Article:
    """The article in ``source``, with what ``options`` say of it over what it says itself."""
    from storymap import readers

    return told_otherwise(readers.read(source, options.reader), options)


def told_otherwise(article: Article, options: Options) -> Article:
    """``article`` with the title, language and home of ``options`` where they are given."""
    said = {name: getattr(options, name) for name in ("title", "language", "home")}
    return replace(article, **{name: value for name, value in said.items() if value})


def gazetteer(options: Options = DEFAULTS) -> Gazetteer:
    """The gazetteer that ``options`` ask for, opened once in a process.

    The user's files come first, then those added for good, then the bundled one.
    """
    return _open(options.gazetteers, options.worldview)


@cache
def _open(extra: tuple[Path, ...], worldview: str) -> Gazetteer:
    from storymap.gazetteer import open_gazetteer
    from storymap.gazetteer.own import added, ready

    return open_gazetteer(extra=[*map(ready, extra), *added()], worldview=worldview)


def _resolving(options: Options) -> Gazetteer:
    """The gazetteer that resolves: with the fallback behind it, where there is one."""
    if not options.fallback:
        return gazetteer(options)
    return _with_fallback(options.gazetteers, options.worldview, options.fallback)


@cache
def _with_fallback(extra: tuple[Path, ...], worldview: str, service: str) -> Gazetteer:
    from storymap.gazetteer.fallback import with_fallback

    return with_fallback(_open(extra, worldview), service)


def said_of(source: Source, options: Options = DEFAULTS) -> Corrections:
    """The author's corrections of ``source``: those ``options`` name, else those beside it."""
    from storymap.corrections import file

    if options.corrections is not None:
        return file.read(options.corrections)
    if source.folder is None:
        return NONE
    beside = file.beside(Path(source.name))
    return file.read(beside) if file.there(beside) else NONE


def geoparse(
    article: Article, options: Options = DEFAULTS, said: Corrections = NONE
) -> tuple[Resolution, ...]:
    """One resolution a mention of ``article``, in reading order, the unresolved ones included.

    What the author ``said`` outranks both stages, and is evidence for what nobody spoke of.
    """
    from storymap import resolvers
    from storymap.corrections.applying import applied, held

    recogniser = _recogniser(options.recogniser)
    found = recogniser.recognise(article, gazetteer(options))
    places = _resolving(options)
    mentions = applied(said, article, found, places)
    resolver = resolvers.resolver(options.resolver or resolvers.DEFAULT)
    return held(resolver.resolve(article, mentions, places, home=options.home))


@cache
def _recogniser(kind: str) -> Recogniser:
    """A recogniser with its model loaded, once in a process."""
    from storymap import recognisers

    return recognisers.get(kind)


def tell(article: Article, options: Options = DEFAULTS, said: Corrections = NONE) -> Story:
    """The story of ``article``: geoparsed, its places numbered, a view for each paragraph."""
    from storymap import story

    return story.tell(article, geoparse(article, options, said), _resolving(options))


def build(source: Source, options: Options = DEFAULTS) -> Story:
    """The whole way from a source to a story that can be rendered."""
    return tell(read(source, options), options, said_of(source, options))


def render(
    story: Story, kinds: Sequence[str], look: RenderOptions, options: Options = DEFAULTS
) -> Mapping[str, bytes]:
    """The files of ``story``, by file name: one each of ``kinds`` and what stands beside them."""
    from storymap import renderers

    files: dict[str, bytes] = {}
    places = _resolving(options)
    for renderer in map(renderers.renderer, kinds):
        files[look.name + renderer.suffix] = renderer.render(story, places, look)
        files.update(renderer.assets(story, places, look))
    return files
