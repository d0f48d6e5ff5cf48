"""An official document as tagged PDF."""

from dataclasses import asdict
from datetime import UTC, datetime, time

from jobmatch.documents.official import Block, Grid, Heading, Official
from jobmatch.documents.pdf import compile_pdf


def as_pdf(document: Official) -> bytes:
    """Return the document as PDF/A-2a and PDF/UA-1; the same document is always the same bytes.

    Raises ``UndrawnCharacterError`` where a character stands in it that none of the fonts has.
    """
    more = {"name": document.name, "day": document.day.isoformat(), "blocks": [_told(one) for one in document.blocks]}
    data = {**asdict(document), **more}
    return compile_pdf("document.typ", data, made_at=datetime.combine(document.day, time(), UTC))


def _told(block: Block) -> dict[str, object]:
    kind = "heading" if isinstance(block, Heading) else "grid" if isinstance(block, Grid) else "text"
    return {"kind": kind, **asdict(block)}
