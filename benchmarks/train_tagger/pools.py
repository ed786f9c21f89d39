"""Names to put into sentences: places of every kind from the gazetteer, people from Faker (MIT)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from importlib import import_module

from storymap.gazetteer import Gazetteer

LOCALES = (
    "en_US en_US en_US en_GB en_GB en_IN en_NG en_KE en_NZ en_PK fr_FR de_DE es_MX es_ES it_IT pt_BR "
    "nl_NL cs_CZ hu_HU tr_TR sv_SE da_DK fi_FI ro_RO id_ID vi_VN yo_NG ha_NG ig_NG sw zu_ZA az_AZ "
    "hr_HR sk_SK et_EE lt_LT lv_LV uz_UZ tw_GH no_NO sl_SI en_TH"
).split()
# Faker writes these in their own scripts only; common names in Latin letters, by us.
ROMANISED = (
    "Kim Park Lee Choi Jung Moon Yoon Han Lim Shin Kang Cho Jang Seo Kwon|Jae-in Jong Un Min-jun "
    "Ji-woo Seo-yeon Geun-hye Myung-bak Dae-jung Hyun-woo Soo-jin Yong-ho Eun-ji Ki-moon Chul-soo",
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo|Wei Fang Na "
    "Xiuying Min Jing Qiang Lei Yang Yan Jie Juan Tao Ming Chao Xiulan Xia Ping Gang Jintao Keqiang",
    "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Abe Kishida Noda|"
    "Hiroshi Yuki Sakura Haruto Yui Kenji Naoto Shinzo Akira Emi Taro Mika Daisuke Fumio Junichiro",
    "Ivanov Petrov Smirnov Volkov Kuznetsov Putin Medvedev Sokolov Popov Lebedev Orlov Morozova "
    "Pavlova|Dmitry Sergei Vladimir Natalia Olga Ivan Mikhail Alexei Svetlana Boris Irina Yuri Anna",
    "al-Sayed Hassan Hussein Ahmed Mahmoud Ali Ibrahim Saleh Khalil Haddad Mansour Nasser al-Assad "
    "Abdullah Khan|Mohammed Ahmad Omar Fatima Yusuf Aisha Khaled Layla Ali Hassan Samir Noor Tariq",
    "Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do|Van Anh Thi Hoa Minh Duc Quang Hai Tuan Linh Thu",
    "Shinawatra Chan-ocha Vejjajiva Widodo Aquino Duterte Marcos Suu Kyi Hun Sen Razak Mahathir|"
    "Yingluck Prayut Abhisit Joko Benigno Rodrigo Ferdinand Aung San Najib Anwar Somchai Maria",
    "Zelensky Shevchenko Kovalenko Bondarenko Tymoshenko Poroshenko Netanyahu Cohen Levi Peretz|"
    "Volodymyr Oleksandr Yulia Petro Benjamin Yair Tzipi Avigdor Ehud Shimon Mykola Oksana",
)


@dataclass(slots=True)
class Pools:
    """Names by kind; a draw picks one."""

    random: random.Random
    kinds: dict[str, list[str]] = field(default_factory=dict)
    people: list[tuple[list[str], list[str]]] = field(default_factory=list)

    def draw(self, kind: str) -> str:
        """A name of the kind."""
        return self.random.choice(self.kinds[kind])

    def person(self) -> tuple[str, str]:
        """A given name and a surname of one language."""
        given, family = self.random.choice(self.people)
        return self.random.choice(given), self.random.choice(family)


def pools(gazetteer: Gazetteer, rng: random.Random) -> Pools:
    """The pools, from the bundled gazetteer."""
    found = Pools(rng, people=[*_faker(), *_romanised()])
    for place in gazetteer.places():
        kind = kind_of(place.feature, place.population, place.country)
        if kind and _writable(place.name):
            found.kinds.setdefault(kind, []).append(place.name)
            if kind == "n":
                forms = [f for f in gazetteer.demonyms(place) if _writable(f)]
                found.kinds.setdefault("d", []).extend(forms[:1])
    for names in found.kinds.values():
        names.sort()
    return found


def kind_of(feature: str, population: int, country: str) -> str:
    """The template slot that a place fills; empty for none."""
    if feature.startswith("P."):
        return "c" if population >= 80_000 else "t" if population >= 300 else ""
    if feature.startswith("A.PC"):
        return "n"
    if feature == "A.ADM1":
        return "s" if country == "US" else "r"
    if feature == "A.ADM2":
        return "k" if country == "US" else "r"
    return "w" if feature[:2] in ("H.", "T.") else ""


def _writable(name: str) -> bool:
    """Names as an English paper writes them: Latin letters, no brackets, no numbers."""
    plain = all(c.isalpha() or c in " -'." for c in name) and name[:1].isupper()
    return plain and len(name) < 32 and all(ord(c) < 0x250 for c in name)


def _faker() -> list[tuple[list[str], list[str]]]:
    found = []
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        given = [
            name
            for key in ("first_names", "first_names_male", "first_names_female")
            for name in getattr(provider, key, ())
        ]
        family = list(getattr(provider, "last_names", ()))
        found.append((sorted(set(map(str, given))), sorted(set(map(str, family)))))
    return found


def _romanised() -> list[tuple[list[str], list[str]]]:
    halves = [line.split("|") for line in ROMANISED]
    return [(given.split(), family.split()) for family, given in halves]
