"""Reads a body that can be understood one way only: no doubled key, no NaN, no endless number, no deep nesting."""

import json
import math
from typing import Any

from flask_babel import gettext as _

DEEPEST = 8
"""No request of ours nests deeper than four levels."""


class UnreadableError(ValueError):
    """The body cannot be read; the message is a sentence in the language of the request."""


def read(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in ``raw``. Raises ``UnreadableError``."""
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("请求体不是正确的 JSON（UTF-8 编码）。请检查后再发送。")) from error
    if not isinstance(value, dict):
        raise UnreadableError(_("请求体应是一个 JSON 对象，用花括号括起来。"))
    _look_through(value, DEEPEST)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableError(_("请求体里有重复的字段名。每个字段只写一次。"))
    return found


def _constant(_name: str) -> float:
    raise UnreadableError(_("请求体里有 NaN 或 Infinity，它们不是 JSON 的数。"))


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise UnreadableError(_("请求体里有太大的数。"))
    return number


def _look_through(value: Any, deepest: int) -> None:
    """Refuse what no text column can keep (half a character, NUL) and what nests too deep."""
    if deepest == 0:
        raise UnreadableError(_("请求体嵌套得太深。"))
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise UnreadableError(_("请求体里有不能保存的字符。"))
    elif isinstance(value, dict):
        for key, inner in value.items():
            _look_through(key, deepest - 1)
            _look_through(inner, deepest - 1)
    elif isinstance(value, list):
        for inner in value:
            _look_through(inner, deepest - 1)
