"""A referral as the employer reads it. Pages get these values and never a row of a person, so nothing more can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.matching.service import parts_of
from jobmatch.people.disclosure import Field, Form, Viewer, employer_viewer, name_for, needs_for, sees
from jobmatch.people.queries import disclosed_positions, recommendable
from jobmatch.referrals.matched import matched_facts
from jobmatch.referrals.rules import HIRED, OPEN, STEPS, Answer
from jobmatch.referrals.tables import Referral, ReferralStep
from jobmatch.web.labels import DECLINE_REASONS, REFERRAL_STATES, STATE_TONES
from jobmatch.web.templating import day, word


@dataclass(frozen=True)
class ReferralLine:
    """One referral in a list: under a pseudonym unless the person agreed, or works here."""

    id: str
    who: str
    position: str
    state_name: str
    tone: str
    made_on: date
    meet_on: date | None


@dataclass(frozen=True)
class ReferralShown:
    """One referral on its page. ``answers`` are the answers that can be given now."""

    line: ReferralLine
    is_named: bool
    is_hired: bool
    needs: tuple[str, ...]
    facts: tuple[str, ...]
    answers: frozenset[str]
    steps: tuple[dict[str, Any], ...]


def referral_lines(referrals: Sequence[Referral]) -> list[ReferralLine]:
    """Return the lines of referrals; the consents of all of them are asked for at once."""
    return [_line(one, viewer) for one, viewer in zip(referrals, _viewers(referrals), strict=True)]


def referral_shown(referral: Referral) -> ReferralShown:
    """Return a referral with what the person lets this employer know."""
    (viewer,), seeker = _viewers([referral]), referral.seeker
    return ReferralShown(
        line=_line(referral, viewer),
        is_named=sees(viewer, Field.NAME),
        is_hired=referral.state == HIRED,
        needs=tuple(map(word, needs_for(viewer, seeker.needs, seeker.shown_needs))),
        facts=_facts(referral) if sees(viewer, Field.NEEDS, Form.TICKED, Form.FULL) else (),
        answers=frozenset(Answer) & STEPS[referral.state],
        steps=tuple(_step(step) for step in reversed(referral.steps)),
    )


def _viewers(referrals: Sequence[Referral]) -> list[Viewer]:
    """As whom the employer looks at each of the people referred."""
    people = {one.seeker_id for one in referrals}
    may_recommend, may_name = recommendable(people), disclosed_positions(people)
    return [
        employer_viewer(
            is_open=one.state in OPEN,
            is_hired=one.state == HIRED,
            may_recommend=one.seeker_id in may_recommend,
            may_name=(one.seeker_id, one.position_id) in may_name,
        )
        for one in referrals
    ]


def _line(referral: Referral, viewer: Viewer) -> ReferralLine:
    hidden = _("求职者 %(pseudonym)s", pseudonym=referral.pseudonym)
    return ReferralLine(
        id=referral.id,
        who=name_for(viewer, referral.seeker.person.name, pseudonym=hidden),
        position=referral.position.title,
        state_name=str(REFERRAL_STATES[referral.state]),
        tone=STATE_TONES[referral.state],
        made_on=clock.day_of(referral.made_at),
        meet_on=referral.meet_on,
    )


def _facts(referral: Referral) -> tuple[str, ...]:
    sentences = {
        "fits_the_wish": _("想做的工作和这个岗位相近"),
        "has_done_it": _("做过相近的工作"),
        "holds_the_licence": _("有岗位要求的证件"),
        "is_near_enough": _("上班路程本人能接受"),
        "suits_the_hours": _("每周工时正合适"),
    }
    # Read without the exclusions: where one of them made the facts vanish, an employer could read it from that.
    reasons = {part.reason for part in parts_of(referral.seeker, referral.position) if part.points > 0}
    return tuple(sentences[fact] for fact in matched_facts(reasons))


def _step(step: ReferralStep) -> dict[str, Any]:
    """A step without what the federation wrote for itself: of reasons only those that employers give."""
    title = _("残联推荐") if step.from_state is None else str(REFERRAL_STATES[step.to_state])
    notes = [str(DECLINE_REASONS[step.reason])] if step.reason and step.reason in DECLINE_REASONS else []
    if step.to_state == "interview" and step.referral.meet_on:
        notes.append(_("面试日期：%(day)s", day=day(step.referral.meet_on)))
    decided_on = clock.day_of(step.decided_at)
    return {"title": title, "when": (decided_on.isoformat(), day(decided_on)), "note": " ・ ".join(notes)}
