"""PDF from templates in the language of Typst: tagged, to be kept (PDF/A-2a) and read by everyone (PDF/UA-1).

``templates/documents/`` holds the templates. Data reach them as JSON and are drawn as they stand: what somebody typed
is text there, never markup. Nothing is fetched: fonts come from a Python package and from Debian's packages.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from jobmatch.config import project_root
from jobmatch.wording import SentenceError

STANDARDS: "Sequence[typst.PDFStandard]" = ("a-2a", "ua-1")
"""ISO 19005-2 level A and ISO 14289-1. Without one of them a character that no font has becomes a box, silently."""

SONG, HEI = "Noto Serif CJK SC", "Noto Sans SC"
FAMILIES = (SONG, HEI, "Noto Sans CJK SC", "HanaMinA", "HanaMinB", "BabelStone Han")
"""The fonts that may be used, as far as they are there. ``HEI`` comes with the program and is enough; Debian's
fonts-noto-cjk adds ``SONG``, in which official documents are set, fonts-hanazono and fonts-babelstone-han add rare
characters."""

SYSTEM_FONTS = Path("/usr/share/fonts")
_UNDRAWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


class UndrawnCharacterError(SentenceError):
    """A character stands in a document that none of the fonts has."""


def compile_pdf(
    template: str, data: Mapping[str, Any], *, made_at: datetime, standards: "Sequence[typst.PDFStandard]" = STANDARDS
) -> bytes:
    """Return the PDF that the template ``template`` (``letter.typ``) makes of ``data``, which JSON can hold.

    The template reads them with ``json(bytes(sys.inputs.data))``; ``data.fonts`` lists the fonts that are there,
    ``song`` for the body, ``hei`` for headings, each in the order in which a character is looked for. ``made_at``
    (aware) is written into the file: the same data of the same instant are the same bytes. Raises
    ``UndrawnCharacterError`` naming the character.
    """
    root = project_root() / "templates" / "documents"
    said = json.dumps({**data, "fonts": {"song": list_families(SONG), "hei": list_families(HEI)}}, ensure_ascii=False)
    try:
        made = typst.compile(
            root / template,
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": said},
            pdf_standards=list(standards),
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise _told(error) from error
    assert isinstance(made, bytes)
    return made


@cache
def list_families(first: str) -> list[str]:
    """List the usable fonts of this machine in the order in which a character is looked for, from ``first`` on."""
    there = set(_fonts().families())
    return sorted((one for one in FAMILIES if one in there), key=lambda one: one != first)


@cache
def _fonts() -> typst.Fonts:
    """Read what fonts there are, once for each process."""
    ours = Path(str(files("justmytype_intl_cjk"))) / "fonts" / "ofl" / "notosanssc"
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(one) for one in (ours, SYSTEM_FONTS) if one.is_dir()],
    )


def _told(error: typst.TypstError) -> Exception:
    found = _UNDRAWN.search(error.message)
    if found is None:
        return error
    escaped = _ESCAPED.match(found["text"])
    character = chr(int(escaped["code"], 16)) if escaped else found["text"][0]
    return UndrawnCharacterError("document.undrawn_character", character=character, code=f"U+{ord(character):04X}")
