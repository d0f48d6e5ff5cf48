"""A photograph goes in with all that a camera writes and comes out as pixels; what is none is refused."""

from io import BytesIO

import pytest
from PIL import Image

from jobmatch.documents import pictures
from jobmatch.documents.pictures import PictureError, draw_anew

SECRET = "29.65 N 121.40 E"


def picture(form="JPEG", size=(40, 20), mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, 128).save(out, form, **options)
    return out.getvalue()


def exif(turned=1):
    told = Image.Exif()
    told[0x010E], told[0x0112] = SECRET, turned
    return told


def test_nothing_that_the_camera_wrote_comes_out():
    data = picture(exif=exif(), comment=SECRET.encode()) + SECRET.encode()
    assert SECRET.encode() in data
    drawn = draw_anew(data)
    assert SECRET.encode() not in drawn.jpeg
    with Image.open(BytesIO(drawn.jpeg)) as image:
        assert (image.format, dict(image.getexif()), "comment" in image.info) == ("JPEG", {}, False)


def test_it_is_upright_and_no_longer_than_needed():
    drawn = draw_anew(picture(size=(3200, 1600), exif=exif(turned=6)))
    assert (drawn.width, drawn.height) == (800, 1600)


def test_transparency_becomes_white_paper():
    drawn = draw_anew(picture("PNG", mode="RGBA"))
    with Image.open(BytesIO(drawn.jpeg)) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    "data",
    [b"", b"nonsense", picture("GIF", mode="P"), picture("BMP"), picture()[:60], picture("PNG")[:60], b"%PDF-1.7"],
    ids=["empty", "text", "gif", "bmp", "half a jpeg", "half a png", "pdf"],
)
def test_what_is_no_photograph_is_refused(data):
    with pytest.raises(PictureError) as refused:
        draw_anew(data)
    assert refused.value.key == "picture.unreadable"


def test_too_many_bytes_and_too_many_pixels_are_refused_before_anything_is_drawn(monkeypatch):
    with pytest.raises(PictureError) as refused:
        draw_anew(b"x" * (pictures.MOST_BYTES + 1))
    assert refused.value.key == "picture.bytes"
    monkeypatch.setattr(pictures, "MOST_PIXELS", 500)
    with pytest.raises(PictureError) as refused:
        draw_anew(picture())
    assert refused.value.key == "picture.pixels"
