"""Make the two typefaces of printed documents from the web fonts of the pages.

    python tools/merge_fonts.py

Pages load Thai and Latin letters as separate files. The PDF renderer takes only one file a weight
and silently drops what that lacks (. : / in Thai text), so both are merged. And the text layer of a
PDF is made from shapes: the renderer draws ำ as a ring and an า, after which สำคัญ cannot be found.
The merged face draws that า with a glyph of its own, from which `sala/documents/pdf.py` knows
that it stands for ำ.
"""

from __future__ import annotations

import sys
import tempfile
from copy import deepcopy
from pathlib import Path

from fontTools.merge import Merger
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "sala/core/static/core/fonts"
TARGET = ROOT / "sala/documents/fonts"
FAMILY = "Sarabun Sala"
WEIGHTS = {400: "Regular", 700: "Bold"}
AA, AA_OF_AM = "uni0E32", "uni0E32.am"
MADE = 3_800_000_000  # seconds since 1904
TONES = ("uni0E48", "uni0E49", "uni0E4A", "uni0E4B")


def main() -> int:
    for weight, style in WEIGHTS.items():
        font = merged(weight)
        add_am(font)
        rename(font, style)
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = MADE  # the same bytes each time
        font.save(TARGET / f"sarabun-sala-{weight}.ttf")
    return 0


def merged(weight: int) -> TTFont:
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in ("thai", "latin"):
            font = TTFont(SOURCE / f"sarabun-{subset}-{weight}-normal.woff2")
            font.flavor = None
            parts.append(str(Path(folder) / f"{subset}.ttf"))
            font.save(parts[-1])
        return Merger().merge(parts)


def add_am(font: TTFont) -> None:
    """A copy of า, put in its place after a ring, with a tone mark between or without."""
    order = font.getGlyphOrder()
    glyf = font["glyf"]
    glyf[AA_OF_AM] = deepcopy(glyf[AA])
    font["hmtx"][AA_OF_AM] = font["hmtx"][AA]
    names = [*(name for name in order if name != AA_OF_AM), AA_OF_AM]
    font.setGlyphOrder(names)
    glyf.setGlyphOrder(names)
    if font["GDEF"].table.GlyphClassDef:
        font["GDEF"].table.GlyphClassDef.classDefs[AA_OF_AM] = 1
    rings = [name for name in names if name.startswith("uni0E4D")]
    tones = [name for name in names if name.split(".")[0] in TONES]
    table = font["GSUB"].table
    replace = add_lookup(table, buildLookup([buildSingleSubstSubtable({AA: AA_OF_AM})]))
    chains = [chain(font, [rings], replace), chain(font, [tones, rings], replace)]
    added = add_lookup(table, buildLookup(chains))
    for feature in features_of_thai(table):
        feature.LookupListIndex.append(added)
        feature.LookupCount = len(feature.LookupListIndex)


def chain(font: TTFont, before: list[list[str]], lookup: int) -> otTables.ChainContextSubst:
    """Where า follows these (nearest first), apply the lookup."""
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage = [coverage(font, names) for names in before]
    rule.InputCoverage = [coverage(font, [AA])]
    rule.LookAheadCoverage = []
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    rule.SubstLookupRecord = [record]
    return rule


def coverage(font: TTFont, names: list[str]) -> otTables.Coverage:
    table = otTables.Coverage()
    table.glyphs = sorted(names, key=font.getGlyphID)
    return table


def add_lookup(table: otTables.GSUB, lookup: otTables.Lookup) -> int:
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    return table.LookupList.LookupCount - 1


def features_of_thai(table: otTables.GSUB) -> list[otTables.Feature]:
    """The composition feature of the Thai script, always on."""
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    systems = [scripts["thai"].DefaultLangSys]
    records = table.FeatureList.FeatureRecord
    found = {index for system in systems for index in system.FeatureIndex}
    return [records[index].Feature for index in found if records[index].FeatureTag == "ccmp"]


def rename(font: TTFont, style: str) -> None:
    """A changed face has a name of its own."""
    names = font["name"]
    wanted = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    names.names = [record for record in names.names if record.nameID not in {*wanted, 16, 17}]
    for number, text in wanted.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    sys.exit(main())
