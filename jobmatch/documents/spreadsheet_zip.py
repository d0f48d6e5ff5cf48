"""Looks into the zip that an .xlsx or .ods is before anybody opens it: sizes, entries, overlaps, what the entries hold.

The directory may lie about sizes, so each entry is also unpacked once, counted and thrown away. XML with a document
type is refused: no spreadsheet program writes one, and only there entities can be declared.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from jobmatch.documents.spreadsheet_limits import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED, Refused

_CHUNK = 64 * 1024
_LOCAL = struct.Struct("<4s5H3I2H")
_FORBIDDEN = (b"<!doctype", b"<!entity")
_KEEP = max(map(len, _FORBIDDEN)) - 1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SMALL = 1024 * 1024
"""Below that a high ratio harms nobody: an empty styles file packs very well."""
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
"""OpenDocument writes there which of its parts are locked (OpenDocument 1.3, part 2, 4.8)."""
_OTHER_WIDTH = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def check_archive(data: bytes) -> str:
    """Return ``xlsx`` or ``ods``. Raises ``Refused`` unless ``data`` unpacks to a plain workbook of harmless size."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError):
        raise Refused("spreadsheet.damaged") from None
    _check_directory(entries)
    kind = _kind({entry.filename.lower() for entry in entries})
    _check_places(data, entries)
    left = MOST_UNPACKED
    for entry in entries:
        left -= _count(data, entry, left)
        if entry.filename == _MANIFEST and any(_ENCRYPTED in piece for piece in _pieces(data, entry)):
            raise Refused("spreadsheet.locked")
    return kind


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused("spreadsheet.entries", most=MOST_ENTRIES)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("spreadsheet.locked")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused("spreadsheet.unpacked", most=MOST_UNPACKED // 1024**2)
    if any(entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size) for entry in entries):
        raise Refused("spreadsheet.ratio")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused("spreadsheet.damaged")


def _kind(names: set[str]) -> str:
    if any("vbaproject" in name or (name.endswith(".bin") and "xl/macrosheets" in name) for name in names):
        raise Refused("spreadsheet.macros")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if not {"mimetype", "content.xml", _MANIFEST.lower()} <= names:
        raise Refused("spreadsheet.other_archive")
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        raise Refused("spreadsheet.macros")
    return "ods"


def _check_places(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes unpack to far more than there is."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Refused("spreadsheet.damaged")
        end = _start(data, entry) + entry.compress_size


def _start(data: bytes, entry: zipfile.ZipInfo) -> int:
    head = data[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        raise Refused("spreadsheet.damaged")
    signature, *_rest, name, extra = _LOCAL.unpack(head)
    if signature != b"PK\x03\x04":
        raise Refused("spreadsheet.damaged")
    return int(entry.header_offset + _LOCAL.size + name + extra)


def _count(data: bytes, entry: zipfile.ZipInfo, most: int) -> int:
    """Unpack an entry in small pieces and return its true size. Raises ``Refused`` where it is not what was said."""
    size, tail, is_first = 0, b"", True
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    for piece in _pieces(data, entry):
        size += len(piece)
        if size > min(most, entry.file_size):
            raise Refused("spreadsheet.lies")
        if is_xml:
            if is_first and piece[:2] in _OTHER_WIDTH:
                raise Refused("spreadsheet.entities")
            seen = tail + piece.lower()
            if any(word in seen for word in _FORBIDDEN):
                raise Refused("spreadsheet.entities")
            tail, is_first = seen[-_KEEP:], False
    if size != entry.file_size:
        raise Refused("spreadsheet.lies")
    return size


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    if entry.compress_type not in _METHODS:
        raise Refused("spreadsheet.damaged")
    start = _start(data, entry)
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
        return
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        waiting: bytes | memoryview = packed
        while not unpack.eof and (len(waiting) or unpack.unconsumed_tail):
            yield unpack.decompress(waiting, _CHUNK)
            waiting = unpack.unconsumed_tail
        if not unpack.eof or unpack.unused_data:
            raise Refused("spreadsheet.damaged")
    except zlib.error:
        raise Refused("spreadsheet.damaged") from None
