"""Makes workbooks for tests, harmless ones and hostile ones: an .xlsx is a zip of XML, so any of it can be bent."""

import io
import zipfile
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_SHEETS = '<sheets><sheet name="名册" sheetId="1" r:id="r1"/></sheets>'
_BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{_SHEETS}</workbook>'
_BOOK_RELS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def letters(place):
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(row, place, value):
    """A cell's XML: text as text, a number as a number, ``("f", formula, saved value)`` as a formula."""
    at = f"{letters(place)}{row}"
    if isinstance(value, tuple):
        return f'<c r="{at}" t="str"><f>{escape(value[1])}</f><v>{escape(value[2])}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet_xml(rows, merges=(), before=""):
    lines = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(number, place, value) for place, value in enumerate(row) if value != "")
        lines += f'<row r="{number}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{_MAIN}">'
    return f"{head}<sheetData>{lines}</sheetData>{merged}</worksheet>"


def parts_of(sheet):
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet,
    }


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # A stated day, so that the same content is the same file.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def book(rows, merges=(), before=""):
    return zipped(parts_of(sheet_xml(rows, merges, before)))


def bomb():
    """About 460 KB that unpack to more than 100 MB (234:1 and more)."""
    return book([["姓名"]], before="<!--" + "a" * 110_000_000 + "-->")


def with_lying_size(real, said):
    """A workbook whose directory says that the sheet is small, in both places where a size is said."""
    data = bytearray(book([["姓名", "x" * real]]))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := data.find(signature, place + 1)) != -1:
            name_at = place + (30 if at == 22 else 46)
            if data[name_at : name_at + 24] == b"xl/worksheets/sheet1.xml":
                data[place + at : place + at + 4] = said.to_bytes(4, "little")
    return bytes(data)


def with_shared_bytes():
    """A workbook whose directory names the bytes of the sheet under two names (overlapping entries)."""
    data = bytearray(book([["姓名"]]))
    end = data.rfind(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    entry = data[data.rfind(b"PK\x01\x02") : end]
    copied = entry.replace(b"sheet1.xml", b"sheet2.xml")
    number = int.from_bytes(data[end + 10 : end + 12], "little") + 1
    tail = bytearray(data[end:])
    tail[8:10] = tail[10:12] = number.to_bytes(2, "little")
    tail[12:16] = (end - start + len(copied)).to_bytes(4, "little")
    return bytes(data[:end] + copied + tail)
