"""One grammar for every error on a form: a validator takes the *thing* and builds the sentence.

The thing defaults to the label of the field. What a citizen number or a credit code must look like is decided in
the subject folders; a form's own `validate_<field>` turns that decision into a `ValidationError`.
"""

from typing import Any, ClassVar, TypeAlias

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError

from jobmatch.people.lines import one_line

__all__ = ["Choose", "Required", "Ticked", "TooLong", "ValidationError", "WholeNumber", "thing_of"]

Text: TypeAlias = str | LazyString


class Required:
    """Something must be written: 请填写姓名 / Enter your name."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, thing: Text | None = None) -> None:
        self.thing = thing

    def __call__(self, form: BaseForm, field: Field) -> None:
        if not _is_given(field):
            raise StopValidation(_("请填写%(thing)s", thing=thing_of(field, self.thing)))


class Choose:
    """One of the choices must be taken: 请选择残疾类别 / Choose the kind of disability."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, thing: Text | None = None) -> None:
        self.thing = thing

    def __call__(self, form: BaseForm, field: Field) -> None:
        if not _is_given(field):
            raise StopValidation(_("请选择%(thing)s", thing=thing_of(field, self.thing)))


class Ticked:
    """The box must be ticked; the sentence is whole, because what is agreed to differs each time."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, sentence: Text) -> None:
        self.sentence = sentence

    def __call__(self, form: BaseForm, field: Field) -> None:
        if not field.data:
            raise StopValidation(str(self.sentence))


class WholeNumber:
    """A whole number between `low` and `high`, both included; an empty field is left to `Required`."""

    def __init__(self, thing: Text | None = None, *, low: int = 0, high: int = 10**9) -> None:
        self.thing, self.low, self.high = thing, low, high

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.data is None or field.process_errors:
            return
        if not self.low <= field.data <= self.high:
            thing = thing_of(field, self.thing, first=True)
            raise StopValidation(_("%(thing)s应在 %(low)s 到 %(high)s 之间", thing=thing, low=self.low, high=self.high))


class TooLong:
    """At most `high` characters, counted as people count them (a rare character is one)."""

    def __init__(self, thing: Text | None = None, *, high: int) -> None:
        self.thing, self.high = thing, high

    def __call__(self, form: BaseForm, field: Field) -> None:
        if len(field.data or "") > self.high:
            thing = thing_of(field, self.thing, first=True)
            raise StopValidation(_("%(thing)s不能超过 %(high)s 个字", thing=thing, high=self.high))


def thing_of(field: Field, thing: Text | None = None, *, first: bool = False) -> str:
    """The name of what is asked for, as it stands inside a sentence ("your name") or, with `first`, at its start."""
    name = str(thing if thing is not None else field.label.text)
    if first or not name[:1].isupper() or name[1:2].isupper():
        return name
    return name[0].lower() + name[1:]


def _is_given(field: Field) -> bool:
    if field.raw_data is not None:
        return any(not isinstance(raw, str) or one_line(raw) for raw in field.raw_data)
    data: Any = field.data
    return data is not None and data != "" and data != []
