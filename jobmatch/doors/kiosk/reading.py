"""The form's answers as the services know them, and what the services say about one as an error beside its field."""

from typing import Any

from jobmatch.doors.kiosk import choices
from jobmatch.doors.kiosk.forms import RegistrationForm
from jobmatch.people.numbers import CITIZEN_LENGTH
from jobmatch.people.typed import plain_characters
from jobmatch.seekers.answers import AnswersError
from jobmatch.wording import SentenceError
from jobmatch.wording.vocabulary import ACCOMMODATION_GROUPS, FUNCTION_GROUPS, FUNCTIONS

FEN = 100
_FIELD_OF = {
    "name": "name",
    "citizen_number": "number",
    "certificate_number": "number",
    "phone": "phone",
    "town": "town",
    "wanted": "wanted",
    "refusals": "refusals",
    "wage_floor_fen": "wage",
    "hours_week": "hours",
    "distance_km": "distance",
    "education": "education",
    "consents": "store",
}


def answers_given(form: RegistrationForm) -> dict[str, Any]:
    """Return the answers of ``form`` as ``Answers.read`` takes them; what was not said is left out."""
    needs = _chosen(form, "need", ACCOMMODATION_GROUPS)
    given = {
        "name": form.name.data,
        **_number(form.number.data),
        "phone": form.phone.data or None,
        "town": _said(form.town.data),
        "wanted": form.wishes(),
        "functions": _functions(form),
        "needs": needs,
        "shown_needs": needs if form.show_needs.data else [],
        "refusals": form.refusals.data,
        "wage_floor_fen": form.wage.data * FEN if form.wage.data else None,
        "hours_week": choices.HOURS_A_WEEK.get(form.hours.data),
        "distance_km": int(form.distance.data) if _said(form.distance.data) else None,
        "education": _said(form.education.data),
        "consents": [purpose for purpose in ("store", "recommend") if form[purpose].data],
        "consent_version": form.consent_version.data,
        "capacity": form.capacity.data or "self",
    }
    return {name: value for name, value in given.items() if value is not None}


def refuse(form: RegistrationForm, error: SentenceError, locale: str) -> None:
    """Write what a service said beside the field that it speaks of, or over the whole form."""
    name = _FIELD_OF.get(error.field) if isinstance(error, AnswersError) else None
    form.refuse(name, error.sentence(locale))


def _number(typed: str) -> dict[str, str]:
    """Tell a citizen number from a certificate number, which is the longer one and holds the other."""
    plain = plain_characters(typed or "")
    if not plain:
        return {}
    return {"citizen_number" if len(plain) <= CITIZEN_LENGTH else "certificate_number": plain}


def _functions(form: RegistrationForm) -> dict[str, str]:
    """Return what cannot be done, and, where the person said so, that all the rest can."""
    cannot = _chosen(form, "cannot", FUNCTION_GROUPS)
    rest = "can" if form.rest.data == "can" else "unknown"
    return {word: "cannot" if word in cannot else rest for word in FUNCTIONS}


def _chosen(form: RegistrationForm, prefix: str, groups: Any) -> list[str]:
    return [word for group in groups for word in form[f"{prefix}_{group.key}"].data]


def _said(chosen: str) -> str | None:
    return None if chosen in {"", choices.NOT_SAID} else chosen
