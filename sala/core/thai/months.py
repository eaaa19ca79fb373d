"""Names of months and weekdays in both languages, and the ways people write them."""

from __future__ import annotations

from typing import NamedTuple


class Month(NamedTuple):
    number: int
    name: str
    short: str
    english: str
    english_short: str

    def names(self) -> set[str]:
        """Every spelling accepted on input, folded: no dots, no spaces, lower case."""
        spellings = (self.name, self.short, self.english, self.english_short)
        folded = {fold(spelling) for spelling in spellings}
        spoken = self.name.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")
        return folded | {spoken} | _ALSO.get(self.number, set())


class Weekday(NamedTuple):
    name: str
    short: str
    english: str
    english_short: str


_ALSO = {7: {"กรกฏาคม", "กรกฏา"}, 9: {"sept"}}  # a common misspelling of July


def fold(text: str) -> str:
    return "".join(char for char in text.lower() if char not in ". \u00a0")


MONTHS = (
    Month(1, "มกราคม", "ม.ค.", "January", "Jan"),
    Month(2, "กุมภาพันธ์", "ก.พ.", "February", "Feb"),
    Month(3, "มีนาคม", "มี.ค.", "March", "Mar"),
    Month(4, "เมษายน", "เม.ย.", "April", "Apr"),
    Month(5, "พฤษภาคม", "พ.ค.", "May", "May"),
    Month(6, "มิถุนายน", "มิ.ย.", "June", "Jun"),
    Month(7, "กรกฎาคม", "ก.ค.", "July", "Jul"),
    Month(8, "สิงหาคม", "ส.ค.", "August", "Aug"),
    Month(9, "กันยายน", "ก.ย.", "September", "Sep"),
    Month(10, "ตุลาคม", "ต.ค.", "October", "Oct"),
    Month(11, "พฤศจิกายน", "พ.ย.", "November", "Nov"),
    Month(12, "ธันวาคม", "ธ.ค.", "December", "Dec"),
)

WEEKDAYS = (
    Weekday("จันทร์", "จ.", "Monday", "Mon"),
    Weekday("อังคาร", "อ.", "Tuesday", "Tue"),
    Weekday("พุธ", "พ.", "Wednesday", "Wed"),
    Weekday("พฤหัสบดี", "พฤ.", "Thursday", "Thu"),
    Weekday("ศุกร์", "ศ.", "Friday", "Fri"),
    Weekday("เสาร์", "ส.", "Saturday", "Sat"),
    Weekday("อาทิตย์", "อา.", "Sunday", "Sun"),
)

MONTH_OF = {name: month.number for month in MONTHS for name in month.names()}
