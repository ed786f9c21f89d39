"""Which of a place's many names are worth keeping."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SCRIPTS = frozenset(
    "LATIN CYRILLIC ARABIC CJK HIRAGANA KATAKANA HANGUL GREEK HEBREW DEVANAGARI".split()
)
_CODE = re.compile(r"[A-Z0-9]{1,4}")  # airport and plate codes, not names
_LINK = re.compile(r"https?:|www\.|\d{4,}|[#@_=|<>]")
_LONGEST = 60
# Where a script other than Latin is written on road signs.
_LOCAL = {
    "CYRILLIC": "BA BG BY KG KZ ME MK MN RS RU TJ UA UZ XK",
    "ARABIC": "AE AF BH DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD"
    " TN YE",
    "CJK": "CN HK JP KR MO MY SG TW", "HIRAGANA": "JP", "KATAKANA": "JP", "HANGUL": "CN KP KR",
    "GREEK": "CY GR", "HEBREW": "IL PS", "DEVANAGARI": "IN NP",
}  # fmt: skip


@lru_cache(None)
def _script(character: str) -> str:
    return unicodedata.name(character, "?").split()[0] if character.isalpha() else ""


def worth_keeping(form: str, name: str) -> bool:
    """Tell whether ``form`` is a name that people write for the place called ``name``.

    Kept are the major scripts. Codes, links and machine romanisations (Latin, all lower case)
    are not kept; neither are forms beyond 60 characters.
    """
    if len(form) > _LONGEST or _LINK.search(form) or _CODE.fullmatch(form):
        return False
    scripts = {script for c in form if (script := _script(c))}
    if not scripts or not scripts <= _SCRIPTS:
        return False
    if "LATIN" in scripts and form[0].islower():
        return name[0].islower() or any(c.isupper() for c in form[:4])
    return len(form) > 1 or scripts != {"LATIN"}


def written_there(form: str, country: str) -> bool:
    """Tell whether ``form`` is in Latin letters or in a script that ``country`` (ISO 2) writes."""
    scripts = {script for c in form if (script := _script(c))} - {"LATIN"}
    return all(country in _LOCAL.get(script, "") for script in scripts)
