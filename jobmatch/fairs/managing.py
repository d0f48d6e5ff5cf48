"""Acts before a fair: announce it, change it, give employers their booths."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from jobmatch.employers.tables import Employer
from jobmatch.fairs.queries import has_tickets
from jobmatch.fairs.tables import Booth, Fair, FairKind
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.wording import SentenceError


class FairChangeRefusedError(SentenceError):
    """A fair cannot be changed so; the sentence says why."""


@dataclass(frozen=True)
class FairFacts:
    """What is announced of a fair. Both days are days of the fair."""

    name: str
    name_en: str
    kind: FairKind
    venue: str
    starts_on: date
    ends_on: date


def announce(by: Actor, district_id: str, facts: FairFacts) -> Fair:
    """Announce a fair. Raises ``BrokenRuleError``."""
    with act(by=by, action="fair.announced") as this:
        fair = Fair(district_id=district_id, is_practice=False, last_ticket=0)
        _write(fair, facts)
        db.session.add(fair)
        this.about(fair)
    return fair


def change(by: Actor, fair: Fair, seen: int, facts: FairFacts) -> None:
    """Change what is announced. ``seen``: the version that was on the screen.

    Raises ``FairChangeRefusedError`` for the practice fair, or where somebody else changed it since.
    """
    with act(by=by, action="fair.changed", about=fair):
        if fair.is_practice:
            raise FairChangeRefusedError("fair_change.practice")
        if fair.version != seen:
            raise FairChangeRefusedError("fair_change.changed_since")
        _write(fair, facts)


def give_booth(by: Actor, fair: Fair, employer: Employer) -> Booth:
    """Give an employer the next booth of a fair. Raises ``FairChangeRefusedError`` where it has one."""
    try:
        with act(by=by, action="fair.booth_given", about=fair) as this:
            taken = db.session.scalar(select(func.max(Booth.number)).where(Booth.fair_id == fair.id)) or 0
            booth = Booth(fair_id=fair.id, employer_id=employer.id, number=taken + 1)
            db.session.add(booth)
            this.note(employer=employer.id)
    except BrokenRuleError as error:
        key = "fair_change.has_a_booth" if error.rule == "booths_are_one_per_employer" else "fair_change.at_once"
        raise FairChangeRefusedError(key) from error
    return booth


def take_booth(by: Actor, booth: Booth) -> None:
    """Take a booth away before the fair gave out tickets: their slips name booths.

    Raises ``FairChangeRefusedError`` afterwards.
    """
    with act(by=by, action="fair.booth_taken", about=booth.fair) as this:
        if has_tickets(booth.fair_id):
            raise FairChangeRefusedError("fair_change.tickets_given")
        this.note(employer=booth.employer_id)
        db.session.delete(booth)


def _write(fair: Fair, facts: FairFacts) -> None:
    fair.name, fair.name_en, fair.kind = facts.name, facts.name_en, facts.kind
    fair.venue, fair.starts_on, fair.ends_on = facts.venue, facts.starts_on, facts.ends_on
