"""Places in order of first mention, each tied to its paragraphs, and a view per paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.model import (
    DOUBTFUL,
    Article,
    Passage,
    Place,
    Resolution,
    Role,
    Story,
    StoryPlace,
)
from storymap.story import framing
from storymap.story.kinds import kind_of, names_counties
from storymap.story.labels import label_of
from storymap.story.passages import passages
from storymap.story.views import overview_of, views

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer import Gazetteer

_UNLIT = "L.CONT"  # to light a continent says nothing of a story


def tell(article: Article, resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> Story:
    """The story of ``article``: its places numbered by first mention, and what to frame when.

    Boxes and geometries are degrees WGS 84 with longitudes unwrapped around the story's centre.
    Never fails for want of places: a story without any frames the world.
    """
    found = _by_place(resolutions)
    centre = framing.centre_longitude(place.lon for place, _ in found)
    places = tuple(
        _story_place(number, place, article, resolutions, indices, gazetteer, centre)
        for number, (place, indices) in enumerate(found, start=1)
    )
    overview = overview_of(places, resolutions)
    return Story(
        article=article,
        resolutions=tuple(resolutions),
        places=places,
        views=views(article, resolutions, places, gazetteer, overview),
        overview=overview,
        sources=gazetteer.attributions(place for place, _ in found),
    )


def _by_place(resolutions: Sequence[Resolution]) -> list[tuple[Place, list[int]]]:
    """Each place with the indices of its resolutions, in order of first mention."""
    groups: dict[str, tuple[Place, list[int]]] = {}
    for index, resolution in enumerate(resolutions):
        if resolution.place is not None:
            groups.setdefault(resolution.place.id, (resolution.place, []))[1].append(index)
    return list(groups.values())


def _story_place(
    number: int,
    place: Place,
    article: Article,
    resolutions: Sequence[Resolution],
    indices: Sequence[int],
    gazetteer: Gazetteer,
    centre: float,
) -> StoryPlace:
    """One place of the story with all that its popup says."""
    own = [resolutions[i] for i in indices]
    geometry = _geometry(gazetteer, place, centre)
    at = _stand(place, geometry, centre)
    confidence = max(r.confidence for r in own)
    return StoryPlace(
        number=number,
        place=place,
        label=label_of(place, [r.mention for r in own], gazetteer),
        kind=kind_of(place),
        context=", ".join(_context(gazetteer, place)),
        at=at,
        role=Role.SETTING if any(r.role is Role.SETTING for r in own) else Role.MENTION,
        confidence=confidence,
        approximate=place.approximate or confidence < DOUBTFUL,
        mentions=tuple(indices),
        passages=_passages(article, own),
        frame=framing.frame_of(place, at, geometry),
        geometry=None if geometry is None else dict(geometry.__geo_interface__),
    )


def _geometry(gazetteer: Gazetteer, place: Place, centre: float) -> BaseGeometry | None:
    if not place.area or place.feature == _UNLIT:
        return None
    geometry = gazetteer.geometry(place)
    return None if geometry is None else framing.unwrap_geometry(geometry, centre)


def _stand(place: Place, geometry: BaseGeometry | None, centre: float) -> tuple[float, float]:
    """Where the pin or label stands: the gazetteer's point, moved inside where it lies outside."""
    point = (place.lat, framing.unwrap(place.lon, centre))
    if geometry is None or geometry.is_empty:
        return point
    from shapely.geometry import Point

    main = framing.main_parts(geometry)[0]
    if main.covers(Point(point[1], point[0])):
        return point
    inside = main.representative_point() if main.area else main.interpolate(0.5, normalized=True)
    return (round(inside.y, 5), round(inside.x, 5))


def _context(gazetteer: Gazetteer, place: Place) -> list[str]:
    """The names of the places above, nearest first, as a reader would be told them."""
    names: list[str] = []
    for parent in gazetteer.ancestors(place):
        second_order = parent.feature == "A.ADM2" and not names_counties(place.country)
        if not second_order and parent.name not in (place.name, *names):
            names.append(parent.name)
    return names


def _passages(article: Article, own: Sequence[Resolution]) -> tuple[Passage, ...]:
    marks: dict[int, list[tuple[int, int]]] = {}
    for resolution in own:
        mention = resolution.mention
        marks.setdefault(mention.paragraph, []).append((mention.start, mention.end))
    return tuple(
        passage
        for index, spans in sorted(marks.items())
        for passage in passages(index, article.paragraphs[index].text, spans)
    )
