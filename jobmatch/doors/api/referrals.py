"""Referrals: made by staff, answered by the employer, withdrawn by staff."""

from flask import url_for

from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.operations import Json, get, post
from jobmatch.doors.api.tokens import bearer
from jobmatch.people.service import record_view
from jobmatch.referrals import service
from jobmatch.referrals.queries import count_referrals, find_referral, list_referrals
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import Referral, ReferralState

_REFERRALS = answered.page_of(answered.ReferralInList)
_SENT = {"referral_id": examples.SENT_REFERRAL}


@post(
    "/referrals",
    tag="chain",
    body=asked.ReferBody,
    sample=examples.REFER,
    answer=answered.ReferralMade,
    example=examples.MADE,
    status=201,
    location=lambda made: url_for("api.referral", referral_id=made),
)
def refer(given: Json) -> Json:
    """Recommend a seeker for a position; the employer sees a pseudonym until there is a consent."""
    who = bearer()
    return _shown(service.refer(who.actor, who.district_id, given["seeker"], given["position"], given["note"]))


@get("/referrals", tag="chain", query=asked.ReferralsQuery, answer=_REFERRALS, example=examples.REFERRALS)
def referrals(query: Json) -> Json:
    """Referrals, newest first; those in a state, of a seeker, to a position, where asked."""
    district_id = bearer().district_id
    states = [query["state"]] if "state" in query else None
    which: Json = {"seeker_id": query.get("seeker"), "position_id": query.get("position"), "states": states}
    found = list_referrals(district_id, **which, limit=query["limit"], offset=query["offset"])
    return {"items": [_shown(one) for one in found], "total": count_referrals(district_id, **which)}


@get("/referrals/<id:referral_id>", tag="chain", answer=answered.Referral, example=examples.REFERRAL, at=_SENT)
def referral(_query: Json, referral_id: str) -> Json:
    """One referral with every step, and who decided it."""
    found = _get(referral_id)
    record_view(bearer().actor, found.seeker_id, "referral")
    return {**_shown(found), "steps": found.steps}


@post(
    "/referrals/<id:referral_id>/answer",
    tag="chain",
    body=asked.AnswerBody,
    sample=examples.ANSWER,
    answer=answered.ReferralState,
    example=examples.ANSWERED,
    at=_SENT,
)
def answer(given: Json, referral_id: str) -> Json:
    """Take the employer's answer, from staff or from the employer's own account."""
    found = _get(referral_id)
    step = Step(ReferralState(given["answer"]), given["reason"], given["note"], given["meet_on"])
    service.take_answer(bearer().actor, found, step)
    return _shown(found)


@post(
    "/referrals/<id:referral_id>/withdraw",
    tag="chain",
    body=asked.WithdrawBody,
    sample=examples.WITHDRAW,
    answer=answered.ReferralState,
    example=examples.WITHDRAWN,
    at=_SENT,
)
def withdraw(given: Json, referral_id: str) -> Json:
    """Take a referral back, for the seeker or the federation."""
    found = _get(referral_id)
    service.withdraw(bearer().actor, found, given["reason"], given["note"])
    return _shown(found)


def _get(referral_id: str) -> Referral:
    """The referral, if whoever asks may know it. Raises ``LookupError``."""
    who = bearer()
    found = find_referral(who.district_id, referral_id, who.employer_id)
    if found is None:
        raise LookupError(referral_id)
    return found


def _shown(found: Referral) -> Json:
    return {
        "id": found.id,
        "state": found.state,
        "seeker": found.seeker_id,
        "position": found.position_id,
        "pseudonym": found.pseudonym,
        "employer_id": found.position.employer_id,
        "made_at": found.made_at,
        "meet_on": found.meet_on,
    }
