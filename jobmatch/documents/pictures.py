"""Photographs that somebody uploads, drawn anew: what passes out is a JPEG of ours without anything the camera wrote.

Judged by content, never by name or type: only JPEG and PNG are opened. Place, time, device and whatever else hides in
a file are gone, for only the pixels go on (EXIF, GPS, thumbnails, trailing data).
"""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from jobmatch.wording import SentenceError

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1600
"""Pixels: a sheet of A4 is read well at about 140 dots an inch."""

_QUALITY = 70
_FORMATS = ("JPEG", "PNG")
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    MemoryError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class PictureError(SentenceError):
    """A file is no picture that can be kept; its sentence says why and what to do."""


@dataclass(frozen=True, repr=False)
class Picture:
    """A JPEG, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def draw_anew(data: bytes) -> Picture:
    """Return the picture in ``data``, upright, at most ``LONGEST_SIDE`` pixels long. Raises ``PictureError``."""
    if len(data) > MOST_BYTES:
        raise PictureError("picture.bytes", most=MOST_BYTES // 1024**2)
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError("picture.pixels", most=MOST_PIXELS // 1_000_000)
            # A JPEG can be read at half or a quarter of its size, in a fraction of time and memory.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            plain = _on_white(upright)
    except PictureError:
        raise
    except _BROKEN:
        raise PictureError("picture.unreadable") from None
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(out.getvalue(), plain.width, plain.height)


def _on_white(image: Image.Image) -> Image.Image:
    """Return the pixels alone in a new image: nothing that hangs on the old one comes with them."""
    coloured = image.convert("RGBA")
    plain = Image.new("RGB", coloured.size, "white")
    plain.paste(coloured, mask=coloured.getchannel("A"))
    return plain
