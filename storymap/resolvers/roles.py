"""Whether things happen at a mentioned place, or it is only spoken of.

A demonym, a name inside an organisation's, a government's name for its country ('Moscow agreed')
and an office ('president of Peru') are spoken of. A dateline, a locative preposition and a verb of
movement set a scene. Where neither speaks, the place counts as a setting: the map would rather show
a place too many than lose one where the story happens.
"""

from __future__ import annotations

import re

from storymap.model import Article, Mention, MentionKind, Role

_NEAR = 48  # code points of context on either side

_SCENE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|through|into|onto|toward|towards|"
    r"off|along|beyond|via|reached?|visit(?:ed|ing|s)?|tour(?:ed|ing|s)?|left|leaves?|leaving|"
    r"enter(?:ed|ing|s)?|cross(?:ed|ing|es)?|arriv(?:ed|es|ing) (?:in|at)|struck|hits?|hitting|"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|outskirts|streets|centre|"
    r"center|coast|parts?|areas?|city|town|village|province|state|district|county|region|island|"
    r"port|suburb|capital)\s+of)"
    r"(?:\s+(?:the|downtown|central|nearby|neighbou?ring|"
    r"(?:north|south|east|west)[\w-]*|upper|lower|rural|and|city|town|village|province|state|"
    r"district|county|region|island|port|capital|of))*\s+$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:from|to|between)(?:\s+the)?\s+$", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(
    r"\b(?:president|premier|minister|chancellor|king|queen|prince|princess|sultan|emir|"
    r"ambassador|envoy|governor|mayor|senator|government|republic|parliament|university|bank|"
    r"church|bishop|archbishop|citizens?|natives?|people|nationals?|flag|relations with|ties with|"
    r"war (?:with|on|against)|against|sanctions on|talks with|deal with|trade with|"
    r"agreement with|support for|aid to|exports to|imports from|between)"
    r"(?:\s+(?:of|to|for|from))?(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_SPEAKS_AFTER = re.compile(
    r"^\s*(?:,? (?:has|had|have|is|was|will|would|also|and [A-Z]\w+|on \w+day|\w+ly)\s+){0,2}\s*"
    r"(?:said|says|say|agree[sd]?|announce[sd]?|den(?:y|ies|ied)|accuse[sd]?|warn(?:s|ed)?|"
    r"insist(?:s|ed)?|demand(?:s|ed)?|refuse[sd]?|reject(?:s|ed)?|want(?:s|ed)?|claim(?:s|ed)?|"
    r"call(?:s|ed)? (?:for|on)|urge[sd]?|back(?:s|ed)|support(?:s|ed)|sign(?:s|ed)|threaten\w*|"
    r"condemn\w*|welcome[sd]|hope[sd]?|plans? to|pledge[sd]?|propose[sd]?|impose[sd]?|"
    r"sen(?:ds|t)|sought|seeks|vow(?:s|ed)?|won|beat|lost to|defeated|joined|withdrew)\b"
)
_HOLDER_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:\w+\s+)?(?:president|premier|prime minister|minister|chancellor|king|queen|"
    r"government|army|military|navy|embassy|ambassador|envoy|officials?|officer|leaders?|troops|"
    r"forces|diplomats?|parliament|senator|sen\.|rep\.|congressman|representative|governor|gov\.|"
    r"national|citizens?|player|coach|striker|team|state university|nuclear|economy|currency)\b",
    re.IGNORECASE,
)
_DATELINE_AFTER = re.compile(r"^[^a-z.]{0,40}(?:\([^)]{2,30}\)\s*)?\s*(?:--+|[-–—])\s")


def role_of(article: Article, mention: Mention) -> Role:
    """Return the role of a mention from its kind and the words beside it."""
    if mention.kind is not MentionKind.NAME:
        return Role.SETTING if _is_scene_adjective(article, mention) else Role.MENTION
    text = article.paragraphs[mention.paragraph].text
    before = text[max(0, mention.start - _NEAR) : mention.start]
    after = text[mention.end : mention.end + _NEAR]
    if mention.start < _NEAR and _DATELINE_AFTER.match(after) and mention.text.isupper():
        return Role.SETTING
    if _SCENE_BEFORE.search(before):
        return Role.SETTING
    if _OFFICE_BEFORE.search(before) or _HOLDER_AFTER.match(after):
        return Role.MENTION
    if _FROM_TO.search(before):
        return Role.SETTING
    return Role.MENTION if _SPEAKS_AFTER.match(after) else Role.SETTING


_PLACE_NOUN = re.compile(
    r"^\s+(?:territory|soil|border|capital|city|town|village|province|state|region|coast|island|"
    r"port|countryside|airspace|waters|side|peninsula|desert|mountains?|resort|suburb)\b",
    re.IGNORECASE,
)


def _is_scene_adjective(article: Article, mention: Mention) -> bool:
    """Return whether an adjective names ground: 'into North Korean territory'."""
    if mention.kind is not MentionKind.DEMONYM:
        return False
    text = article.paragraphs[mention.paragraph].text
    before = text[max(0, mention.start - _NEAR) : mention.start]
    noun = _PLACE_NOUN.match(text[mention.end : mention.end + _NEAR])
    return bool(noun and _SCENE_BEFORE.search(before))
