"""How each kind of field is drawn: label, hint, error and control wired together for eye, keyboard and screen reader.

A form with `Meta.kiosk` draws choices as large tiles and never lets the browser remember or suggest an answer: the
next person stands at the same screen. Elsewhere a field about the person carries its autocomplete token.

A group of controls drawn `alone` is the only one under a heading that already asks its question: it leaves its
fieldset to the step around it (`group_of`), so that nobody hears the question twice.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field
from wtforms.form import BaseForm

from jobmatch.web.govuk import govuk

Params = dict[str, Any]


class TextWidget:
    """One line: text, or a whole number with its unit after it."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        suffix = getattr(field, "suffix", "")
        return govuk(
            "input",
            **_asked(field),
            **_typed(field, attributes),
            value=field.shown() if hasattr(field, "shown") else field.data or "",
            inputmode=field.inputmode,
            suffix={"text": suffix} if suffix else None,
            spellcheck=False,
        )


class LongTextWidget:
    """Several lines."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        asked = _asked(field)
        return govuk("textarea", **asked, **_typed(field, attributes), value=field.data or "", rows=field.rows)


class PasswordWidget:
    """A secret with a button that shows it; what was typed is never sent back."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        return govuk(
            "password-input",
            **_asked(field),
            **_typed(field, attributes),
            show_password_text=_("显示"),
            hide_password_text=_("隐藏"),
            show_password_aria_label_text=_("显示密码"),
            hide_password_aria_label_text=_("隐藏密码"),
            password_shown_announcement_text=_("密码已显示"),
            password_hidden_announcement_text=_("密码已隐藏"),
        )


class SelectWidget:
    """A drop-down list that starts with 请选择 and chooses nothing by itself."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        typed = _typed(field, attributes)
        typed.pop("autocomplete", None)
        items = [{"value": "", "text": _("请选择")}]
        items += [
            {"value": str(choice.value), "text": choice.label, "selected": choice.selected}
            for choice in field.iter_choices()
            if choice.value != ""
        ]
        return govuk("select", **_asked(field), **typed, items=items)


class RadiosWidget:
    """A few choices, one to take; the group itself says that it is required or wrong."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        return _choices("radios", field, _items(field, {}), {**_radiogroup(field), **attributes}, alone)


class CheckboxesWidget:
    """Choices of which any number may be taken."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        invalid = {"aria-invalid": "true"} if field.errors else {}
        return _choices("checkboxes", field, _items(field, invalid), attributes, alone)


class TickWidget:
    """One box with its sentence and, under it, its hint; there is no group around it, so the error is the box's."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        box = {"value": "y", "text": field.label.text, "checked": bool(field.data), "attributes": _state(field)}
        box["attributes"] |= attributes
        box["hint"] = {"text": field.description} if field.description else None
        return govuk(
            "checkboxes",
            name=field.name,
            id_prefix=field.id,
            classes="app-choices app-choices--one" if _is_kiosk(field) else "",
            items=[box],
            error_message=_error(field),
        )


class FileWidget:
    """A file to choose; browsers never fill it in again, so a form that is refused asks for it anew."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        accept = {"accept": field.accept} if field.accept else {}
        return govuk("file-upload", **_asked(field), attributes={**_state(field), **accept, **attributes})


class DayWidget:
    """Year, month, day: the order in which a Chinese date is written."""

    def __call__(self, field: Field, *, alone: bool = False, **attributes: Any) -> Markup:
        labels = (("year", _("年"), 4), ("month", _("月"), 2), ("day", _("日"), 2))
        remembered = field.autocomplete == "bday" and not _is_kiosk(field)
        described = {"aria-describedby": f"{field.id}-error"} if field.errors else {}
        items = [
            {
                "id": f"{field.id}-{part}",
                "name": field.name,
                "label": label,
                "value": value,
                "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if field.errors else ""),
                "autocomplete": f"bday-{part}" if remembered else "off",
                "attributes": {**_state(field), **described, **attributes},
            }
            for (part, label, width), value in zip(labels, field.shown(), strict=True)
        ]
        asked = _asked(field)
        legend = asked.pop("label")
        legend["classes"] = legend["classes"].replace("govuk-label", "govuk-fieldset__legend")
        asked.pop("name")
        return govuk("date-input", **asked, items=items, fieldset=None if alone else {"legend": legend})


def group_of(form: BaseForm, names: Sequence[str]) -> Params:
    """What the fieldset around one step must say for the group of controls it holds alone; nothing for other steps."""
    if len(names) != 1 or not isinstance(form[names[0]].widget, RadiosWidget | DayWidget):
        return {}
    field = form[names[0]]
    described = [f"{field.id}-hint"] if field.description else []
    described += [f"{field.id}-error"] if field.errors else []
    group = _radiogroup(field) if isinstance(field.widget, RadiosWidget) else {}
    return {**group, "aria-describedby": " ".join(described)} if described else group


def _radiogroup(field: Field) -> Params:
    return {"role": "radiogroup", **_state(field, required="aria-required")}


def _choices(name: str, field: Field, items: list[Params], group: Params, alone: bool) -> Markup:
    legend = {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}
    return govuk(
        name,
        name=field.name,
        id_prefix=field.id,
        classes=_tiles(field) or (f"govuk-{name}--inline app-inline" if field.inline else ""),
        fieldset=None if alone else {"legend": legend, "attributes": group},
        items=items,
        hint={"text": field.description} if field.description else None,
        error_message=_error(field),
    )


def _items(field: Field, attributes: Params) -> list[Params]:
    return [
        {
            "value": str(choice.value),
            "text": choice.label,
            "checked": choice.selected,
            "hint": {"text": choice.render_kw["hint"]} if choice.render_kw.get("hint") else None,
            "attributes": attributes,
        }
        for choice in field.iter_choices()
    ]


def _asked(field: Field) -> Params:
    """What every control with a label of its own has: name, id, label, hint, error."""
    return {
        "name": field.name,
        "id": field.id,
        "label": {"text": field.label.text, "classes": "govuk-label--s"},
        "hint": {"text": field.description} if field.description else None,
        "error_message": _error(field),
    }


def _typed(field: Field, attributes: Params) -> Params:
    """What a control one types into has besides: width, autocomplete and its state."""
    return {
        "classes": f"govuk-input--width-{field.width}" if field.width else "",
        "autocomplete": "off" if _is_kiosk(field) else field.autocomplete,
        "attributes": {**_state(field), **(field.render_kw or {}), **attributes},
    }


def _state(field: Field, required: str = "required") -> Params:
    state: Params = {"aria-invalid": "true"} if field.errors else {}
    if field.flags.required:
        state[required] = "true" if required.startswith("aria-") else {"value": True, "optional": True}
    return state


def _error(field: Field) -> Params | None:
    return {"text": field.errors[0], "visually_hidden_text": _("错误")} if field.errors else None


def _tiles(field: Field) -> str:
    return "app-choices" if _is_kiosk(field) else ""


def _is_kiosk(field: Field) -> bool:
    return bool(getattr(field.meta, "kiosk", False))
