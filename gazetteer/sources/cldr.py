"""Names of countries in all major languages and of divisions in ten (Unicode CLDR)."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

from gazetteer.archive import members
from gazetteer.atlas import Atlas
from gazetteer.sources import Shelf
from storymap.gazetteer.write import SourceNote

NOTE = SourceNote("cldr", "Unicode CLDR", "Unicode License v3", "https://cldr.unicode.org/")
_LANGUAGES = "ar de en es fr it ja ko pt ru zh".split()
_ALTERNATIVE = re.compile(r"([A-Z]{2})(?:-alt-(short|variant))?")


def contribute(atlas: Atlas, shelf: Shelf) -> None:
    """Add translated names to countries, and to divisions by their ISO 3166-2 code."""
    for file, data in members(shelf("cldr_localenames"), "main"):
        language, _, table = file.partition("/")
        if table == "territories.json" and "-" not in language:
            _countries(atlas, data, language)
    _english(atlas, shelf)
    for file, data in members(shelf("cldr_core"), "usr/share/unicode/cldr/common/subdivisions"):
        if file.removesuffix(".xml") in _LANGUAGES:
            _divisions(atlas, data)


def _countries(atlas: Atlas, data: bytes, language: str) -> None:
    names = json.loads(data)["main"][language]["localeDisplayNames"]["territories"]
    for code, form in sorted(names.items()):
        found = _ALTERNATIVE.fullmatch(code)
        draft = atlas.drafts.get(atlas.countries.get(found[1], 0)) if found else None
        if draft is not None and form != code:
            atlas.name(draft, form)


def _english(atlas: Atlas, shelf: Shelf) -> None:
    for file, data in members(shelf("cldr_subdivisions"), "subdivisions/en"):
        if file.endswith(".json"):
            tree = json.loads(data)["subdivisions"]["localeDisplayNames"]["subdivisions"]
            for code, marked in sorted(tree.items()):
                form = marked.rstrip("\u00b9\u00b2\u00b3")  # a twin's number: 'Savanes\u00b2'
                _division(atlas, code, form)
                _retitle(atlas, code, form)


def _retitle(atlas: Atlas, code: str, form: str) -> None:
    """Call a first-order division by its English name: 'Osaka', not 'Osaka-fu'."""
    draft = atlas.drafts.get(atlas.iso.get(f"{code[:2]}-{code[2:]}".upper(), 0))
    if draft is not None and draft.feature == "A.ADM1" and "-alt" not in code:
        atlas.rename(draft, form)


def _divisions(atlas: Atlas, data: bytes) -> None:
    for row in ET.fromstring(data).iter("subdivision"):  # noqa: S314 (digest-checked package)
        _division(atlas, row.get("type") or "", row.text or "")


def _division(atlas: Atlas, code: str, form: str) -> None:
    draft = atlas.drafts.get(atlas.iso.get(f"{code[:2]}-{code[2:]}".upper(), 0))
    if draft is not None and "-alt" not in code:
        atlas.name(draft, form)
