"""The licences a text may stand under, and those an agency may begin its texts with (R102)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy


class Licence(models.TextChoices):
    AGENCY = "agency", gettext_lazy("ตามที่หน่วยงานกำหนด")
    BY = "by", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา")
    BY_SA = "by-sa", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา-อนุญาตแบบเดียวกัน")
    BY_NC = "by-nc", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ใช้เพื่อการค้า")
    BY_NC_SA = "by-nc-sa", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ใช้เพื่อการค้า-อนุญาตแบบเดียวกัน")
    BY_ND = "by-nd", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ดัดแปลง")
    BY_NC_ND = "by-nc-nd", gettext_lazy("ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ใช้เพื่อการค้า-ไม่ดัดแปลง")
    RESERVED = "reserved", gettext_lazy("สงวนสิทธิ์")


DEFAULT = Licence.AGENCY
NO_DERIVATIVES = frozenset({Licence.BY_ND, Licence.BY_NC_ND})
# All of these let colleagues adapt a text; who wants it otherwise says so on the text.
USUAL = tuple(kind for kind in Licence if kind not in {*NO_DERIVATIVES, Licence.RESERVED})
