"""Letters are made with a confirmation and superseded when it is taken back; questions about them."""

import secrets

from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.accounts.tables import District
from jobmatch.employers.tables import Employer
from jobmatch.levy.letter_tables import ConfirmationLetter
from jobmatch.levy.rules.letters import CODE_BYTES, code_of, read_code
from jobmatch.levy.tables import Declaration
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db


def make_letter(by: Actor, declared: Declaration) -> ConfirmationLetter:
    """Make the letter of what was just confirmed; inside the act of the confirmation."""
    assert declared.confirmed_on is not None, "only what is confirmed has a letter"
    employer = db.session.get_one(Employer, declared.employer_id)
    counting = [one for one in declared.people if one.counted]
    letter = ConfirmationLetter(
        district_id=declared.district_id,
        declaration_id=declared.id,
        code=code_of(secrets.token_bytes(CODE_BYTES)),
        filing_year=declared.confirmed_on.year,
        serial=_next_serial(declared.district_id, declared.confirmed_on.year),
        employer_name=employer.name,
        uscc=employer.uscc,
        work_year=declared.work_year,
        persons=len(counting),
        months=sum(one.counted for one in counting),
        credited=sum(one.credited for one in counting),
        confirmed_on=declared.confirmed_on,
        made_by=by.human_id,
        made_at=clock.now(),
    )
    db.session.add(letter)
    return letter


def supersede(declared: Declaration) -> None:
    """Let the letter of a declaration be valid no longer; inside the act that takes the confirmation back."""
    letter = find_valid(declared.id)
    if letter is not None:
        letter.superseded_on = clock.today()


def find_valid(declaration_id: str) -> ConfirmationLetter | None:
    """Return the letter of a declaration that is valid, or None."""
    query = select(ConfirmationLetter).where(
        ConfirmationLetter.declaration_id == declaration_id, ConfirmationLetter.superseded_on.is_(None)
    )
    return db.session.scalar(query)


def find_by_code(typed: str) -> ConfirmationLetter | None:
    """Return the letter whose code somebody typed or scanned, valid or not, or None."""
    code = read_code(typed)
    if code is None:
        return None
    return db.session.scalar(select(ConfirmationLetter).where(ConfirmationLetter.code == code))


def _next_serial(district_id: str, year: int) -> int:
    """Return the next number of a year; the district's row is locked, so that two who confirm at once take turns."""
    db.session.execute(select(District.id).where(District.id == district_id).with_for_update())
    of = (ConfirmationLetter.district_id == district_id, ConfirmationLetter.filing_year == year)
    return (db.session.scalar(select(func.max(ConfirmationLetter.serial)).where(*of)) or 0) + 1
