"""The kinds of question a form can ask, each with its own drawing (`widgets.py`) and a value that is ready to use.

Values are cleaned here once (spaces, full-width digits); what a value means is decided elsewhere. Whatever was typed
stays in the field when it is refused.
"""

# mypy: disallow-subclassing-any=false
# (WTForms carries no types.)

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from jobmatch.people.lines import one_line, without_unseen
from jobmatch.web import widgets
from jobmatch.web.validators import Text, thing_of

_NUMBER = re.compile(r"-?(\d+|\d{1,3}([, ]\d{3})+)")
"""Digits; a comma or a space only where it separates thousands, for 3,5 may mean three and a half."""

_SIGNED = re.compile(_NUMBER.pattern + r"(\.\d{1,2})?")
_AMOUNT = re.compile(_SIGNED.pattern.removeprefix("-?"))
_MINUS = {"\u2212": "-", "\u2013": "-"}
"""What a text processor makes of a minus sign."""

Choice = tuple[str, Text] | tuple[str, Text, Text]
Choices = Iterable[Choice] | Callable[[], Iterable[Choice]]


class _Asked:
    """What every question may be given besides its label: a hint and how its control behaves."""

    autocomplete: str | None
    width: int | None
    inputmode: str | None

    def __init__(
        self,
        label: Text | None = None,
        validators: Iterable[Any] | None = None,
        *,
        hint: Text = "",
        autocomplete: str | None = None,
        width: int | None = None,
        inputmode: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.autocomplete, self.width, self.inputmode = autocomplete, width, inputmode
        super().__init__(label, list(validators or []), description=hint, **kwargs)  # type: ignore[call-arg]  # a mixin: the field class comes next


class TextField(_Asked, wtforms.StringField):
    """One line of text; spaces around it, full-width ones too, and marks that nobody sees are dropped."""

    widget = widgets.TextWidget()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = one_line(valuelist[0]) if valuelist else ""


class LongTextField(_Asked, wtforms.StringField):
    """Several lines of text, kept as they were typed but for marks that nobody sees."""

    widget = widgets.LongTextWidget()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = without_unseen(valuelist[0]) if valuelist else ""

    def __init__(self, *args: Any, rows: int = 5, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)


class PasswordField(_Asked, wtforms.StringField):
    """A secret: never stripped, never drawn back."""

    widget = widgets.PasswordWidget()


class NumberField(_Asked, wtforms.StringField):
    """A whole number or None; full-width digits and separators of thousands are understood."""

    widget = widgets.TextWidget()
    data: Any

    def __init__(self, *args: Any, suffix: Text = "", **kwargs: Any) -> None:
        self.suffix = suffix
        super().__init__(*args, **{"inputmode": "numeric", "width": 10, **kwargs})

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        is_number = len(typed) <= 20 and _NUMBER.fullmatch(typed)
        self.data = int(typed.replace(",", "").replace(" ", "")) if is_number else None
        if typed and self.data is None:
            raise ValueError(_("%(thing)s应是整数", thing=thing_of(self, first=True)))

    def shown(self) -> str:
        """What stands in the control: what was typed, else the number."""
        if self.raw_data:
            return without_unseen(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)


class AmountField(NumberField):
    """A number with at most two decimals, exact, or None: yuan, or an average of heads; ``signed`` takes a minus."""

    def __init__(self, *args: Any, signed: bool = False, **kwargs: Any) -> None:
        self.signed = signed
        super().__init__(*args, **{"inputmode": "decimal", "width": 20, **kwargs})

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        typed = "".join(_MINUS.get(char, char) for char in typed) if self.signed else typed
        is_number = len(typed) <= 20 and (_SIGNED if self.signed else _AMOUNT).fullmatch(typed)
        self.data = Decimal(typed.replace(",", "").replace(" ", "")) if is_number else None
        if typed and self.data is None:
            raise ValueError(_("%(thing)s应是一个数，最多两位小数", thing=thing_of(self, first=True)))


class DayField(_Asked, wtforms.Field):
    """A day asked as 年, 月, 日 in three controls of one name; a date or None."""

    widget = widgets.DayWidget()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        parts = [unicodedata.normalize("NFKC", part).strip() for part in valuelist]
        if not any(parts):
            return
        if len(parts) != 3 or not all(parts):
            raise ValueError(_("%(thing)s要写全年、月、日", thing=thing_of(self, first=True)))
        try:
            # int() alone takes 1_1 for 11 and drops signs and spaces.
            self.data = date(*(int(part if part.isdecimal() else "?") for part in parts))
        except (ValueError, OverflowError):
            raise ValueError(_("%(thing)s不是真实的日期", thing=thing_of(self, first=True))) from None

    def shown(self) -> list[str]:
        """Year, month and day as they stand in the three controls."""
        if self.raw_data and len(self.raw_data) == 3:
            return [without_unseen(str(part)) for part in self.raw_data]
        return [str(self.data.year), str(self.data.month), str(self.data.day)] if self.data else ["", "", ""]


class _Listed(_Asked):
    """Choices given as `(value, label)` or `(value, label, hint)`; an answer outside the list is refused by us."""

    def __init__(
        self,
        *args: Any,
        choices: Choices = (),
        coerce: Callable[[str], Any] = str,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        self.inline = inline
        listed = [
            SelectChoice(choice[0], choice[1], {"hint": choice[2]} if len(choice) == 3 else {})
            for choice in (choices() if callable(choices) else choices)
        ]
        super().__init__(*args, choices=listed, coerce=coerce, validate_choice=False, **kwargs)

    def pre_validate(self, form: BaseForm) -> None:
        known = {str(choice.value) for choice in self.iter_choices()}  # type: ignore[attr-defined]  # from the field class
        given = [raw for raw in self.raw_data or [] if raw]  # type: ignore[attr-defined]  # from the field class
        if not set(given) <= known:
            raise StopValidation(_("%(thing)s请从列出的选项中选择", thing=thing_of(self, first=True)))


class _OneOf(_Listed):
    """One choice: the coerced value, `''` (or None where values are not text) when nothing was chosen."""

    data: Any

    def process_data(self, value: Any) -> None:
        self.data = value if value is not None else self._nothing()

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0]:
            self.data = self._nothing()
            return
        try:
            self.data = self.coerce(valuelist[0])  # type: ignore[attr-defined]  # from the field class
        except (ValueError, KeyError):
            self.data = self._nothing()  # not in the list either, so pre_validate says so

    def _nothing(self) -> str | None:
        return "" if self.coerce is str else None  # type: ignore[attr-defined]  # from the field class


class SelectField(_OneOf, wtforms.SelectField):
    """One of many, in a drop-down list that begins with 请选择."""

    widget = widgets.SelectWidget()


class ChoiceField(_OneOf, wtforms.RadioField):
    """One of a few, all in sight."""

    widget = widgets.RadiosWidget()


class ChoicesField(_Listed, wtforms.SelectMultipleField):
    """Any number of choices; a list, empty when none."""

    widget = widgets.CheckboxesWidget()

    def process_data(self, value: Iterable[Any] | None) -> None:
        self.data = list(value or [])


class TickField(_Asked, wtforms.BooleanField):
    """One box to tick, its sentence beside it."""

    widget = widgets.TickWidget()


class FileField(_Asked, wtforms.FileField):
    """A file, or None; ``accept`` is what the browser offers first. What it is, its content says."""

    widget = widgets.FileWidget()
    data: Any

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        self.accept = accept
        super().__init__(*args, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [one for one in valuelist if getattr(one, "filename", "")]
        self.data = files[0] if files else None


class HiddenField(wtforms.HiddenField):
    """A value carried along, drawn without label or error; what no page could carry back is dropped."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the value over without control characters: a page cannot hold them."""
        super().process_formdata([without_unseen(value) for value in valuelist])
