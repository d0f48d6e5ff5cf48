"""The occupations that a form offers for a title: what people chose before, then what the coder thinks."""

from flask_babel import gettext as _

from jobmatch.employers.occupations import find_occupation
from jobmatch.employers.queries import list_coded_titles
from jobmatch.matching.coding.suggesting import Suggested, suggest_codes
from jobmatch.matching.coding.wishes import SURE
from jobmatch.web.fields import Choice, ChoiceField
from jobmatch.web.forms import Form


def offer(form: Form, asked: str, district_id: str, now: str | None) -> None:
    """Put what is suggested for ``asked`` into a form's ``code``, and the occupation chosen ``now`` if it is not there.

    The form has a hidden ``asked`` that says what its choices are for.
    """
    found = suggest_codes(asked, list_coded_titles(district_id))
    chosen = find_occupation(now) if now else None
    if chosen and chosen.code not in {one.code for one in found}:
        found.append(Suggested(chosen.code, chosen.name, 0.0, 0))
    form["code"].choices = ChoiceField(choices=[_choice(one, now) for one in found]).bind(form, "code").choices
    form["asked"].data = asked


def _choice(one: Suggested, now: str | None) -> Choice:
    percent = round(100 * one.confidence)
    if one.code == now:
        hint = _("现在选的")
    elif one.chosen:
        hint = _("同名岗位有 %(count)s 个选了它", count=one.chosen)
    elif one.confidence >= SURE:
        hint = _("很可能（%(percent)s%%）", percent=percent)
    elif percent:
        hint = _("把握不大（%(percent)s%%）", percent=percent)
    else:
        hint = _("把握不大")
    return one.code, f"{one.name}（{one.code}）", hint
