"""Hires, and the months of work that follow from them."""

from jobmatch import clock
from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.operations import Json, get, post
from jobmatch.doors.api.tokens import bearer
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.queries import list_months
from jobmatch.employment.rules import WorkedMonth
from jobmatch.employment.service import Terms
from jobmatch.employment.tables import PersonMonth, Spell
from jobmatch.people.queries import find_survivor
from jobmatch.people.service import record_view
from jobmatch.referrals.queries import find_open_referral, find_referral
from jobmatch.referrals.service import record_hire
from jobmatch.referrals.tables import Referral

_MONTHS = answered.page_of(answered.PersonMonth)


@post(
    "/hires",
    tag="chain",
    body=asked.HireBody,
    sample=examples.HIRE,
    answer=answered.Hire,
    example=examples.HIRED,
    status=201,
)
def hire(given: Json) -> Json:
    """Record that somebody was hired: the referral ends, a spell of work begins, its months are entered."""
    referral = _meant(given)
    terms = Terms(
        given.get("started_on") or clock.today(),
        ContractKind(given["contract_kind"]),
        given["contract_until"],
        given["wage"],
        given["employment_form"],
    )
    return _shown(record_hire(bearer().actor, referral, terms), referral)


@get(
    "/people/<id:person_id>/months",
    tag="chain",
    query=asked.MonthsQuery,
    answer=_MONTHS,
    example=examples.MONTHS,
    at={"person_id": examples.HIRED_PERSON},
)
def months(query: Json, person_id: str) -> Json:
    """The months somebody worked, oldest first, and for whom; months taken back are void."""
    who = bearer()
    person = find_survivor(who.district_id, person_id)
    if person is None:
        raise LookupError(person_id)
    key = person.id
    found = list_months(key, query.get("first"), query.get("last"))
    record_view(who.actor, key, "months")
    items = [{**_month(one), "employer": one.employer.name} for one in found]
    return {"items": items, "total": len(items)}


def _meant(given: Json) -> Referral:
    """The referral named, or the one under way of the pair named. Raises ``LookupError``."""
    district_id = bearer().district_id
    if "referral" in given:
        found = find_referral(district_id, given["referral"])
    else:
        found = find_open_referral(given["seeker"], given["position"])
    pair = {"seeker": found.seeker_id, "position": found.position_id} if found else {}
    if found is None or found.district_id != district_id or pair != pair | _named(given):
        raise LookupError("referral")
    return found


def _named(given: Json) -> Json:
    return {name: given[name] for name in ("seeker", "position") if name in given}


def _shown(spell: Spell, referral: Referral) -> Json:
    return {
        "id": spell.id,
        "referral": referral.id,
        "person": spell.person_id,
        "seeker": referral.seeker_id,
        "employer": spell.employer_id,
        "started_on": spell.started_on,
        "months": [_month(one) for one in sorted(spell.months, key=lambda one: one.month)],
    }


def _month(one: PersonMonth) -> Json:
    return {
        "month": one.month,
        "first_on": one.first_on,
        "last_on": one.last_on,
        "whole_month": WorkedMonth(one.month, one.first_on, one.last_on).is_whole,
        "state": one.state,
        "employer_id": one.employer_id,
        "spell": one.spell_id,
    }
