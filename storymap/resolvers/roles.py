"""Whether things happen at a mentioned place, or it is only spoken of.

A demonym, a name inside an organisation's, a government's name for its country ('Moscow agreed'), a
rival team, a party tag and an office ('president of Peru') are spoken of. A dateline, a locative
preposition and a verb of movement set a scene. Members of a list share its role. Where nothing
speaks, the place counts as a setting: the map would rather show a place too many than lose one
where the story happens.
"""

from __future__ import annotations

import re

from storymap.model import Article, Mention, MentionKind, Role

_NEAR = 90  # code points of context on either side

_NAME = r"(?:the\s+)?[A-Z][\w’'.-]*(?:\s+(?:of\s+)?[A-Z][\w’'.-]*){0,3}"
_LIST_BEFORE = re.compile(rf"(?:{_NAME}(?:,\s+|,?\s+(?:and|or)\s+))+$")
_LIST_AFTER = re.compile(rf"^(?:(?:,\s+|,?\s+(?:and|or)\s+){_NAME})+")

_KIND = r"(?:city|town|village|province|state|district|county|region|island|port|suburb|capital)"
_SIDE = r"(?:(?:north|south|east|west)[\w-]*|central|downtown|upper|lower|rural|nearby|all|most)"
_SCENE_BEFORE = re.compile(
    rf"\b(?:in|at|near|outside|inside|around|across|throughout|through|into|onto|toward|towards|on|"
    rf"off|along|beyond|via|over|above|within|reach(?:ed|es|ing)?|visit(?:ed|ing|s)?|tour(?:ed|ing)?|"
    rf"left|leaves|leaving|enter(?:ed|ing|s)?|cross(?:ed|ing|es)?|struck|hit|hits|hitting|flooded|"
    rf"bombed|shelled|captured|besieged|evacuated|{_SIDE}\s+of|"
    rf"(?:outskirts|streets|centre|center|coast|parts?|areas?|{_KIND}|mayor)\s+of)"
    rf"(?:\s+(?:the|and|of|neighbou?ring|{_SIDE}|{_KIND}|cities|towns|villages))*\s+$",
    re.IGNORECASE,
)
_ROUTE_BEFORE = re.compile(r"\b(?:from|to|between)(?:\s+the)?\s+$", re.IGNORECASE)
_SPOKEN_BEFORE = re.compile(
    r"\b(?:president|premier|minister|chancellor|king|queen|prince|princess|sultan|emir|"
    r"leaders?|rulers?|officials?|diplomats?|delegations?|ambassador|envoy|governor|senators?|government|republic|parliament|university|bank|church|"
    r"bishop|archbishop|citizens?|natives?|people|nationals?|flag|relations|ties|war|sanctions|"
    r"talks|deal|trade|agreement|support|aid|exports|imports|money|data|goods|wine|oil|gas|help|"
    r"observers|teams?|fans|troops|soldiers|loans?|weapons|tourists|visitors|rain|rival)"
    r"\s+(?:\w+\s+)?(?:of|to|for|from|with|on|against|by)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_OBJECT_BEFORE = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|beat(?:s|ing)?|defeat(?:ed|s|ing)?|play(?:s|ed)?|host(?:s|ed)?|"
    r"face[sd]?|meet(?:s|ing)?|drew with|lost to|beaten by|won (?:at|against)|"
    r"sold (?:\w+\s+)?to|sells? (?:\w+\s+)?to|answer(?:ed|s)?|blame[sd]?|accuse[sd]?|urge[sd]?|"
    r"warn(?:ed|s)?|against|versus|vs\.?|not|like|than|unlike|called|said)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_PARTY_BEFORE = re.compile(r"\b[A-Z]{1,3}-$")
_COMPOUND_AFTER = re.compile(
    r"^[-‑](?:based|born|led|backed|made|trained|registered|flagged|owned|bound|style|[A-Z])|^/[A-Z]"
)
_HOLDER_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:\w+\s+)?(?:president|premier|prime minister|minister|chancellor|king|queen|"
    r"government|army|military|navy|air force|embassy|ambassador|envoy|delegates?|delegation|"
    r"officials?|leaders?|troops|forces|diplomats?|parliament|senator|sen\.|rep\.|congressman|"
    r"representative|governor|gov\.|news agency|captain|national|citizens?|player|coach|striker|"
    r"team|plates|merchants|office|native|economy|currency|state|nuclear|missiles?|policy|regime|"
    r"program(?:me)?s?|interests?)\b",
    re.IGNORECASE,
)
# What a place does only where it stands for its government, its market or its team.
_SPEAKS_AFTER = re.compile(
    r"^(?:\s+\([^)]*\))?,?\s+(?:(?:has|have|had|is|was|would|will|did|does|do|both|also|later|"
    r"then|not|already|on\s+\w+day|\w+ly)\s+){0,3}(?:"
    r"sa(?:id|ys?)|agree[sd]?|announce[sd]?|den(?:y|ies|ied)|accuse[sd]?|warn(?:s|ed)?|insist\w*|"
    r"demand\w*|refuse[sd]?|reject\w*|want(?:s|ed)?|claim(?:s|ed)?|call(?:s|ed)?|urge[sd]?|"
    r"back(?:s|ed)|support(?:s|ed)|sign(?:s|ed)|threaten\w*|condemn\w*|welcome[sd]?|hope[sd]?|"
    r"plans?|pledge[sd]?|propose[sd]?|impose[sd]?|sen(?:ds?|t)|sought|seeks?|vow(?:s|ed)?|"
    r"won|wins|beat|beats|beating|lost|lose[sd]?|led|leads|drew|play(?:s|ed)?|defeated|hosts|goes|"
    r"joined|withdrew|ask(?:s|ed)?|promise[sd]?|offer(?:s|ed)?|answer(?:s|ed)?|decide[sd]?|"
    r"order(?:s|ed)?|raise[sd]?|kept|keeps?|seized|likes?|quarrel\w*|share[sd]?|watch(?:es|ed)?|"
    r"rose|fell|gained|closed|pa(?:y|ys|id)|giv(?:e|es|en)|gave|meets?|responded|respond|silent|"
    r"voted|fired|launched|invaded|sells?|sold|change[sd]?|followed|helped|put|blame[sd]?)\b",
)


def role_of(article: Article, mention: Mention) -> Role:
    """Return the role of a mention from its kind and the words beside it or beside its list."""
    if mention.kind is not MentionKind.NAME:
        return Role.MENTION
    text = article.paragraphs[mention.paragraph].text
    before = text[max(0, mention.start - _NEAR) : mention.start]
    after = text[mention.end : mention.end + _NEAR]
    if _PARTY_BEFORE.search(before) or _COMPOUND_AFTER.match(after):
        return Role.MENTION
    head, tail = _LIST_BEFORE.sub("", before), _LIST_AFTER.sub("", after)
    return _by_context(before, after) or _by_context(head, tail) or Role.SETTING


def _by_context(before: str, after: str) -> Role | None:
    """Return the role that the words on both sides give, None where they give none."""
    if _SPOKEN_BEFORE.search(before) or _OBJECT_BEFORE.search(before):
        return Role.MENTION
    if after[:1] in ("'", "’") and _HOLDER_AFTER.match(after):  # 'over the North's missiles'
        return Role.MENTION
    if _SCENE_BEFORE.search(before):
        return Role.SETTING
    if _HOLDER_AFTER.match(after):
        return Role.MENTION
    if _ROUTE_BEFORE.search(before):
        return Role.SETTING
    return Role.MENTION if _SPEAKS_AFTER.match(after) else None
