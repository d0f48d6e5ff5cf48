"""The disclosure table: who may see what of a person, and in which form. Plain values in, a form out.

Pages, the API, the command line and exports ask here and nowhere else; ``tests/cases/disclosure.yaml`` has the same
table for people to read, and a test goes through every cell of both. Numbers are masked here, on the server, so that
no page ever holds more than it shows. (GB/T 35273-2020 7.2; PIPL art. 6, 23, 29.)
"""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Viewer(StrEnum):
    """Who looks. An employer is a different viewer at each step of a referral."""

    PUBLIC = "public"
    KIOSK = "kiosk"
    EMPLOYER_NO_CONSENT = "employer_no_consent"
    EMPLOYER_BEFORE = "employer_before"
    EMPLOYER_AFTER = "employer_after"
    EMPLOYER_HIRED = "employer_hired"
    EMPLOYER_FILING = "employer_filing"
    DESK = "desk"
    REVIEWER = "reviewer"
    VILLAGE = "village"
    PROGRAM = "program"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"
    OTHER = "other"
    SELF = "self"


class Field(StrEnum):
    """What there is to know of a person. Birth stands for the day, the age and the sex."""

    NAME = "name"
    CITIZEN_NUMBER = "citizen_number"
    CERTIFICATE_NUMBER = "certificate_number"
    KIND_AND_GRADE = "kind_and_grade"
    BIRTH = "birth"
    NEEDS = "needs"
    FUNCTIONS = "functions"
    WISHES = "wishes"
    PHONE = "phone"
    WAGE = "wage"


class Form(StrEnum):
    """In which form a field is seen."""

    NONE = "none"
    PSEUDONYM = "pseudonym"
    INITIAL = "initial"
    TICKED = "ticked"
    ON_REQUEST = "on_request"
    COUNTS = "counts"
    AGE_GROUP = "age_group"
    FULL = "full"


def _row(**forms: Form) -> Mapping[Field, Form]:
    """A viewer's row; a field that is not named is not seen."""
    return {field: forms.get(field.value, Form.NONE) for field in Field}


_ALL_FULL = dict.fromkeys(Field, Form.FULL)
_ALL_COUNTS = dict.fromkeys(Field, Form.COUNTS)
_DESK = {**_ALL_FULL, Field.CITIZEN_NUMBER: Form.ON_REQUEST, Field.CERTIFICATE_NUMBER: Form.ON_REQUEST}

TABLE: Mapping[Viewer, Mapping[Field, Form]] = {
    Viewer.PUBLIC: _row(),
    Viewer.KIOSK: _row(),
    Viewer.EMPLOYER_NO_CONSENT: _row(name=Form.PSEUDONYM),
    Viewer.EMPLOYER_BEFORE: _row(name=Form.PSEUDONYM, needs=Form.TICKED),
    Viewer.EMPLOYER_AFTER: _row(name=Form.FULL, needs=Form.TICKED),
    Viewer.EMPLOYER_HIRED: _row(name=Form.FULL, needs=Form.TICKED),
    # The filing of the quota scheme asks the employer itself for the numbers of the people it has employed.
    Viewer.EMPLOYER_FILING: {
        **_row(name=Form.FULL, needs=Form.TICKED, kind_and_grade=Form.FULL, phone=Form.FULL, wage=Form.FULL),
        Field.CITIZEN_NUMBER: Form.ON_REQUEST,
        Field.CERTIFICATE_NUMBER: Form.ON_REQUEST,
    },
    Viewer.DESK: _DESK,
    # Whoever reviews declarations reads every reason why a month counts or not; numbers are compared by the machine.
    Viewer.REVIEWER: _row(name=Form.FULL, kind_and_grade=Form.FULL, birth=Form.FULL, wage=Form.FULL),
    # An officer knows the village's people by name and face: ten years of age tell two of one name apart, and a
    # telephone number reaches them. Kind, grade and numbers are nobody's business there (PIPL art. 6).
    Viewer.VILLAGE: _row(name=Form.FULL, phone=Form.FULL, birth=Form.AGE_GROUP),
    # A program with a caseworker's token matches and refers; it needs no identity to do so.
    Viewer.PROGRAM: _row(name=Form.INITIAL, needs=Form.FULL, functions=Form.FULL, wishes=Form.FULL, wage=Form.FULL),
    Viewer.STATISTICIAN: _ALL_COUNTS,
    # Who looked at whom, and what was done: never what was seen.
    Viewer.AUDITOR: _row(),
    Viewer.OTHER: _row(),
    # What the person is given when they ask for a copy (PIPL art. 45).
    Viewer.SELF: _ALL_FULL,
}

NEVER_TOGETHER = (
    frozenset({Field.CITIZEN_NUMBER, Field.BIRTH}),
    frozenset({Field.CERTIFICATE_NUMBER, Field.BIRTH}),
)
"""Pairs that no page shows side by side: the last four beside an age leave a handful of people in the country."""

SMALLEST_COUNT = 5
"""Statistics say nothing of groups smaller than this."""

_VIEWERS = {
    "caseworker": Viewer.DESK,
    "head": Viewer.DESK,
    "reviewer": Viewer.REVIEWER,
    "village_officer": Viewer.VILLAGE,
    "statistician": Viewer.STATISTICIAN,
    "auditor": Viewer.AUDITOR,
    "employer": Viewer.EMPLOYER_NO_CONSENT,
}
_ENDING = 4
_STAR = "*"


def form_of(viewer: Viewer, field: Field) -> Form:
    """Return the form in which ``viewer`` sees ``field``."""
    return TABLE[viewer][field]


def sees(viewer: Viewer, field: Field, *forms: Form) -> bool:
    """Tell whether ``viewer`` sees ``field`` in one of ``forms`` (none named: in full)."""
    return form_of(viewer, field) in (forms or (Form.FULL,))


def viewer_of(role: str | None, *, by_program: bool = False) -> Viewer:
    """Return as whom an account of ``role`` looks (None = nobody is signed in); a program sees less than its owner.

    *Decision:* a role that has no door to people yet is ``OTHER`` and sees nothing. An employer's account is asked
    about with ``employer_viewer``; without a referral it sees what an employer without consent sees.
    """
    if role is None:
        return Viewer.PUBLIC
    viewer = _VIEWERS.get(role, Viewer.OTHER)
    return Viewer.PROGRAM if by_program and viewer is Viewer.DESK else viewer


def employer_viewer(*, is_open: bool, is_hired: bool, may_recommend: bool, may_name: bool) -> Viewer:
    """Return as whom the employer of a referral looks at the person.

    Before the person's consent for this position only a pseudonym (PIPL art. 23, 29); with a consent withdrawn, or the
    referral over, at once nothing any more (art. 15). Who was hired works there under their own name.
    """
    if is_hired:
        return Viewer.EMPLOYER_HIRED
    if not is_open or not may_recommend:
        return Viewer.EMPLOYER_NO_CONSENT
    return Viewer.EMPLOYER_AFTER if may_name else Viewer.EMPLOYER_BEFORE


def name_for(viewer: Viewer, name: str, *, pseudonym: str = "") -> str:
    """Return the name as ``viewer`` may read it; the empty string where not at all."""
    shown = {
        Form.FULL: name,
        Form.PSEUDONYM: pseudonym,
        Form.INITIAL: initial(name),
    }
    return shown.get(form_of(viewer, Field.NAME), "")


def needs_for(viewer: Viewer, needs: Collection[str], ticked: Collection[str]) -> tuple[str, ...]:
    """Return the needs that ``viewer`` may read: all, or those that the person ticked for employers, or none."""
    shown = {Form.FULL: needs, Form.TICKED: ticked}
    return tuple(shown.get(form_of(viewer, Field.NEEDS), ()))


def initial(name: str) -> str:
    """Return the first character of a name and two stars, however long it is."""
    return f"{name[:1]}{_STAR * 2}"


def ending(number: str | None) -> str:
    """Return the last four characters of a citizen number or a telephone number; the empty string where none is known.

    Of a text that is hardly longer than its ending only stars are shown: it would stand there whole.
    """
    if not number:
        return ""
    return number[-_ENDING:] if len(number) >= 2 * _ENDING - 1 else _STAR * _ENDING


def certificate_ending(number: str | None) -> str:
    """Return the last four characters of the citizen number in a certificate number, never what comes after them.

    The nineteenth and twentieth are the kind and the grade, whatever follows is the reissue.
    """
    return ending(number[:18]) if number else ""


def can_be_opened(viewer: Viewer, field: Field) -> bool:
    """Tell whether ``viewer`` may open the full number, with a reason and leaving a trace."""
    return sees(viewer, field, Form.ON_REQUEST)
