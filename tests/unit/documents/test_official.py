"""One official document, as Word and as PDF: both say the same, and both can be read out."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from jobmatch.documents.official import Grid, Heading, Official, Text
from jobmatch.documents.official_pdf import as_pdf
from jobmatch.documents.official_word import as_word
from jobmatch.documents.pdf import UndrawnCharacterError

GRID = Grid("各项指标", ["指标", "数量"], [["持证残疾人", "15,676"], ["新办残疾人证", "409"]], [2, 1], [1])
DOCUMENT = Official(
    title="示例区残疾人联合会\n2018年上半年工作成绩单",
    subtitle="（2018年1月1日至2018年6月30日）",
    lang="zh",
    blocks=[Heading("一、按比例就业"), Text("为384家企业690名残疾人办理残保金抵扣。"), GRID],
    issuer="示例区残疾人联合会",
    day=date(2018, 7, 2),
    dated="2018年7月2日",
)
SAID = ["工作成绩单", "一、按比例就业", "为384家企业690名残疾人办理残保金抵扣。", "各项指标", "15,676", "2018年7月2日"]
IN_NO_FONT = "\N{EGYPTIAN HIEROGLYPH A001}"


def pdf_of(document):
    return PdfReader(io.BytesIO(as_pdf(document)))


def text_of(document):
    return "".join("".join(page.extract_text().split()) for page in pdf_of(document).pages)


def kinds(element, found):
    """Every kind of structure element below one, in reading order."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            kinds(one, found)
    elif isinstance(element, dict):
        found.extend([element["/S"]] if "/S" in element else [])
        kinds(element.get("/K", []), found)
    return found


def test_the_pdf_is_tagged_and_names_its_language_and_title():
    root = pdf_of(DOCUMENT).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "zh-CN"
    told = root["/Metadata"].get_data().decode()
    assert "pdfaid:part>2<" in told
    assert "pdfuaid:part>1<" in told
    tags = kinds(root["/StructTreeRoot"]["/K"], [])
    assert tags.count("/TH") == len(GRID.head)
    assert tags.count("/TD") == sum(map(len, GRID.rows))
    assert {"/Title", "/P", "/Table"} <= set(tags) or {"/H1", "/P", "/Table"} <= set(tags)


def test_the_pdf_says_all_of_it_and_is_the_same_twice():
    text = text_of(DOCUMENT)
    assert [one for one in SAID if one not in text] == []
    assert as_pdf(DOCUMENT) == as_pdf(DOCUMENT)


def test_what_somebody_typed_is_text_and_never_a_command():
    typed = '#pagebreak() *x* $y$ "\\'
    document = replace(DOCUMENT, title=typed, blocks=[Text(typed), replace(GRID, rows=[[typed, "1"]])])
    assert text_of(document).count("".join(typed.split())) == 3


@pytest.mark.parametrize("field", ["title", "subtitle", "issuer"])
def test_a_character_that_no_font_has_is_named(field):
    with pytest.raises(UndrawnCharacterError) as refused:
        as_pdf(replace(DOCUMENT, **{field: f"王{IN_NO_FONT}"}))
    assert refused.value.values == {"character": IN_NO_FONT, "code": "U+13000"}


def test_a_rare_character_is_drawn():
    assert "䶮㛃𬀩" in text_of(replace(DOCUMENT, blocks=[Text("䶮㛃𬀩")]))


def test_word_says_all_of_it_in_the_fonts_of_an_official_document():
    made = Document(io.BytesIO(as_word(DOCUMENT)))
    lines = [one.text for one in made.paragraphs]
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert [one for one in SAID if one not in "".join([*lines, *cells])] == []
    fonts = [made.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Title", "Normal", "Heading 1")]
    assert fonts == ["方正小标宋简体", "仿宋_GB2312", "黑体"]
    assert (made.styles["Title"].font.size, made.styles["Normal"].font.size) == (Pt(22), Pt(16))
    assert made.core_properties.title == "示例区残疾人联合会2018年上半年工作成绩单"


def test_words_page_is_laid_out_by_the_standard_and_numbered_on_the_outer_side():
    made = Document(io.BytesIO(as_word(DOCUMENT)))
    page = made.sections[0]
    sides = (page.page_width, page.page_height, page.top_margin, page.left_margin)
    assert [round(one.mm) for one in sides] == [210, 297, 37, 28]
    assert made.settings.odd_and_even_pages_header_footer
    for footer in (page.footer, page.even_page_footer):
        (line,) = footer.paragraphs
        assert (line.text, "PAGE" in line._p.xml) == ("—  —", True)


def test_the_head_of_words_table_comes_again_on_each_page():
    head, *rows = Document(io.BytesIO(as_word(DOCUMENT))).tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row for row in rows if row._tr.trPr.find(qn("w:tblHeader")) is not None] == []
