"""Is a line somebody's own name? Titles, nicknames and brackets aside, in Thai or in Latin letters.

A Thai From and an English signature are one person when the consonants begin alike: สมชาย ใจดี and
Somchai Jaidee. That is weak, so it only counts at the head of a contact block.
"""

import re
from dataclasses import dataclass

_HONORIFIC = (
    r"นาย|นางสาว|นาง|น\.ส\.|ดร\.|ผศ\.|รศ\.|ศ\.|ทพ\.|พญ\.|นพ\.|ภก\.|ภญ\.|อ\.|ว่าที่|ร\.ต\.|พ\.ต\.|คุณ|"
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Asst"
)
TITLE = re.compile(rf"^(?:\(\s*)?(?:(?:{_HONORIFIC})\.?\s?)+", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_THAI_SOUNDS = {
    **dict.fromkeys("กขคฆ", "K"),
    **dict.fromkeys("จฉชฌ", "C"),
    **dict.fromkeys("ซศษส", "S"),
    **dict.fromkeys("ดตถทธฎฏฐฑฒ", "T"),
    **dict.fromkeys("นณ", "N"),
    **dict.fromkeys("บปผพภ", "P"),
    **dict.fromkeys("ฝฟ", "F"),
    **dict.fromkeys("ญย", "Y"),
    **dict.fromkeys("รลฬ", "L"),
    "ง": "G",
    "ม": "M",
    "ว": "W",
    "ห": "H",
    "ฮ": "H",
}
_LATIN_SOUNDS = {
    **dict.fromkeys("kgcq", "K"),
    "j": "C",
    **dict.fromkeys("szx", "S"),
    **dict.fromkeys("dt", "T"),
    "n": "N",
    **dict.fromkeys("bp", "P"),
    "f": "F",
    "y": "Y",
    **dict.fromkeys("rl", "L"),
    "m": "M",
    **dict.fromkeys("wv", "W"),
    "h": "H",
}
_DIGRAPHS = (("tch", "C"), ("ch", "C"), ("ph", "P"), ("th", "T"), ("kh", "K"), ("ng", "G"))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote: to know a contact block as the sender's own."""

    name: str = ""
    address: str = ""

    def words(self) -> list[str]:
        """Words of the name worth recognising, titles aside."""
        bare = TITLE.sub("", _ASIDE.sub(" ", self.name).strip())
        return [word for word in re.split(r"[\s,./]+", bare) if len(word) >= 2]

    def is_named_in(self, line: str) -> bool:
        """Does the line give this name and hardly more?"""
        bare = TITLE.sub("", line.strip(" *_()-,.;:|")).lower()
        hits = [word.lower() for word in self.words() if word.lower() in bare]
        if not hits:
            return False
        left = _ASIDE.sub(" ", bare)
        for hit in hits:
            left = left.replace(hit, " ")
        return len(re.sub(r"[\s().,/\"'|-]+", "", left)) <= max(12, len("".join(hits)))

    def goes_by(self, line: str) -> bool:
        """Could the line be the first name alone, in the other script?"""
        mine, heard = self.words()[:1], line.strip(" *_()-,.;:|")
        if not mine or not heard.isalpha() or heard.isascii() == mine[0].isascii():
            return False
        short, long = sorted((sounds(heard), sounds(mine[0])), key=len)
        return len(short) > 1 and long.startswith(short)

    def sounds_like(self, line: str) -> bool:
        """Could the line be this name in the other script?"""
        given = TITLE.sub("", _ASIDE.sub(" ", line).strip(" *_()-,.;:|"))
        mine, theirs = self.words()[:2], [word for word in re.split(r"[\s,]+", given) if word][:2]
        if len(mine) < 2 or len(theirs) < 2 or mine[0].isascii() == theirs[0].isascii():
            return False
        first = [sounds(word) for word in (mine[0], theirs[0])]
        last = [sounds(word) for word in (mine[1], theirs[1])]
        return first[0][:2] == first[1][:2] != "" and last[0][:1] == last[1][:1] != ""


def sounds(word: str) -> str:
    """The consonants of a name as a skeleton both scripts share."""
    if not word.isascii():
        bare = _SILENT.sub("", word)
        found = [_THAI_SOUNDS.get(letter, "") for letter in bare]
    else:
        bare = word.lower()
        for letters, sound in _DIGRAPHS:
            bare = bare.replace(letters, sound)
        found = [letter if letter.isupper() else _LATIN_SOUNDS.get(letter, "") for letter in bare]
    skeleton = re.sub(r"(.)\1+", r"\1", "".join(found))
    return skeleton[1:] if skeleton[:1] == "H" and skeleton[1:2] in set("NMLWYG") else skeleton
