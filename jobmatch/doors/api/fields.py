"""The kinds of values in requests and answers, each with the sentence for a value that does not fit."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import RAISE, Schema, fields, validate

from jobmatch.clock import first_day
from jobmatch.people.lines import without_unseen

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_YUAN = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")


def _messages(**more: str) -> dict[str, Any]:
    return {"required": _l("请填写这一项。"), "null": _l("这一项不能是 null；没有就不要写。"), **more}


class Strict(Schema):
    """An object of which every field is known."""

    error_messages = _messages(unknown=_l("没有这一项。请核对名称。"), type=_l("应是一个 JSON 对象。"))

    class Meta:
        """Refuse what is not known."""

        unknown = RAISE


class Text(fields.String):
    """Text without the spaces around it, of at most ``most`` characters."""

    default_error_messages = _messages(invalid=_l("应是文字。"), unprintable=_l("有不能保存的字符。"))

    def __init__(self, most: int, least: int = 0, **more: Any) -> None:
        error = _l("请填写，最多 %(most)s 个字。", most=most) if least else _l("最多 %(most)s 个字。", most=most)
        super().__init__(validate=validate.Length(min=least or None, max=most, error=error), **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        if "\0" in text:
            raise self.make_error("unprintable")
        return without_unseen(text).strip()


class Texts(fields.List[str]):
    """A list of texts of at most ``most`` characters each."""

    default_error_messages = _messages(invalid=_l("应是列表。"))

    def __init__(self, most: int, **more: Any) -> None:
        super().__init__(Text(most), **more)


class Pairs(fields.Dict):
    """An object of texts by text."""

    default_error_messages = _messages(invalid=_l("应是一个 JSON 对象。"))

    def __init__(self, **more: Any) -> None:
        super().__init__(keys=Text(60), values=Text(60), **more)


class Id(fields.String):
    """A key: a UUID in canonical text."""

    default_error_messages = _messages(invalid=_l("应是编号（36 个字符的 UUID）。"))

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"format": "uuid", **more.pop("metadata", {})}, **more)

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more).strip().lower()
        if not _UUID.fullmatch(text):
            raise self.make_error("invalid")
        return text


class Word(fields.String):
    """One of a closed list of words."""

    default_error_messages = _messages(invalid=_l("应是文字。"))

    def __init__(self, words: Iterable[str], **more: Any) -> None:
        known = [str(word) for word in words]
        error = _l("只能是下面的一个：%(words)s。", words=", ".join(known))
        super().__init__(validate=validate.OneOf(known, error=error), **more)


class Whole(fields.Integer):
    """A whole number from ``low`` to ``high``; digits as text only where ``from_text`` (a query parameter)."""

    default_error_messages = _messages(invalid=_l("应是整数。"), too_large=_l("数太大了。"))

    def __init__(self, low: int, high: int, *, from_text: bool = False, **more: Any) -> None:
        error = _l("应在 %(low)s 到 %(high)s 之间。", low=low, high=high)
        super().__init__(validate=validate.Range(min=low, max=high, error=error), **more)
        self.from_text = from_text

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> int:
        if self.from_text and isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Day(fields.Date):
    """A day, ``YYYY-MM-DD``."""

    default_error_messages = _messages(invalid=_l("应是日期，例如 2026-11-23。"))


class Instant(fields.AwareDateTime):
    """An instant with its offset."""

    default_error_messages = _messages(
        invalid=_l("应是带时区的时间，例如 2026-11-23T01:30:00Z。"),
        invalid_awareness=_l("应是带时区的时间，例如 2026-11-23T01:30:00Z。"),
    )


class Month(fields.String):
    """A month, ``YYYY-MM``."""

    default_error_messages = _messages(invalid=_l("应是月份，例如 2026-11。"))

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}", text) and first_day(text):
                return text
        except ValueError:
            pass
        raise self.make_error("invalid")


class Yuan(fields.Field[int]):
    """元 outside (decimal text; going in, a whole number too), 分 inside."""

    default_error_messages = _messages(invalid=_l("应是大于 0 的金额（元），最多两位小数，例如 2600。"))

    def __init__(self, **more: Any) -> None:
        super().__init__(metadata={"type": ["string", "integer"], **more.pop("metadata", {})}, **more)

    def _serialize(self, value: Any, attr: Any, obj: Any, **more: Any) -> str | None:
        if value is None:
            return None
        whole, rest = divmod(int(value), 100)
        return f"{whole}.{rest:02d}" if rest else str(whole)

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> int:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not _YUAN.fullmatch(text):
            raise self.make_error("invalid")
        whole, _, rest = text.partition(".")
        fen = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
        if fen == 0:
            raise self.make_error("invalid")
        return fen
