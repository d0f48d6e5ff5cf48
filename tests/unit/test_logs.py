"""One event is one line that a program can read, and nothing a visitor sends forges one or gets into one."""

import io
import json
import logging

import pytest

from jobmatch import logs

NASTY = [
    "a\nb",
    "a\r\nb",
    "\x1b[31mred\x1b[0m",
    "\u202egnirts\u202c",
    "\u2028next",
    "\x9b2J",
    "\x00",
    '"}\n{"event":"x"}',
]


@pytest.fixture
def lines():
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    logs.to_stderr(stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]
    root.handlers, root.level = before, level


@pytest.mark.parametrize("nasty", NASTY)
def test_one_event_is_one_line(lines, nasty):
    logs.get("jobmatch.test").info("told", fact=nasty)
    (event,) = lines()
    assert (event["event"], event["fact"], event["level"], event["logger"]) == ("told", nasty, "info", "jobmatch.test")
    assert event["at"].endswith("Z")


def test_a_line_is_plain_ascii_without_control_characters():
    stream, root = io.StringIO(), logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.to_stderr(stream=stream)
    for nasty in NASTY:
        logs.get("jobmatch.test").info("told", fact=nasty)
    root.handlers, root.level = before, level
    assert all(" " <= sign <= "~" for sign in stream.getvalue().replace("\n", ""))
    assert stream.getvalue().count("\n") == len(NASTY)


@pytest.mark.parametrize(
    ("said", "values", "kept"),
    [
        ("Listening at: %s (%s)", ("http://127.0.0.1", 7), "Listening at"),
        (
            "Invalid request from ip=127.0.0.1: Invalid HTTP request line: '11010519491231002X'",
            (),
            "Invalid request from ip",
        ),
        ("no user %s", ("陈示例",), "no user"),
        ("'11010519491231002X' is wrong", (), ""),
    ],
)
def test_of_a_library_only_the_beginning_is_kept(lines, said, values, kept):
    logging.getLogger("some.library").warning(said, *values)
    (event,) = lines()
    assert event["event"] == kept
    assert "11010519491231002X" not in repr(event)
    assert "陈示例" not in repr(event)


def test_of_a_failure_its_kind_and_place_are_kept_and_not_its_words(lines):
    try:
        raise ValueError("11010519491231002X")
    except ValueError as error:
        logging.getLogger("some.library").exception("failed")
        logs.get("jobmatch.test").error("failed", failure=logs.place_of(error))
        logs.get("jobmatch.test").exception("failed")
        logs.get("jobmatch.test").error("failed", error=error)
    events = lines()
    assert all(event["failure"].startswith("ValueError at ") for event in events[:2])
    assert events[3]["error"] == "ValueError"
    assert "11010519491231002X" not in repr(events)
    assert len(events) == 4


def test_written_twice_is_still_one_line(lines):
    handler = next(one for one in logging.getLogger().handlers if one.name == "jobmatch.json")
    logs.to_stderr(stream=handler.stream)
    logs.get("jobmatch.test").info("told")
    assert len(lines()) == 1
