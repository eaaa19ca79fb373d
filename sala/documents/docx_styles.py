"""The look of a Word document: few styles, a Thai face for complex script, real numbering."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

FACE, SIZE = "TH Sarabun New", 32  # of every Thai office; sizes are half points
CODE_FACE = "Courier New"
INK, QUIET = "1B2A33", "5A6B75"
LEVELS, STEP = 9, 425  # how deep a list goes, how far each level stands in (twips)
BULLETS = "•–▪"
BULLET_LIST, NUMBER_LIST = 1, 2
UNUSED = ("stylesWithEffects", "/customXml")


def _run(size: int, *, bold: bool = False, italic: bool = False, color: str = INK) -> str:
    """What a letter looks like, said for Latin and for complex script alike."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    slant = "<w:i/><w:iCs/>" if italic else ""
    return (
        f'<w:rPr>{weight}{slant}<w:color w:val="{color}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _paragraph(
    number: str, name: str, paragraph: str, run: str = "", *, based: str = "Normal", then: str = ""
) -> str:
    default = ' w:default="1"' if number == "Normal" else ""
    parent = "" if number == "Normal" else f'<w:basedOn w:val="{based}"/>'
    after = f'<w:next w:val="{then}"/>' if then else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{number}"><w:name w:val="{name}"/>'
        f"{parent}{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>"
    )


def _heading(level: int, size: int, before: int) -> str:
    paragraph = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    look = _run(size, bold=True)
    return _paragraph(f"Heading{level}", f"heading {level}", paragraph, look, then="Normal")


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _face(face: str) -> str:
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def _character(number: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{number}"><w:name w:val="{name}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


_QUOTE = (
    f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{QUIET}"/></w:pBdr>'
    f'{_space(120, 120)}<w:ind w:left="567" w:right="567"/>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{QUIET}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES = f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr>{_face(FACE)}<w:sz w:val="{SIZE}"/><w:szCs w:val="{SIZE}"/>
<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>
</w:pPrDefault>
</w:docDefaults>
{_paragraph("Normal", "Normal", "", _run(SIZE))}
{_paragraph("Title", "Title", _space(0, 60), _run(48, bold=True), then="Normal")}
{_heading(1, 38, 320)}{_heading(2, 34, 240)}{_heading(3, 32, 200)}
{_paragraph("Byline", "Byline", _space(0, 40), _run(28, color=QUIET))}
{_paragraph("Quote", "Quote", _QUOTE, _run(SIZE))}
{_paragraph("Caption", "caption", _space(0, 200), _run(28, color=QUIET))}
{_paragraph("ListParagraph", "List Paragraph", _space(0, 60))}
{_paragraph("Preformatted", "Preformatted", _space(60, 120), f"<w:rPr>{_face(CODE_FACE)}</w:rPr>")}
{_paragraph("Header", "header", _space(0, 0), _run(24, color=QUIET))}
{_paragraph("Footer", "footer", _space(0, 0), _run(24, color=QUIET))}
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
{_character("Hyperlink", "Hyperlink", '<w:color w:val="0B5C6B"/><w:u w:val="single"/>')}
{_character("InlineCode", "Inline Code", _face(CODE_FACE))}
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>
</w:styles>"""


def _numbering() -> str:
    """Two lists of nine levels: bullets, and numbers that each new list begins anew."""
    found = []
    for kind in (BULLET_LIST, NUMBER_LIST):
        levels = "".join(_level(kind, level) for level in range(LEVELS))
        found.append(
            f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{levels}</w:abstractNum>"
        )
    bullets = f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="{BULLET_LIST}"/></w:num>'
    return f"<w:numbering {nsdecls('w')}>{''.join(found)}{bullets}</w:numbering>"


def _level(kind: int, level: int) -> str:
    is_bullet = kind == BULLET_LIST
    mark = BULLETS[level % len(BULLETS)] if is_bullet else f"%{level + 1}."
    style = "bullet" if is_bullet else "decimal"
    left = STEP * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def dress(document: Document) -> None:
    """Our styles in the place of the template's, whose 160 others weigh half a megabyte."""
    _fill(document.styles.element, parse_xml(STYLES))
    _fill(document.part.numbering_part.element, parse_xml(_numbering()))
    language = document.settings.element.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    rels = document.part.rels
    for key in [key for key, rel in rels.items() if any(one in rel.reltype for one in UNUSED)]:
        del rels[key]
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]


def _fill(element: Any, source: Any) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(source):
        element.append(child)


def new_number_list(document: Document, start: int, at: int) -> int:
    """A numbered list of its own on a level; its number for the paragraphs in it."""
    numbering = document.part.numbering_part.element
    number = len(numbering.findall(qn("w:num"))) + 1
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start if level == at else 1}"/>'
        "</w:lvlOverride>"
        for level in range(LEVELS)
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{NUMBER_LIST}"/>'
            f"{overrides}</w:num>"
        )
    )
    return number
