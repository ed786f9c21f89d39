"""The places that the recipe has gathered so far, and what is needed to join sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gazetteer.script import worth_keeping
from storymap.gazetteer.normalise import normalise
from storymap.gazetteer.space import distance

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ref = int | str
POINT_KM, AREA_KM = 20.0, 60.0  # closer than this, one name is one place


@dataclass(slots=True)
class Draft:
    """A place in the making. ``lat`` and ``lon`` are None until some source knows them.

    ``names`` maps a form to its use. ``parent`` is the ref of the division above. ``fixed`` is an
    importance set by hand (0 to 100), None where it is reckoned. ``outlines`` holds the views
    of other countries. ``claims`` maps a view to the country it gives the place.
    """

    ref: Ref
    name: str
    source: str
    feature: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    approximate: bool = False
    disputed: bool = False
    unrecognised: bool = False
    parent: Ref | None = None
    shape: BaseGeometry | None = None
    fixed: float | None = None
    names: dict[str, str] = field(default_factory=dict)
    outlines: dict[str, BaseGeometry] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude; raises ``ValueError`` while they are unknown."""
        if self.lat is None or self.lon is None:
            raise ValueError(f"{self.ref} ({self.name}) has no coordinates")
        return self.lat, self.lon


class Atlas:
    """Drafts by ref, by name key, by ISO code and by GeoNames division code.

    ``spare`` holds outlines by name that no draft has taken: what lacks an ISO code. ``merged``
    tells which draft took the place of a curated id. ``problems`` are rows of the curated tables
    that cannot be used, each with its file and line.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.drafts: dict[Ref, Draft] = {}
        self.countries: dict[str, Ref] = {}
        self.capitals: dict[str, Ref] = {}
        self.divisions: dict[str, Ref] = {}
        self.iso: dict[str, Ref] = {}
        self.fips: dict[str, Ref] = {}
        self.problems: list[str] = []
        self.merged: dict[str, Ref] = {}
        self.spare: dict[str, BaseGeometry] = {}
        self._keys: dict[str, list[Ref]] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.drafts.values())

    def add(self, draft: Draft) -> Draft:
        """Add a draft, or return the one that has its ref already."""
        known = self.drafts.get(draft.ref)
        if known is not None:
            return known
        self.drafts[draft.ref] = draft
        names, draft.names = draft.names, {}
        for form, use in ({draft.name: "name"} | names | {draft.name: "name"}).items():
            self.name(draft, form, use)
        return draft

    def add_unless_known(self, draft: Draft, area: bool = False) -> Draft:
        """Add a draft without a GeoNames id unless its like stands near; return either."""
        forms = [draft.name, *(f for f, use in draft.names.items() if use == "alternate")]
        return self.known(forms, draft.point, area, draft.feature) or self.add(draft)

    def name(self, draft: Draft, form: str, use: str = "alternate", trusted: bool = False) -> None:
        """Give a draft a name, unless it has it or the name is not worth keeping.

        ``trusted`` names were chosen by hand: short capitals are then names too.
        """
        form = " ".join(form.split())
        if not form or form in draft.names:
            return
        if use == "alternate" and not trusted and not worth_keeping(form, draft.name):
            return
        draft.names[form] = use
        refs = self._keys.setdefault(normalise(form), [])
        if draft.ref not in refs:
            refs.append(draft.ref)

    def rename(self, draft: Draft, form: str) -> None:
        """Make ``form`` the name of a draft; the name it had becomes an alternate."""
        draft.names[draft.name] = "alternate"
        draft.names.pop(form, None)
        draft.name = form
        self.name(draft, form, "name")

    def named(self, form: str) -> list[Draft]:
        """Return the drafts with this name, in the order they came."""
        refs = self._keys.get(normalise(form), ())
        return [self.drafts[ref] for ref in refs if ref in self.drafts]

    def known(
        self, forms: Iterable[str], point: tuple[float, float], area: bool, feature: str = ""
    ) -> Draft | None:
        """Return the nearest draft of such a name within 20 km (60 km for areas), or None."""
        limit = AREA_KM if area else POINT_KM
        near: list[tuple[float, str, Draft]] = []
        for draft in (d for form in forms for d in self.named(form)):
            if draft.lat is None or _apart(feature, draft.feature):
                continue
            km = distance(point, draft.point)
            if km <= limit:
                near.append((km, str(draft.ref), draft))
        return min(near, key=lambda found: found[:2])[2] if near else None

    def drop(self, ref: Ref) -> None:
        """Forget a draft."""
        del self.drafts[ref]


def _apart(one: str, other: str) -> bool:
    """A lake, an airport or a mountain is never the town of its name, nor the reverse."""
    return (
        bool(one)
        and one[0] != other[0]
        and not {one[0], other[0]} <= {"A", "P", "L"}
        and (not ({one[0], other[0]} <= {"A", "T", "L"} and "T.ISL" in one + other))
    )
