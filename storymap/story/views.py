"""What the map frames: a box for the whole story, and one for each paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storymap.model import Article, Box, Resolution, Role, StoryPlace
from storymap.story import framing

if TYPE_CHECKING:
    from storymap.gazetteer import Gazetteer

# Far places with no more than an eighth of a story's mentions stay out of its overview.
_FEW = 8
# Degrees beyond which a river, a route or a sea is not framed from end to end among other places.
_LONG = 1.5
_SEAS = ("ocean", "sea", "gulf", "bay")
# Share of the reach that a place alone is shown with.
_AMONG_OTHERS = 0.25


def overview_of(places: Sequence[StoryPlace], resolutions: Sequence[Resolution]) -> Box:
    """The box of the places that the story is set in; the world for a story without places.

    One far place, named once in a story that stays in one region, does not widen it.
    """
    if not places:
        return framing.WORLD
    leading = _leading(places, resolutions)
    kept = framing.without_outliers(
        [_core(place) for place in leading],
        [len(place.mentions) for place in leading],
        sum(len(place.mentions) for place in places) / _FEW,
    )
    return _view([leading[index] for index in kept])


def views(
    article: Article,
    resolutions: Sequence[Resolution],
    places: Sequence[StoryPlace],
    gazetteer: Gazetteer,
    overview: Box,
) -> tuple[Box, ...]:
    """One box a paragraph: the places it is set in, else those it speaks of, else the last box.

    Of places only spoken of, those within the overview come first: 'the North Korean leader told
    the US president' frames Korea, not half the world.
    """
    by_id = {p.place.id: p for p in places}
    found: list[Box] = []
    for paragraph in article.paragraphs:
        here = [r for r in resolutions if r.mention.paragraph == paragraph.index and r.place]
        settings = [r for r in here if r.role is Role.SETTING] or here
        shown = list(dict.fromkeys(r.place.id for r in settings if r.place))
        settled = [by_id[i] for i in shown]
        if settings is here:
            settled = [p for p in settled if framing.holds(overview, p.at)] or settled
        leaves = _without_containers(settled, gazetteer)
        if leaves:
            found.append(_view(leaves))
        else:
            found.append(found[-1] if found else overview)
    return tuple(found)


def _without_containers(shown: list[StoryPlace], gazetteer: Gazetteer) -> list[StoryPlace]:
    """``shown`` less every place that contains another one: Seoul is framed, not its country."""
    return [
        outer
        for outer in shown
        if not any(
            inner is not outer and gazetteer.contains(outer.place, inner.place) for inner in shown
        )
    ]


def _view(shown: Sequence[StoryPlace]) -> Box:
    if len(shown) == 1:
        return shown[0].frame
    boxes = [_core(place) for place in shown if not _is_vast(place)]
    if boxes:
        middle = framing.middle_of(framing.union(boxes))
        boxes += [framing.nearest(p.geometry, middle) for p in shown if p.geometry and _is_vast(p)]
    reach = min((p.frame[3] - p.frame[1]) / 2 for p in shown)
    box = framing.union(boxes or [_core(place) for place in shown])
    return framing.padded(box, min(_AMONG_OTHERS * reach, 1.0))


def _is_vast(place: StoryPlace) -> bool:
    """Whether a place is a river, a route or a sea that leads out of any frame of its towns."""
    west, south, east, north = place.frame
    line = place.geometry is not None and "Line" in str(place.geometry["type"])
    water = line or place.kind in _SEAS
    return water and max(east - west, north - south) > _LONG


def _core(place: StoryPlace) -> Box:
    """What of a place has to be in view among others: an area's frame, a point's own point."""
    lat, lon = place.at
    return place.frame if place.geometry is not None else (lon, lat, lon, lat)


def _leading(
    places: Sequence[StoryPlace], resolutions: Sequence[Resolution]
) -> Sequence[StoryPlace]:
    """The places that the story is set in, for at least a third of their mentions; else all."""

    def settings(place: StoryPlace) -> int:
        return sum(resolutions[i].role is Role.SETTING for i in place.mentions)

    return [p for p in places if 3 * settings(p) >= len(p.mentions)] or places
