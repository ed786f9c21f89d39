"""Stories for the tests of the map: own texts, real gazetteer, places marked as [text|name] by hand."""

from __future__ import annotations

import re

from storymap.gazetteer import Gazetteer
from storymap.model import Article, Mention, Paragraph, Resolution, Role, Story
from storymap.story import tell

_MARK = re.compile(r"\[([^|\]]+)(?:\|([^\]]+))?\]")

KOREA = """\
The night train leaves [Seoul] and runs out of line an hour north of the city, towards [North Korea].
At [Panmunjom|Seoul] nobody speaks. The road back to [South Korea] is empty, and in [Pyongyang] the radio plays.
The talks moved to [Hanoi], the capital of [Vietnam], and it was from [Tokyo] that the envoy of the [United States] had come.
In [Japan] the evening papers had it first. [Seoul] had known for a week, and so had [Vietnam].
"""

PACIFIC = """\
The cable comes ashore south of [Tokyo] and runs to [Honolulu].
From [Honolulu] it turns to [Suva], in [Fiji], and on to [Auckland].
Repairs are made from [Apia] and from [Yokohama].
"""

ARCTIC = """\
From [Longyearbyen] the boat goes north, past the last hut. [Svalbard] keeps the seeds of the world.
[Tromsø] is the nearest city, [Murmansk] the next; [Norway] and [Russia] share the sea between.
"""

ARABIC = """\
غادر القطار [القاهرة|Cairo] ليلا متجها إلى [الإسكندرية|Alexandria].
ثم عاد إلى [أسوان|Aswan] عبر [مصر|Egypt].
"""

LOCAL = """\
The council of [Lexington|Lexington, Kentucky] met on Monday; [Louisville] had voted before it.
The road to [Frankfort|Frankfort, Kentucky] floods every spring, as [Kentucky] knows. [Paris|Paris, Kentucky] is dry.
"""

WORLD = (
    "London Paris Berlin Madrid Rome Lisbon Dublin Oslo Stockholm Helsinki Warsaw Prague Vienna Budapest Athens "
    "Istanbul Kyiv Moscow Cairo Tunis Algiers Lagos Accra Dakar Nairobi Kampala Luanda Johannesburg Maputo "
    "Tehran Baghdad Riyadh Dubai Karachi Delhi Mumbai Dhaka Bangkok Hanoi Manila Jakarta Singapore Beijing "
    "Shanghai Seoul Tokyo Sydney Auckland Vancouver Chicago Toronto Houston Havana Bogota Lima Santiago "
    "Brazil Argentina Canada Australia"
)


def world_text() -> str:
    """Sixty places in twenty paragraphs."""
    names = WORLD.split()
    rows = [names[i : i + 3] for i in range(0, len(names), 3)]
    return "\n".join(f"From [{a}] the letter went to [{b}] and on to [{c}]." for a, b, c in rows)


def make_story(text: str, gazetteer: Gazetteer, *, title: str = "", language: str = "en") -> Story:
    """The story of a marked text; a mark's place is the first that the gazetteer finds for its name."""
    paragraphs, resolutions = [], []
    for index, line in enumerate(text.strip().splitlines()):
        plain, last = "", 0
        for hit in _MARK.finditer(line):
            plain += line[last : hit.start()]
            word, name = hit[1], hit[2] or hit[1]
            mention = Mention(index, len(plain), len(plain) + len(word), word, name)
            place = gazetteer.lookup(name)[0].place
            role = Role.MENTION if place.feature.startswith("A.PCL") else Role.SETTING
            resolutions.append(Resolution(mention, place, 0.9, "by hand", role))
            plain, last = plain + word, hit.end()
        paragraphs.append(Paragraph(index, plain + line[last:]))
    article = Article(tuple(paragraphs), title=title, language=language)
    return tell(article, resolutions, gazetteer)
