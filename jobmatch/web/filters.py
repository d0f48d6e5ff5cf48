"""Filters above lists: asked by GET, so without a token."""

# mypy: disallow-subclassing-any=false
# (WTForms carries no types.)

from collections.abc import Mapping
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.form import BaseForm

from jobmatch.employers.relevance import LONGEST
from jobmatch.web.fields import DayField, TextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import ValidationError

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class Filter(Form):
    """Questions above a list. They are in the address, change nothing, and need no token."""

    class Meta(Form.Meta):
        """A filter is read from the address."""

        csrf = False

    @classmethod
    def asked(cls) -> Self:
        """Return the filter as the address asks for it, already checked."""
        form = cls(request.args)
        form.validate()
        return form


class SearchFilter(Filter):
    """Words to look for, and how to narrow what is found. What is no answer is told, and looked past."""

    q: TextField

    @classmethod
    def asked(cls) -> Self:
        """Return what the address asks for, already checked."""
        form = super().asked()
        form.q.data = (form.q.data or "")[:LONGEST]
        return form

    def kept(self) -> Mapping[str, Any]:
        """Return what stays in the address of the next page: the good answers alone."""
        return {field.name: field.data for field in self if field.data and not field.errors}


def sensible(_form: BaseForm, field: Field) -> None:
    """Refuse a day outside the years that any record or rule here is about: a typing mistake."""
    if field.data and not EARLIEST_YEAR <= field.data.year <= LATEST_YEAR:
        raise ValidationError(_("年份应在 %(low)s 到 %(high)s 之间", low=EARLIEST_YEAR, high=LATEST_YEAR))


class DayFilter(Filter):
    """The day for which something is asked."""

    day = DayField(_l("哪一天"), validators=[sensible])


class PeriodFilter(Filter):
    """From one day to another, both included."""

    since = DayField(_l("开始日期"), validators=[sensible])
    until = DayField(_l("结束日期"), validators=[sensible])

    def validate_until(self, field: Field) -> None:
        """The end is not before the beginning."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("结束日期早于开始日期，请核对"))
