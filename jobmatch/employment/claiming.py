"""Acts on claims: claim months for an employer, take them back. A second claim becomes a contest, never a credit."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from jobmatch import clock
from jobmatch.employment import claims
from jobmatch.employment.cards import find_card
from jobmatch.employment.claim_tables import ClaimState, MonthClaim
from jobmatch.employment.contests import open_contest, settle
from jobmatch.employment.counting import MonthJudged, Reason, judge_month
from jobmatch.employment.facts import MonthFacts
from jobmatch.employment.said import as_plain, stated_facts
from jobmatch.law.installed import law_on
from jobmatch.people.tables import Person
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db
from jobmatch.wording import SentenceError


class ClaimRefusedError(SentenceError):
    """A claim cannot be taken or changed; its sentence says why and what to do."""


class Claimant(NamedTuple):
    """Whose claim it is, and about whom."""

    district_id: str
    employer_id: str
    person_id: str


def claim_months(by: Actor, who: Claimant, months: Sequence[MonthFacts]) -> list[MonthClaim]:
    """Claim months of one person's work for an employer, and return the claims as they stand then, in order.

    What was claimed before with the same facts stays; with other facts it is replaced. A month that counts and is
    credited to another employer already becomes a contest, of which neither learns who the other is. All or nothing.

    Raises ``LookupError`` for somebody who is not in the district; ``ClaimRefusedError`` for a month that is being
    checked, that has not begun, or that comes twice; ``NoLegalValueError``.
    """
    with act(by=by, action="months.claimed") as this:
        person, today = _hold(who), clock.today()
        this.about(person)
        _refuse_impossible(months, today)
        card = find_card(person, today)
        standing = claims.standing(who.employer_id, who.person_id)
        made = []
        for facts in sorted(months, key=lambda one: one.month):
            known = _with_register(facts, person)
            judged = judge_month(known, card, today, law_on)
            made.append(_claim(by, who, (known, judged), standing.get(facts.month)))
        this.note(employer=who.employer_id, months=len(made), accepted=sum(one.state == "accepted" for one in made))
    return made


def preview_months(person: Person, months: Iterable[MonthFacts]) -> list[MonthJudged]:
    """Judge months as they would be judged if they were claimed today; nothing is kept, no other claim is looked at.

    Raises ``NoLegalValueError`` where the law of a month is not known.
    """
    today = clock.today()
    card = find_card(person, today)
    return [judge_month(_with_register(facts, person), card, today, law_on) for facts in months]


def withdraw_months(by: Actor, who: Claimant, months: Iterable[str]) -> int:
    """Take claims to months back, and return to how many; a contest over one of them ends with it."""
    with act(by=by, action="months.withdrawn") as this:
        this.about(_hold(who))
        asked = set(months)
        held = [claim for claim in claims.list_held(who.employer_id, who.person_id) if claim.month in asked]
        for claim in held:
            claim.state = ClaimState.WITHDRAWN
            db.session.flush()
            settle(by, claim)
        found = len({claim.month for claim in held})
        this.note(employer=who.employer_id, months=found)
    return found


def _hold(who: Claimant) -> Person:
    """Lock the person's row: two employers who claim at once take turns (on SQLite the whole database does)."""
    query = select(Person).where(Person.district_id == who.district_id, Person.id == who.person_id)
    person = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if person is None or person.merged_into_id is not None:
        raise LookupError(who.person_id)
    return person


def _refuse_impossible(months: Sequence[MonthFacts], today: date) -> None:
    seen: set[str] = set()
    for one in months:
        if one.month > clock.month_of(today):
            raise ClaimRefusedError("claim.month_not_begun", month=one.month)
        if one.month in seen:
            raise ClaimRefusedError("claim.month_twice", month=one.month)
        seen.add(one.month)


def _with_register(facts: MonthFacts, person: Person) -> MonthFacts:
    """Birth day and sex come from the register, whatever was stated."""
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    return MonthFacts(**{**values, "born_on": person.born_on, "sex": person.sex})


def _claim(by: Actor, who: Claimant, known: tuple[MonthFacts, MonthJudged], before: MonthClaim | None) -> MonthClaim:
    facts, judged = known
    stated, reasons = stated_facts(facts), kept_reasons(judged)
    if before is not None:
        if (before.facts, before.reasons, before.weight) == (stated, reasons, judged.weight):
            return before
        if claims.find_open_contest(before) is not None:
            raise ClaimRefusedError("claim.being_checked", month=facts.month)
        before.state = ClaimState.WITHDRAWN
        db.session.flush()
    claim = MonthClaim(
        district_id=who.district_id,
        person_id=who.person_id,
        employer_id=who.employer_id,
        month=facts.month,
        state=ClaimState.ACCEPTED if judged.counts else ClaimState.UNCOUNTED,
        weight=judged.weight,
        submitted_on=clock.today(),
        facts=stated,
        reasons=reasons,
        claimed_by=by.human_id,
        claimed_at=clock.now(),
    )
    other = claims.find_accepted(who.person_id, facts.month) if judged.counts else None
    if other is not None:
        claim.state = ClaimState.CONTESTED
    db.session.add(claim)
    db.session.flush()
    if other is not None:
        open_contest(other, claim)
    return claim


def kept_reasons(judged: MonthJudged) -> list[dict[str, Any]]:
    """Return the reasons of a judged month as they are kept with a claim, those against first."""
    return [*map(_kept, judged.against), *map(_kept, judged.cautions)]


def _kept(reason: Reason) -> dict[str, Any]:
    values = {name: as_plain(value) for name, value in reason.values.items()}
    return {"key": reason.key, "values": values, "to_be_confirmed": reason.to_be_confirmed}
