"""The coarse kinds of place that evidence speaks about, from GeoNames feature codes."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt


class Tier(IntEnum):
    """What kind of place a candidate is; the order runs from containers to spots."""

    COUNTRY = 0
    ADM1 = 1
    ADM2 = 2
    LOWER = 3
    CAPITAL = 4
    SEAT = 5
    TOWN = 6
    QUARTER = 7
    REGION = 8
    WATER = 9
    TERRAIN = 10
    SPOT = 11


_CODES = {
    "A.ADM1": Tier.ADM1,
    "A.ADM1H": Tier.ADM1,
    "A.ADM2": Tier.ADM2,
    "P.PPLC": Tier.CAPITAL,
    "P.PPLA": Tier.SEAT,
    "P.PPLX": Tier.QUARTER,
    "P.PPLL": Tier.QUARTER,
}

_CLASSES = {
    "P": Tier.TOWN,
    "L": Tier.REGION,
    "H": Tier.WATER,
    "T": Tier.TERRAIN,
    "U": Tier.TERRAIN,
    "V": Tier.TERRAIN,
    "A": Tier.LOWER,
}

_COUNTRY = ("A.PCL", "A.TERR")


def tier_of(feature: str) -> Tier:
    """Return the tier of a GeoNames feature ('A.ADM1'); what is unknown counts as a spot."""
    if feature.startswith(_COUNTRY):
        return Tier.COUNTRY
    return _CODES.get(feature) or _CLASSES.get(feature[:1], Tier.SPOT)


def among(tiers: frozenset[Tier]) -> npt.NDArray[np.bool_]:
    """Return a table to index with an array of tiers: whether each is one of ``tiers``."""
    return np.array([tier in tiers for tier in Tier])


TOWNS = frozenset({Tier.CAPITAL, Tier.SEAT, Tier.TOWN, Tier.QUARTER})
DIVISIONS = frozenset({Tier.ADM1, Tier.ADM2, Tier.LOWER})
AREAS = DIVISIONS | {Tier.COUNTRY}
LANDSCAPE = frozenset({Tier.REGION, Tier.WATER, Tier.TERRAIN, Tier.SPOT})
