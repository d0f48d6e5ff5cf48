"""Bodies made to confuse: read one way only, or refused with a problem document; never a failure of ours."""

from io import BytesIO

import pytest

from jobmatch.doors.api.strict_json import UnreadableError, read
from tests.pages.api.conftest import assert_problem

PAIR = b'"seeker": "00000000-0000-4000-8000-000000000000", "position": "00000000-0000-4000-8000-000000000001"'
UNREADABLE = {
    "nothing": b"",
    "no json": b"seeker=1",
    "cut off": b'{"seeker": ',
    "two values": b"{} {}",
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "not utf-8": b'{"note": "\xff"}',
    "a doubled key": b'{"note": "a", "note": "b"}',
    "a doubled key within": b'{"x": {"a": 1, "a": 1}}',
    "NaN": b'{"x": NaN}',
    "minus infinity": b'{"x": -Infinity}',
    "too large a number": b'{"x": 1e999}',
    "half a character": b'{"note": "\\ud800"}',
    "NUL": b'{"note": "a\\u0000"}',
    "half a key": b'{"\\udfff": 1}',
    "deep lists": b'{"x": ' + b"[" * 20 + b"]" * 20 + b"}",
    "very deep lists": b'{"x": ' + b"[" * 30_000,
    "deep objects": b'{"x":' * 500 + b"1" + b"}" * 500,
    "an endless number": b'{"x": ' + b"9" * 5000 + b"}",
    "utf-16": '{"note": "x"}'.encode("utf-16"),
    "single quotes": b"{'note': 1}",
    "a trailing comma": b'{"note": 1,}',
    "a comment": b"{/**/}",
}
ADDRESSES = ["/referrals", "/hires", "/referrals/00000000-0000-4000-8000-000000000000/answer"]
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_one_way_only_is_refused(raw):
    with pytest.raises(UnreadableError):
        read(raw)


def test_what_can_be_read_is_read():
    raw = ' {"a": [1, 2.5, "张", null, true, {"b": {}}]} '.encode()
    assert read(raw) == {"a": [1, 2.5, "张", None, True, {"b": {}}]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_unreadable_body_is_answered_with_400(desk, address):
    for name, raw in UNREADABLE.items():
        assert desk.post(address, data=raw, headers=JSON).status_code == 400, name
    assert_problem(desk.post(address, data=b"[]", headers=JSON), 400)


def test_another_media_type_is_refused(desk):
    for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/x"]:
        assert_problem(desk.post("/referrals", data=b"{%s}" % PAIR, headers={"Content-Type": media}), 415)


def test_a_huge_body_is_refused(desk):
    assert_problem(desk.post("/referrals", data=b'{"note": "' + b"x" * 200_000 + b'"}', headers=JSON), 413)


VALUES = [None, True, 0, -1, 1.5, "", "x", [], {}, [[]], {"a": {"b": 1}}, "𠮷" * 10, 10**300]


@pytest.mark.parametrize("field", ["seeker", "position", "note"])
def test_every_type_in_every_place_is_answered(desk, world, field):
    for value in VALUES:
        response = desk.post(
            "/referrals", {"seeker": world.seeker, "position": world.position, "note": "x", field: value}
        )
        fits = field == "note" and (value is None or isinstance(value, str))
        assert response.status_code in ({201, 409} if fits else {422}), response.text


def test_no_column_can_be_slipped_in(desk, world):
    for field in ("district_id", "made_by", "state", "id", "version", "__class__", "_schema", "x" * 9000):
        body = {"seeker": world.seeker, "position": world.position, field: "x"}
        assert desk.post("/referrals", body).status_code == 422, field


def test_a_form_is_no_body(desk, world):
    response = desk.post("/referrals", data={"seeker": world.seeker, "position": world.position})
    assert_problem(response, 415)


def test_a_huge_body_of_unsaid_length_is_refused(desk):
    stream = {
        "input_stream": BytesIO(b'{"note": "' + b"x" * 200_000 + b'"}'),
        "environ_base": {"wsgi.input_terminated": True},
    }
    assert_problem(desk.post("/referrals", headers=JSON, **stream), 413)
