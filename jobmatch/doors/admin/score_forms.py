"""Forms of the table of points: one number for each value of a feature, and why."""

# mypy: disallow-subclassing-any=false
# (WTForms carries no types.)

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from jobmatch.doors.admin.score_shown import value_name
from jobmatch.matching.tuning import NOTE_MOST
from jobmatch.web.fields import AmountField, LongTextField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Required, TooLong


class InForceForm(Form):
    """Only the button: what is put in force stands in the address."""


class PointsForm(Form):
    """What every feature's form has besides its points."""

    @property
    def points(self) -> list[Decimal]:
        """Return the points in the order of the feature's values."""
        return [field.data for field in self if isinstance(field, AmountField)]


def points_form(feature: str, entry: Mapping[str, Any], locale: str) -> PointsForm:
    """Return the form of one feature, with its present points in it."""
    fields: dict[str, Any] = {}
    given: dict[str, Any] = {"note": entry.get("note", "")}
    for turn, (value, points) in enumerate(entry["knots"]):
        label = _("%(value)s时的分数", value=value_name(feature, value, locale))
        fields[f"points_{turn}"] = AmountField(label, validators=[Required()], signed=True, width=5)
        given[f"points_{turn}"] = Decimal(str(points)).normalize()
    note = LongTextField(
        _l("为什么这样定"),
        validators=[Required(), TooLong(high=NOTE_MOST)],
        rows=3,
        hint=_l("写给以后接手的人看，不写具体的人。"),
    )
    form: PointsForm = type("OneFeatureForm", (PointsForm,), {**fields, "note": note})(data=given)
    return form
