"""Three books on the shelf of the demonstration; the clock makes their files after the start."""

from __future__ import annotations

from typing import NamedTuple

from sala.communities.models import Community
from sala.home.demo.first_aid import E_BOOK, NO_NET, ODD_MAIL, WIFI
from sala.home.demo.library import DOCTORS
from sala.home.demo.notes import SERIES
from sala.home.demo.stage import Agency, Stage
from sala.knowledge.models import Asset, Note
from sala.publishing.actions.building import ask_for_edition
from sala.publishing.actions.collections import CollectionText, add_chapter, begin_collection
from sala.publishing.models import ASSET, NOTE

QUEUE = "ล้างคิวพิมพ์ที่ค้าง ในห้านาที"


class Volume(NamedTuple):
    by: str
    text: CollectionText
    titles: tuple[str, ...] = ()
    series: str = ""
    home: str = ""


VOLUMES = (
    Volume(
        "siriporn",
        CollectionText(
            "สามเรื่องที่คนใหม่ควรอ่าน ในสัปดาห์แรก",
            "agency",
            intro="คนที่ย้ายมาใหม่ถามสามเรื่องนี้บ่อยที่สุด เราจึงรวมคำตอบที่ลองใช้แล้วในหลายอำเภอไว้ในเล่มเดียว"
            " อ่านจบได้ในพักเที่ยงหนึ่งวัน",
            series="คู่มือคนทำงานใหม่",
            volume="เล่มที่ ๑",
            licence="by",
        ),
        ("ปฏิทินตรวจรับ: จัดลำดับงานให้จบในห้าวัน", QUEUE, "ยี่สิบเลขที่หายไปในวันฝนตก"),
    ),
    Volume(
        "wichai",
        CollectionText(
            "ชุดที่ ๑ ไวรัส เครื่องพิมพ์ อินเทอร์เน็ต",
            "agency",
            intro="ปฐมพยาบาลคอมพิวเตอร์ก่อนแจ้งช่าง ทุกเรื่องมีคนในอำเภอลองทำตามแล้ว",
            series="เทคนิคการใช้ IT",
            volume="เล่มที่ ๑",
            licence="by",
        ),
        (ODD_MAIL, QUEUE, NO_NET),
        home=DOCTORS,
    ),
    Volume(
        "wichai",
        CollectionText(
            "ชุดที่ ๒ Wi-Fi และหนังสืออิเล็กทรอนิกส์",
            "agency",
            intro="ต่อจากเล่มแรก เพิ่มเรื่องที่เทคโนโลยีใหม่ทำให้เอกสารเดิมล้าสมัย",
            series="เทคนิคการใช้ IT",
            volume="เล่มที่ ๒",
            licence="by",
        ),
        (WIFI, E_BOOK),
        home=DOCTORS,
    ),
    Volume(
        "siriporn",
        CollectionText(
            "เดินสำนักงานเขต",
            "public",
            intro="บันทึกสั้นจากการตรวจเยี่ยมอำเภอ เขียนหลังกลับถึงโต๊ะทุกครั้ง",
            licence="by-nc-nd",
        ),
        series=SERIES,
    ),
)


def shelve(stage: Stage, agency: Agency) -> None:
    for day, volume in enumerate(VOLUMES, -6):
        editor = agency.people[volume.by]
        with stage.at(day, 10):
            home = Community.objects.filter(agency=agency.unit, name=volume.home).first()
            collection = begin_collection(volume.text, by=editor, community=home)
        assets = Asset.objects.published().filter(agency=agency.unit, title__in=volume.titles)
        found = {asset.title: asset.pk for asset in assets}
        chapters = [(ASSET, found[title]) for title in volume.titles]
        notes = Note.objects.published().filter(agency=agency.unit, series__name=volume.series)
        chapters += [
            (NOTE, number) for number in notes.order_by("part").values_list("pk", flat=True)
        ]
        for label, number in chapters:
            add_chapter(collection, label, number, by=editor)
        ask_for_edition(collection, by=editor)
