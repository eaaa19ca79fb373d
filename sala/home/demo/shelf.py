"""One book on the shelf of the demonstration; the clock makes its files after the start."""

from __future__ import annotations

from sala.home.demo.stage import Agency, Stage
from sala.knowledge.models import Asset
from sala.publishing.actions.building import ask_for_edition
from sala.publishing.actions.collections import CollectionText, add_chapter, begin_collection
from sala.publishing.models import ASSET

CHAPTERS = (
    "ปฏิทินตรวจรับ: จัดลำดับงานให้จบในห้าวัน",
    "ล้างคิวพิมพ์ที่ค้าง ในห้านาที",
    "ยี่สิบเลขที่หายไปในวันฝนตก",
)
BOOK = CollectionText(
    "สามเรื่องที่คนใหม่ควรอ่าน ในสัปดาห์แรก",
    "agency",
    intro="คนที่ย้ายมาใหม่ถามสามเรื่องนี้บ่อยที่สุด เราจึงรวมคำตอบที่ลองใช้แล้วในหลายอำเภอไว้ในเล่มเดียว อ่านจบได้ในพักเที่ยงหนึ่งวัน",
    series="คู่มือคนทำงานใหม่",
    volume="เล่มที่ ๑",
    licence="by",
)


def shelve(stage: Stage, agency: Agency) -> None:
    editor = agency.people["siriporn"]
    with stage.at(-4, 10):
        collection = begin_collection(BOOK, by=editor)
    found = Asset.objects.published().filter(agency=agency.unit, title__in=CHAPTERS)
    for asset in sorted(found, key=lambda asset: CHAPTERS.index(asset.title)):
        add_chapter(collection, ASSET, asset.pk, by=editor)
    ask_for_edition(collection, by=editor)
