"""An official document (公文) before it has a form: title, paragraphs, tables, who issues it and when.

The same one becomes Word (``official_word``) and PDF (``official_pdf``), so neither can say what the other does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table of texts. ``head`` names the columns; ``shares`` are their widths, in parts of the line.

    ``numbers`` are the places of the columns that are set to the right.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[int]
    numbers: Sequence[int] = ()


Block = Heading | Text | Grid


@dataclass(frozen=True)
class Official:
    """A document. ``lang`` is ``zh`` or ``en``; ``issuer`` signs it on ``day``, said in ``dated``.

    A title of more than a line is broken where its meaning is (``\\n``), never in the middle of a word.
    """

    title: str
    subtitle: str
    lang: str
    blocks: Sequence[Block]
    issuer: str
    day: date
    dated: str

    @property
    def name(self) -> str:
        """Return the title in one line."""
        return ("" if self.lang == "zh" else " ").join(self.title.split("\n"))
