"""The base of every form: protected against forged posts, in the language of the page, keeping whatever was typed.

The base template draws the error summary from `form_errors`; a form never draws one itself. What is done with the
answers belongs to the services, not here.
"""

# mypy: disallow-subclassing-any=false
# (WTForms carries no types.)

from collections.abc import Sequence
from typing import Any, TypedDict

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field
from wtforms.fields import HiddenField as AnyHiddenField
from wtforms.form import BaseForm


class FormError(TypedDict):
    """One line of the error summary: the sentence beside the field, and the address of its first control."""

    text: str
    href: str


class Form(FlaskForm):
    """A form in the house grammar; `Meta.kiosk = True` for a shared screen."""

    class Meta(FlaskForm.Meta):
        """What all forms share; subclasses inherit from it."""

        kiosk = False

    form_errors: list[str]

    def refuse(self, name: str | None, sentence: str) -> None:
        """Add what a rule or a service said: to the field `name`, or with None to the form as a whole."""
        if name is None:
            self.form_errors = [*self.form_errors, sentence]
        else:
            self[name].errors = [*self[name].errors, sentence]

    def data_of(self, *names: str) -> dict[str, Any]:
        """The answers of the named fields, ready to hand to a service."""
        return {name: self[name].data for name in names}

    def hidden_tag(self, *fields: str) -> Markup:
        """Draw the token and other hidden fields, without ids: two forms of one page would share them."""
        hidden = [field for field in self if isinstance(field, AnyHiddenField) and (not fields or field.name in fields)]
        return Markup("\n").join(field(id=False) for field in hidden)

    def visible_fields(self) -> list[Field]:
        """Every field a person sees, in the order of the form."""
        return [field for field in self if not isinstance(field, AnyHiddenField)]


def form_errors(form: BaseForm) -> list[FormError]:
    """What is wrong with the form, in the order of its fields, one sentence a field; empty when nothing is.

    Sentences about the form as a whole come first and lead to its first control, for every line must lead somewhere.
    """
    visible = [field for field in form if not isinstance(field, AnyHiddenField)]
    start = f"#{first_control_id(visible[0])}" if visible else "#main-content"
    hidden = [field for field in form if isinstance(field, AnyHiddenField)]
    whole: Sequence[str] = [*form.form_errors, *(error for field in hidden for error in field.errors)]
    return [FormError(text=str(sentence), href=start) for sentence in whole] + [
        FormError(text=str(field.errors[0]), href=f"#{first_control_id(field)}") for field in visible if field.errors
    ]


def first_control_id(field: Field) -> str:
    """The id of the control that an error about the field leads to: the year of a day, the first of the choices."""
    return f"{field.id}-year" if field.type == "DayField" else str(field.id)
