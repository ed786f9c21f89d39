"""Disputed places: the default country, the countries in other views, and their outlines."""

from __future__ import annotations

from collections import defaultdict

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.atlas import Atlas, Draft, Ref
from gazetteer.geometry_language import GeometryError, ref_of
from gazetteer.outline import unwrapped
from gazetteer.tables import CURATED, TableRow, read_table

_COLUMNS = ["place", "status", "default_country", "claims", "source"]
_SETTLED = ("formerly disputed",)
_SLIVER = 0.02  # degrees: what cutting leaves along a border that two sources draw differently


def apply_disputes(atlas: Atlas) -> None:
    """Mark disputed places, set their default country, and record other countries' views."""
    areas: list[tuple[Draft, dict[str, str]]] = []
    for row in read_table(CURATED / "disputed.tsv", _COLUMNS, atlas.problems):
        try:
            draft = atlas.drafts[ref_of(row["place"], atlas)]
            claims = _claims(atlas, row)
        except GeometryError as error:
            atlas.problems.append(f"{row.where}: {error}")
            continue
        _mark(draft, row, claims)
        areas.append((draft, draft.claims))
    exact = [(d, c) for d, c in areas if d.shape is not None and not d.approximate]
    for draft, _ in exact:
        _settle(atlas, draft)
    for draft, claims in exact:
        for view, country in sorted(claims.items()):
            _redraw(atlas, draft, view, country)


def _claims(atlas: Atlas, row: TableRow) -> dict[str, str]:
    pairs = [word.partition(":") for word in row["claims"].split()]
    for view, _, country in pairs:
        if view not in atlas.countries or country not in atlas.countries:
            raise GeometryError(f"unknown country in the claim {view}:{country}")
    default = row["default_country"]
    if default and default not in atlas.countries:
        raise GeometryError(f"unknown country {default}")
    return {view: country for view, _, country in pairs if country != default}


def _mark(draft: Draft, row: TableRow, claims: dict[str, str]) -> None:
    draft.disputed = row["status"] not in _SETTLED
    draft.unrecognised = row["status"] in ("unrecognised", "breakaway", "partly recognised")
    draft.claims.update(claims)
    if row["default_country"] and not draft.feature.startswith("A.PCL"):
        draft.country = row["default_country"]


def _country(atlas: Atlas, code: str) -> Draft | None:
    found = atlas.drafts.get(atlas.countries.get(code, 0))
    return found if found is not None and found.shape is not None else None


def _settle(atlas: Atlas, draft: Draft) -> None:
    """Give the outline of a disputed area to its default country, and to no other."""
    own = _country(atlas, draft.country)
    if own is None or own is draft or draft.shape is None or own.shape is None:
        return
    if own.shape.intersection(draft.shape).area < draft.shape.area * 0.9:
        own.shape = _joined(own.shape, draft.shape)
    for code in sorted(set(draft.claims.values()) - {draft.country}):
        other = _country(atlas, code)
        if other is not None and other.shape is not None and other is not draft:
            other.shape = _cut(other.shape, draft.shape)


def _redraw(atlas: Atlas, draft: Draft, view: str, code: str) -> None:
    """The outlines of the country that gains and the one that loses, as ``view`` draws them."""
    gains, loses = _country(atlas, code), _country(atlas, draft.country)
    if gains is not None and gains.shape is not None and draft.shape is not None:
        gains.outlines[view] = _joined(gains.outlines.get(view, gains.shape), draft.shape)
    if loses is not None and loses is not draft and loses.shape is not None:
        before = loses.outlines.get(view, loses.shape)
        loses.outlines[view] = _cut(before, draft.shape)


def _joined(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Both as one area, the slivers between them closed; work is done near ``other`` alone."""
    near = shapely.box(*other.bounds).buffer(10 * _SLIVER)
    local = shapely.union_all([one.intersection(near), other])
    closed = local.buffer(_SLIVER, join_style="mitre").buffer(-_SLIVER, join_style="mitre")
    return unwrapped(shapely.union_all([one, closed, other]))


def _cut(one: BaseGeometry, other: BaseGeometry | None) -> BaseGeometry:
    if other is None or not one.intersects(other):
        return one
    left = one.difference(other.buffer(_SLIVER, join_style="mitre"))
    return left if not left.is_empty else one


def spread_claims(atlas: Atlas) -> None:
    """Give what lies below a disputed place the same claims, unless it has its own."""
    below: dict[Ref, list[Draft]] = defaultdict(list)
    for draft in atlas:
        above = draft.parent if draft.parent is not None else atlas.countries.get(draft.country)
        if above is not None and above != draft.ref:
            below[above].append(draft)
    waiting = [draft for draft in atlas if draft.claims]
    while waiting:
        draft = waiting.pop()
        for lower in below.pop(draft.ref, ()):
            lower.claims = {**draft.claims, **lower.claims}
            waiting.append(lower)
