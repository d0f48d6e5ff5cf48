"""A person's numbers as the desk reads them: endings, and which of them can be opened. Nothing that says an age."""

from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch.people.disclosure import Field, certificate_ending, ending
from jobmatch.people.tables import Person
from jobmatch.web.templating import day


@dataclass(frozen=True)
class NumberShown:
    """One number: its name, and its last four; the empty string where none is known."""

    what: Field
    name: str
    ending: str


def numbers_shown(person: Person) -> tuple[NumberShown, ...]:
    """Return the citizen number and the number of the newest certificate, masked."""
    card = next(iter(person.certificates), None)
    return (
        NumberShown(Field.CITIZEN_NUMBER, _("身份证号"), ending(person.citizen_number)),
        NumberShown(Field.CERTIFICATE_NUMBER, _("残疾人证号"), certificate_ending(card.number if card else None)),
    )


def number_rows(person: Person) -> list[tuple[str, str]]:
    """Return the numbers, and until when the certificate is valid, as (question, answer)."""
    blank, card = _("没有登记"), next(iter(person.certificates), None)
    rows = [
        (one.name, _("尾号 %(ending)s", ending=one.ending) if one.ending else blank) for one in numbers_shown(person)
    ]
    return [*rows, (_("残疾人证有效期"), _("到 %(day)s", day=day(card.valid_until)) if card else blank)]


def grouped(number: str) -> str:
    """Return a number in the groups in which it is read out: region, birth day, the rest."""
    return " ".join(part for part in (number[:6], number[6:14], number[14:18], number[18:]) if part)
