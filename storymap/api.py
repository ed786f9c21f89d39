"""The library's face: an article in, a `Story` out, with its map, its table and its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from storymap import model, pipeline, records, writing
from storymap.errors import OptionError
from storymap.model import Article, Entry, Resolution, StoryPlace
from storymap.pipeline import Options

if TYPE_CHECKING:
    import folium
    import geopandas

    from storymap.readers import Source


LONGEST_PATH = 1000
"""Characters; a longer string is an article."""


class Choices(TypedDict, total=False):
    """The keyword arguments of `build`, `geoparse` and `locate`: the fields of `Options`."""

    reader: str
    recogniser: str
    resolver: str
    gazetteers: Sequence[str | Path]
    worldview: str
    fallback: str
    title: str
    language: str
    home: str
    corrections: str | Path | None


def build(
    text_or_path: str | Path, *, theme: str | Path = "default", **choices: Unpack[Choices]
) -> Story:
    """The story of an article, told on a map.

    Args:
        text_or_path: a file (text, Markdown, HTML, .docx), or the article itself as a string.
        theme: a theme's name, or the path of a theme's folder.
        **choices: how the article is read and its places found, see `pipeline.Options`.

    Raises:
        ArticleError: the article cannot be read.
        OptionError: an option has an unknown value.
        CorrectionsError: the file of the author's corrections is broken.
        GazetteerError: a gazetteer's file is missing or damaged.
        ModelError: the recogniser's model or library is missing.
    """
    options = _options(choices)
    return Story(pipeline.build(_source(text_or_path), options), options, theme)


def geoparse(text_or_path: str | Path, **choices: Unpack[Choices]) -> tuple[Resolution, ...]:
    """One `Resolution` a mention of the article, in reading order; arguments as for `build`."""
    options, source = _options(choices), _source(text_or_path)
    said = pipeline.said_of(source, options)
    return pipeline.geoparse(pipeline.read(source, options), options, said)


def locate(name: str, **choices: Unpack[Choices]) -> tuple[Entry, ...]:
    """What the gazetteer holds under ``name``: candidates, best first; empty where nothing."""
    return pipeline.gazetteer(_options(choices)).lookup(name)


class Story:
    """An article's story, as a map, a table or a page; in a notebook it shows its map.

    ``data`` is the frozen `model.Story` that everything is made of.
    """

    def __init__(self, data: model.Story, options: Options, theme: str | Path = "default") -> None:
        self.data = data
        self._options = options
        self._theme = theme

    @property
    def article(self) -> Article:
        """The article as it was read."""
        return self.data.article

    @property
    def places(self) -> tuple[StoryPlace, ...]:
        """The story's places, in order of first mention."""
        return self.data.places

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """What each mention means, in reading order."""
        return self.data.resolutions

    @property
    def unresolved(self) -> tuple[Resolution, ...]:
        """The mentions for which no place was found."""
        return self.data.unresolved

    @property
    def map(self) -> folium.Map:
        """The story on a `folium.Map`, self-contained: base map and story as folium layers."""
        from storymap.layers import StoryMap

        return StoryMap(self.data, pipeline.gazetteer(self._options))

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """A GeoDataFrame (EPSG:4326) of one row a mention, in reading order.

        Columns are those of `records.Toponym` (here ``start`` and ``end`` count within the
        paragraph), and ``paragraph``, ``place`` (its name), ``feature``, ``country``, ``reason``.
        The geometry is the place's point, None where the mention stayed unresolved.
        """
        import geopandas

        rows = [records.row(resolution) for resolution in self.resolutions]
        columns = [name for name in records.COLUMNS if name not in {"lat", "lon"}]
        points = geopandas.points_from_xy(
            [row["lon"] for row in rows], [row["lat"] for row in rows]
        )
        known = [row["place_id"] is not None for row in rows]
        geometry = [point if here else None for point, here in zip(points, known, strict=True)]
        table = {name: [row[name] for row in rows] for name in columns}
        return geopandas.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326")

    def save(self, path: str | Path) -> Path:
        """Write the story to ``path``, as what its suffix says, and return the path.

        ``.html`` is the page; the other suffixes are those of `renderers.RENDERERS`.

        Raises:
            OptionError: no renderer writes files of that suffix.
            OutputError: the file cannot be written; nothing half-written is left.
        """
        from storymap.renderers import RenderOptions

        target = Path(path)
        kind, suffix = _kind(target.name)
        look = RenderOptions(name=target.name.removesuffix(suffix), theme=self._theme)
        files = pipeline.render(self.data, [kind], look, self._options)
        writing.write(target.parent, files)
        return target

    def _repr_html_(self) -> str:
        """The map, as a notebook shows it."""
        return str(self.map._repr_html_())


def _options(choices: Choices) -> Options:
    files = tuple(Path(file) for file in choices.get("gazetteers", ()))
    corrections = choices.get("corrections")
    said = None if corrections is None else Path(corrections)
    options = Options(**{**choices, "gazetteers": files, "corrections": said})  # type: ignore[arg-type]
    pipeline.check(options)
    return options


def _kind(name: str) -> tuple[str, str]:
    """The renderer's name and suffix that a file's name asks for; the longest suffix wins."""
    from storymap.renderers import RENDERERS, renderer

    suffixes = {renderer(kind).suffix: kind for kind in RENDERERS}
    for suffix in sorted(suffixes, key=len, reverse=True):
        if name.endswith(suffix) and name != suffix:
            return suffixes[suffix], suffix
    raise OptionError(f"cannot save as '{name}'; known: {', '.join(sorted(suffixes))}")


def _source(text_or_path: str | Path) -> Source:
    """A path as it is; a string as a path when it names a file, or looks like one."""
    from storymap import readers

    if isinstance(text_or_path, Path):
        return readers.from_path(text_or_path)
    if "\n" in text_or_path or len(text_or_path) > LONGEST_PATH:
        return readers.from_text(text_or_path)
    suffixes = {suffix for kind in readers.TABLE.values() for suffix in kind.suffixes}
    path = Path(text_or_path)
    if path.suffix.lower() in suffixes or path.exists():
        return readers.from_path(path)
    return readers.from_text(text_or_path)
