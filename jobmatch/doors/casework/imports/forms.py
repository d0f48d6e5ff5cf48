"""The forms of imports: a file, which column is which, and that it is meant."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from jobmatch.doors.casework.imports.asked_shown import AskedLine
from jobmatch.doors.casework.imports.labels import COLUMNS
from jobmatch.people.importing.rules.columns import Said, letter
from jobmatch.people.importing.rules.deciding import Verdict
from jobmatch.web.fields import ChoiceField, FileField, HiddenField, SelectField, TickField
from jobmatch.web.forms import Form
from jobmatch.web.validators import Ticked


class UploadForm(Form):
    """The export, as it came from the national database."""

    file = FileField(
        _l("从全国残疾人人口基础数据库导出的文件"),
        hint=_l(".xlsx、.xls 或 .csv，最大 10 MB、2 万行。证号那一列要是“文本”格式。"),
        accept=".xlsx,.xls,.csv",
    )

    def validate_file(self, field: FileField) -> None:
        """Something must be chosen."""
        if field.data is None:
            raise StopValidation(_("请选择文件"))


class ColumnsForm(Form):
    """Which column says what; ``columns_form`` adds the questions."""

    @property
    def columns(self) -> dict[Said, int]:
        """Return what was answered, by what is said."""
        return {Said(field.name): int(field.data) for field in self.visible_fields() if field.data}

    def find_twice(self) -> str | None:
        """Return the name of a question whose column was taken by an earlier one, or None."""
        seen: set[int] = set()
        for said, place in self.columns.items():
            if place in seen:
                return said.value
            seen.add(place)
        return None


def columns_form(header: Sequence[str], known: Mapping[str, int]) -> ColumnsForm:
    """Return the form that asks which column is which, answered as far as it is known."""
    choices = [(str(place), f"{letter(place)} · {text}") for place, text in enumerate(header) if text]
    fields = {
        name: SelectField(label, choices=choices, default=str(known[name]) if name in known else None)
        for name, label in COLUMNS.items()
    }
    form: ColumnsForm = type("ColumnsFormAsked", (ColumnsForm,), fields)()
    return form


class ConfirmForm(Form):
    """That what is shown is meant; ``seen`` says what was shown."""

    seen = HiddenField()


class ConfirmWithLeftForm(ConfirmForm):
    """The same where some rows are left out."""

    known = TickField(
        _l("知道有些行没有读入，先写入其余的"),
        validators=[Ticked(_l("有些行没有读入：看过以后勾选这一项，再确认"))],
    )


LATER = "later"


class DecisionsForm(Form):
    """What each row of a page is; ``decisions_form`` adds the questions."""

    page = HiddenField()
    seen = HiddenField()

    @property
    def said(self) -> dict[int, tuple[Verdict, str | None] | None]:
        """Return what was answered, by the rows' numbers; what was not asked or put off is None."""
        return {int(field.name.removeprefix("row_")): _verdict(field.data) for field in self.visible_fields()}


def _verdict(chosen: str) -> tuple[Verdict, str | None] | None:
    if not chosen or chosen == LATER:
        return None
    verdict, _colon, person_id = chosen.partition(":")
    return Verdict(verdict), person_id or None


def decisions_form(lines: Iterable[AskedLine]) -> DecisionsForm:
    """Return the form that asks about the rows of a page, answered as far as something was said."""
    fields = {
        f"row_{one.row}": ChoiceField(
            _("第 %(row)s 行的%(name)s", row=one.row, name=one.name),
            choices=[*one.choices, (LATER, _("以后再定"))],
            default=one.chosen or LATER,
            inline=len(one.choices) == 1,
        )
        for one in lines
    }
    form: DecisionsForm = type("DecisionsFormAsked", (DecisionsForm,), fields)()
    return form
