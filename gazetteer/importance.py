"""How important a place is: what decides which meaning of a name comes first."""

from __future__ import annotations

from math import log10

from gazetteer.atlas import Draft
from gazetteer.outline import square_km

_SEAT = {"P.PPLC": 8.0, "P.PPLA": 3.0, "P.PPLX": -4.0, "P.PPLL": -2.0}
_BY_HAND = {"H": 45.0, "T": 40.0, "L": 35.0}
_UNKNOWN_TOWN = 12.0  # below every town whose population is known to reach 500


def importance(draft: Draft) -> float:
    """Return 0 to 100: countries above 85, then by tens of population or of area.

    A city of a million is at 60, a state of a million at 69, a sea of a million km2 at 72; capitals
    of countries gain 8, of divisions 3. Curated rows say their own.
    """
    if draft.fixed is not None:
        # Rivers, ranges and regions outrank the districts and towns called after them.
        return max(draft.fixed, 0.6 * draft.fixed + _BY_HAND.get(draft.feature[0], 0.0))
    tens = log10(draft.population) if draft.population > 0 else 0.0
    if draft.feature.startswith("A.PCL"):
        return (88.0 if draft.feature == "A.PCLI" else 65.0) + tens
    if draft.feature.startswith("P."):
        return (10 * tens if tens else _UNKNOWN_TOWN) + _SEAT.get(draft.feature, 0.0)
    if draft.feature.startswith(("A.", "L.")):
        return _division(draft, tens)
    size = log10(max(1.0, square_km(draft.shape))) if draft.shape is not None else 0.0
    return (30.0 if draft.feature.startswith("H.") else 25.0) + 7 * size


def _division(draft: Draft, tens: float) -> float:
    if draft.feature == "L.CONT":
        return 92.0
    if draft.feature == "A.ADM1":
        return 45.0 + 4 * tens
    if draft.feature == "A.ADM2":
        return 20.0 + 4 * tens
    return 15.0 + 4 * tens
