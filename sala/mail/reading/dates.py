"""Does a line carry a date or a clock time, in Thai or English, Buddhist or Gregorian years, either
digits?
"""

import re

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|"
    "พฤศจิกายน|ธันวาคม|"
    r"ม\.?\s?ค\.?|ก\.?\s?พ\.?|มี\.?\s?ค\.?|เม\.?\s?ย\.?|พ\.?\s?ค\.?|มิ\.?\s?ย\.?|"
    r"ก\.?\s?ค\.?|ส\.?\s?ค\.?|"
    r"ก\.?\s?ย\.?|ต\.?\s?ค\.?|พ\.?\s?ย\.?|ธ\.?\s?ค\.?|"
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    "Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\s?[-/ ]?\s?(?:{_MONTHS})\.?,?\s?[-/ ]?\s?(?:พ\.?ศ\.?\s?|ค\.?ศ\.?\s?)?\d{{2,4}}"
    rf"|(?:{_MONTHS})\.?\s?\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}[/.-]\d{1,2}[/.-]\d{1,2}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\b\d{1,2}\.\d{2}\s?น\.?|เวลา\s*\d{1,2}[.:]\d{2}|"
    r"\d\s?[AP]M\b",
    re.IGNORECASE,
)


def arabic(text: str) -> str:
    """The same line with Thai digits as Arabic ones."""
    return text.translate(_THAI_DIGITS)


def has_date(text: str) -> bool:
    return bool(_DATE.search(arabic(text)))


def has_clock(text: str) -> bool:
    return bool(_CLOCK.search(arabic(text)))
