"""Thai personal names: the title before, the given name people are called by, the family name."""

from __future__ import annotations

import re
from typing import NamedTuple

from sala.core.thai.text import clean_line

# Titles that stand before a name, spelled in full or short. Those without a dot are written
# together with the name, so the longest is tried first and what follows must be a name.
_FULL = (
    "ผู้ช่วยศาสตราจารย์ รองศาสตราจารย์ ศาสตราจารย์ นายแพทย์ แพทย์หญิง ทันตแพทย์หญิง ทันตแพทย์ "
    "เภสัชกรหญิง เภสัชกร สัตวแพทย์หญิง นายสัตวแพทย์ ว่าที่ร้อยตรีหญิง ว่าที่ร้อยตรี ว่าที่ร้อยโท ว่าที่ร้อยเอก "
    "ว่าที่พันตรี นายกองเอก นายกองโท นายกองตรี นายหมวดเอก นายหมวดโท นายหมวดตรี สิบตำรวจตรี สิบตำรวจโท "
    "สิบตำรวจเอก ดาบตำรวจ ร้อยตำรวจตรี ร้อยตำรวจโท ร้อยตำรวจเอก พันตำรวจตรี พันตำรวจโท พันตำรวจเอก "
    "พลตำรวจตรี พลตำรวจโท พลตำรวจเอก สิบตรี สิบโท สิบเอก จ่าสิบตรี จ่าสิบโท จ่าสิบเอก ร้อยตรีหญิง ร้อยตรี "
    "ร้อยโท ร้อยเอก พันตรี พันโท พันเอก พลตรี พลโท พลเอก เรือตรี เรือโท เรือเอก พันจ่าเอก จ่าเอก จ่าโท จ่าตรี "
    "พันจ่าอากาศตรี พันจ่าอากาศโท พันจ่าอากาศเอก จ่าอากาศตรี จ่าอากาศโท จ่าอากาศเอก "
    "เรืออากาศตรี เรืออากาศโท เรืออากาศเอก นาวาอากาศตรี นาวาอากาศโท นาวาอากาศเอก นาวาตรี นาวาโท นาวาเอก "
    "หม่อมราชวงศ์ หม่อมหลวง หม่อมเจ้า คุณหญิง ท่านผู้หญิง เด็กชาย เด็กหญิง นางสาว นาง นาย ดอกเตอร์ คุณ"
)
_SHORT = (
    "น.ส. ด.ช. ด.ญ. ดร. ผศ. รศ. ศ. นพ. พญ. ทพ. ทพญ. ภก. ภญ. น.สพ. สพ.ญ. กภ. ม.ร.ว. ม.ล. ม.จ. อ. "
    "ส.ต. ส.ท. ส.อ. จ.ส.ต. จ.ส.ท. จ.ส.อ. ร.ต. ร.ท. ร.อ. พ.ต. พ.ท. พ.อ. พล.ต. พล.ท. พล.อ. "
    "ส.ต.ต. ส.ต.ท. ส.ต.อ. ด.ต. ร.ต.ต. ร.ต.ท. ร.ต.อ. พ.ต.ต. พ.ต.ท. พ.ต.อ. พล.ต.ต. พล.ต.ท. พล.ต.อ. "
    "พ.อ.อ. พ.อ.ท. พ.อ.ต. จ.อ.อ. น.ต. น.ท. น.อ. จ.อ. จ.ท. จ.ต. ก.อ. Mr. Mrs. Ms. Miss. Dr. Prof."
)


def _short_pattern(title: str) -> str:
    """A space may follow each dot, and the last dot may be a space instead."""
    return r"\.\s?".join(title.rstrip(".").split(".")) + r"(?:\.|(?=\s))"


_JOINED = (*_FULL.split(), "หญิง", "เกียรติคุณ")
_CIVIL = ("นาย", "นาง", "นางสาว", "น.ส.", "คุณ", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.")
_GIVEN_NAMES_IN_KHUN = "วุฒิ|ธรรม"  # คุณวุฒิ and คุณธรรม are given names
_NAME_FOLLOWS = r"(?=\s*[ก-ฮเแโใไA-Za-z])"
_full_titles = "|".join(sorted(_FULL.split(), key=len, reverse=True))
_short_titles = "|".join(map(_short_pattern, sorted(_SHORT.split(), key=len, reverse=True)))
_TITLE = re.compile(
    rf"(?:ว่าที่(?=\s*[ก-ฮ]\.)|(?:{_short_titles})|"
    rf"(?!คุณ(?:{_GIVEN_NAMES_IN_KHUN}))(?:{_full_titles}){_NAME_FOLLOWS})\s*",
    re.IGNORECASE,
)


class ThaiName(NamedTuple):
    title: str
    given: str
    family: str

    @property
    def full(self) -> str:
        """นางสาวอนงค์ ใจดี: how a list or a letter writes the name."""
        if not self.title:
            return self.plain
        is_joined = not self.title.isascii() and self.title.endswith((".", *_JOINED))
        return f"{self.title}{'' if is_joined else ' '}{self.plain}".strip()

    @property
    def plain(self) -> str:
        """อนงค์ ใจดี, without title."""
        return f"{self.given} {self.family}".strip()

    @property
    def polite(self) -> str:
        """คุณอนงค์: how colleagues say the name. A foreign name stays as it is."""
        return polite_name(self.given)


def split_name(text: str) -> ThaiName:
    """Take a written name apart; a family name may have several words (ณ อยุธยา)."""
    text = clean_line(text)
    place = 0
    while match := _TITLE.match(text, place):
        if not text[match.end() :].strip():
            break
        place = match.end() + _tail(match.group(), text[match.end() :])
    given, _, family = text[place:].partition(" ")
    return ThaiName(title=text[:place].strip(), given=given, family=family.strip())


def _tail(title: str, rest: str) -> int:
    """How much of what follows belongs to a rank: ร.ต.หญิง, ศ.เกียรติคุณ. Never after นางสาว."""
    if title.endswith((" ", *_CIVIL)):
        return 0
    match = re.match(rf"(?:หญิง|เกียรติคุณ){_NAME_FOLLOWS}\s*", rest)
    return match.end() if match else 0


def polite_name(given: str) -> str:
    """The given name with คุณ before it; never twice, and not before a foreign name."""
    if not given or given.isascii() or given == "คุณ":
        return given
    return f"คุณ{given}"
