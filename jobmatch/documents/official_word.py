"""An official document as Word (.docx), laid out by GB/T 9704-2012.

A4, body of 156 × 225 mm with 22 lines of 28 characters; title in 小标宋 of size two (22 pt), body in 仿宋 of size three
(16 pt), headings in 黑体, page numbers in 宋体 of size four (14 pt) between two dashes. The fonts are named, not
carried: a program that has none of them takes the one that is named beside it.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, Protocol

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jobmatch.documents.official import Grid, Heading, Official

TITLE, BODY, HEADING, PLAIN, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体", "Times New Roman"
INSTEAD = {TITLE: "宋体", BODY: "仿宋", HEADING: "SimHei", PLAIN: "SimSun"}
"""What stands in for a font where it is missing (``w:altName``)."""
BODY_WIDTH = 156
LINE = Pt(28)


class _Styled(Protocol):
    """A run or a style: whatever has a font."""

    @property
    def font(self) -> Any: ...

    @property
    def element(self) -> Any: ...


def as_word(document: Official) -> bytes:
    """Return the document as .docx; the same document is always the same text, dated the day it was issued."""
    made = Document()
    _page(made, document)
    _properties(made, document)
    _styles(made, document.lang)
    made.add_paragraph(document.title, style="Title")
    if document.subtitle:
        made.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        if isinstance(block, Grid):
            _grid(made, block)
        else:
            made.add_paragraph(block.text, style="Heading 1" if isinstance(block, Heading) else "Normal")
    _signed(made, document)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any, document: Official) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    made.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.alignment = side
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
        _font(line.add_run("— "), PLAIN, 14)
        _field(line, "PAGE")
        _font(line.add_run(" —"), PLAIN, 14)


def _field(line: Any, code: str) -> None:
    """Add a field that the word processor fills in, the page's number."""
    run = line.add_run()
    _font(run, PLAIN, 14)
    for kind in ("begin", None, "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)


def _properties(made: Any, document: Official) -> None:
    about = made.core_properties
    about.title, about.author, about.language = document.name, document.issuer, _language(document.lang)
    about.comments = ""
    about.created = about.modified = datetime.combine(document.day, time(), UTC)
    part = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = _font_table()


def _styles(made: Any, lang: str) -> None:
    styles = made.styles
    for name, font, size, bold in (
        ("Normal", BODY, 16, False),
        ("Title", TITLE, 22, False),
        ("Subtitle", BODY, 16, False),
        ("Heading 1", HEADING, 16, lang == "en"),
        ("Caption", PLAIN, 12, True),
    ):
        style = styles[name]
        _font(style, font, size)
        style.font.bold, style.font.italic, style.font.color.rgb = bold, False, RGBColor(0, 0, 0)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    for name in ("Title", "Subtitle", "Caption"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles[name].paragraph_format.first_line_indent = Pt(0)
    styles["Title"].paragraph_format.line_spacing = Pt(36)
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    if lang != "en":
        styles["Normal"].paragraph_format.first_line_indent = Pt(32)
    _speak(styles["Normal"], lang)


def _speak(style: Any, lang: str) -> None:
    """Say in what language the text is: what is read aloud, and how it is checked."""
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), "en-GB" if lang == "en" else "zh-CN")
    tag.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(tag)


def _font(styled: _Styled, name: str, size: float) -> None:
    styled.font.name, styled.font.size = LATIN, Pt(size)
    fonts = styled.element.get_or_add_rPr().rFonts
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), LATIN)


def _grid(made: Any, grid: Grid) -> None:
    caption = made.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for number, cells in enumerate([grid.head, *grid.rows]):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        if not number:
            _mark(row, "w:tblHeader")
        for place, text in enumerate(cells):
            cell = row.cells[place]
            cell.width = Mm(BODY_WIDTH * grid.shares[place] / sum(grid.shares))
            _cell(cell, text, is_head=not number, to_right=place in grid.numbers and number > 0)
    _describe(table, grid)


def _cell(cell: Any, text: str, *, is_head: bool, to_right: bool) -> None:
    line = cell.paragraphs[0]
    shape = line.paragraph_format
    shape.first_line_indent, shape.line_spacing = Pt(0), Pt(18)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if to_right else WD_ALIGN_PARAGRAPH.LEFT
    run = line.add_run(text)
    _font(run, PLAIN, 10.5)
    run.font.bold = is_head


def _mark(row: Any, name: str) -> None:
    """Mark a row: the head that comes again on each page, or one that no page cuts in two."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _describe(table: Any, grid: Grid) -> None:
    """Name the table for those who hear it."""
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), grid.caption)
    table._tbl.tblPr.append(name)


def _signed(made: Any, document: Official) -> None:
    for number, text in enumerate((document.issuer, document.dated)):
        line = made.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent, line.paragraph_format.first_line_indent = Pt(64), Pt(0)
        line.paragraph_format.keep_with_next = not number
        if not number:
            line.paragraph_format.space_before = LINE


def _language(lang: str) -> str:
    return "en" if lang == "en" else "zh-CN"


def _font_table(fonts: Sequence[str] = (TITLE, BODY, HEADING, PLAIN)) -> bytes:
    """Return the table that names, for each font, the one that stands in for it."""
    table = OxmlElement("w:fonts")
    for name in fonts:
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        instead = OxmlElement("w:altName")
        instead.set(qn("w:val"), INSTEAD[name])
        font.append(instead)
        table.append(font)
    made: bytes = serialize_part_xml(table)
    return made
