"""What has come of suggestions so far: referrals in every state, hires, spells of work and their months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jobmatch.demo.district import user_key
from jobmatch.demo.employers import example_position_key
from jobmatch.demo.examples import EXAMPLE_EMPLOYER, EXAMPLE_INTERVIEW_REFERRAL, EXAMPLE_SENT_REFERRAL
from jobmatch.demo.identities import add_consent
from jobmatch.demo.pairs import find_seeker_for
from jobmatch.demo.people import example_person_key
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.employers.tables import PositionState
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.rules import months_of
from jobmatch.employment.tables import MonthState
from jobmatch.matching.tables import OutcomeKind
from jobmatch.people.tables import Purpose
from jobmatch.referrals.rules import DeclineReason, WithdrawReason
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.tables import SeekerState

SENT, INTERVIEW, OFFERED = ReferralState.SENT, ReferralState.INTERVIEW, ReferralState.OFFERED
TRIAL, HIRED, DECLINED, WITHDRAWN = (
    ReferralState.TRIAL,
    ReferralState.HIRED,
    ReferralState.DECLINED,
    ReferralState.WITHDRAWN,
)
UNDER_WAY: tuple[tuple[ReferralState, ...], ...] = (
    *[(SENT,)] * 8,
    *[(SENT, INTERVIEW)] * 4,
    *[(SENT, INTERVIEW, OFFERED)] * 3,
    (SENT, TRIAL),
    (SENT, INTERVIEW, TRIAL),
    *[(SENT, DECLINED)] * 3,
    *[(SENT, INTERVIEW, DECLINED)] * 2,
    (SENT, WITHDRAWN),
)
HIRED_AFTER: tuple[tuple[ReferralState, ...], ...] = (
    *[(SENT, INTERVIEW, HIRED)] * 5,
    *[(SENT, INTERVIEW, OFFERED, HIRED)] * 3,
    *[(SENT, TRIAL, HIRED)] * 2,
)
_LEFT = 2
"""How many of the hires have ended again."""

_OUTCOMES = {
    SENT: OutcomeKind.REFERRED,
    INTERVIEW: OutcomeKind.INTERVIEWED,
    OFFERED: OutcomeKind.OFFERED,
    HIRED: OutcomeKind.HIRED,
    DECLINED: OutcomeKind.DECLINED,
}
_ANSWERS = frozenset({INTERVIEW, OFFERED, TRIAL, DECLINED})
_REASONS: Mapping[ReferralState, tuple[DeclineReason | WithdrawReason, ...]] = {
    DECLINED: (DeclineReason.FILLED, DeclineReason.SKILLS, DeclineReason.DISTANCE),
    WITHDRAWN: (WithdrawReason.NOT_WANTED,),
}
_PSEUDONYM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Referred:
    """A referral in the making: who to what, when, and every state that it went through."""

    key: str
    seeker: Row
    position: Row
    made_on: date
    states: tuple[ReferralState, ...]


def add_chain(world: World) -> None:
    """Add the example referrals, then the hires, then what is under way."""
    positions = {row["id"]: row for row in world.rows["positions"]}
    seekers = {row["id"]: row for row in world.rows["seekers"]}
    examples = [
        ("referred", EXAMPLE_SENT_REFERRAL, -3, (SENT,)),
        ("interviewed", EXAMPLE_INTERVIEW_REFERRAL, -9, (SENT, INTERVIEW)),
        ("hired", world.key("referral", "example", "hired"), -160, (SENT, INTERVIEW, HIRED)),
    ]
    for name, key, offset, states in examples:
        seeker, position = seekers[example_person_key(world, name)], positions[example_position_key(world, name)]
        _add_referral(world, Referred(key, seeker, position, world.day(offset), states))
    for referred in [*_hires(world), *_under_way(world)]:
        _add_referral(world, referred)


def _hires(world: World) -> Iterator[Referred]:
    """Hires of the past year; the positions were posted before that, and filled."""
    chance = world.chance("hires")
    candidates = [row for row in _open_positions(world) if row["employer_id"] != EXAMPLE_EMPLOYER]
    chance.shuffle(candidates)
    for turn, (position, seeker, states) in enumerate(_pairs(world, candidates, HIRED_AFTER)):
        position.update(state=PositionState.CLOSED, posted_on=world.day(-chance.randint(240, 330)), closes_on=None)
        made_on = position["posted_on"] + timedelta(days=chance.randint(5, 190))
        yield Referred(world.key("referral", "hired", turn), seeker, position, made_on, states)


def _under_way(world: World) -> Iterator[Referred]:
    """What employers have been asked of late; two of the referrals that wait are for the example employer."""
    chance = world.chance("referrals")
    ours = {example_position_key(world, name) for name in ("referred", "hired")}
    candidates = [row for row in _open_positions(world) if row["posted_on"] <= world.day(-6)]
    chance.shuffle(candidates)
    candidates = [row for row in candidates if row["employer_id"] != EXAMPLE_EMPLOYER or row["id"] in ours]
    candidates.sort(key=lambda row: row["id"] not in ours)
    for turn, (position, seeker, states) in enumerate(_pairs(world, candidates, UNDER_WAY)):
        days = chance.randint(2, 5) if states == (SENT,) else chance.randint(6, 30)
        made_on = max(position["posted_on"] + timedelta(days=1), world.day(-days))
        yield Referred(world.key("referral", turn), seeker, position, made_on, states)


def _open_positions(world: World) -> list[Row]:
    return [row for row in world.rows["positions"] if row["state"] is PositionState.OPEN]


def _pairs(
    world: World, positions: Sequence[Row], histories: Sequence[tuple[ReferralState, ...]]
) -> Iterator[tuple[Row, Row, tuple[ReferralState, ...]]]:
    """Give each history a position and somebody whom it suits, as long as there are any."""
    left = iter(histories)
    for position in positions:
        seeker = find_seeker_for(world, position, _free(world))
        if seeker is not None:
            states = next(left, None)
            if states is None:
                return
            yield position, seeker, states


def _free(world: World) -> Sequence[Row]:
    """Seekers without a referral; the example seeker stays free for whoever reads the documentation."""
    referred = {row["seeker_id"] for row in world.rows["referrals"]}
    examples = {example_person_key(world, name) for name in ("seeker", "referred", "interviewed", "hired")}
    return [row for row in world.rows["seekers"] if row["id"] not in referred | examples]


def _add_referral(world: World, referred: Referred) -> None:
    chance = world.chance("referral", referred.key)
    seeker, position, states = referred.seeker, referred.position, referred.states
    days = _step_days(world, referred, chance)
    seeker["since_on"] = min(seeker["since_on"], days[0] - timedelta(days=3))
    world.add(
        "referrals",
        {
            "id": referred.key,
            "district_id": world.district_id,
            "seeker_id": seeker["id"],
            "position_id": position["id"],
            "state": states[-1],
            "pseudonym": _pseudonym(world, chance),
            "made_by": user_key(world, "caseworker"),
            "made_at": office_hour(days[0], chance),
            "meet_on": world.day(chance.randint(2, 6)) if states[-1] is INTERVIEW else None,
        },
    )
    for number, (day, state) in enumerate(zip(days, states, strict=True), start=1):
        _add_step(world, referred, number, state, day)
    if INTERVIEW in states:
        add_consent(world, seeker["id"], Purpose.DISCLOSE, office_hour(days[0], chance), position["id"])
    if states[-1] is HIRED:
        _add_spell(world, referred, days[-1], chance)


def _step_days(world: World, referred: Referred, chance: Random) -> list[date]:
    """A day for each step, in order, none of them later than yesterday."""
    days = [referred.made_on]
    for _state in referred.states[1:]:
        days.append(min(days[-1] + timedelta(days=chance.randint(1, 6)), world.day(-1)))
    return days


def _add_step(world: World, referred: Referred, number: int, state: ReferralState, day: date) -> None:
    chance = world.chance("step", referred.key, number)
    answered_online = referred.position["employer_id"] == EXAMPLE_EMPLOYER and state in _ANSWERS
    reason = chance.choice(_REASONS[state]).value if state in _REASONS else None
    at = office_hour(day, chance)
    world.add(
        "referral_steps",
        {
            "id": world.key("step", referred.key, number),
            "referral_id": referred.key,
            "number": number,
            "from_state": referred.states[number - 2] if number > 1 else None,
            "to_state": state,
            "reason": reason,
            "note": None,
            "decided_by": user_key(world, "employer" if answered_online else "caseworker"),
            "decided_at": at,
        },
    )
    if state in _OUTCOMES:
        world.add(
            "outcomes",
            {
                "id": world.key("outcome", referred.key, number),
                "district_id": world.district_id,
                "at": at,
                "seeker_id": referred.seeker["id"],
                "position_id": referred.position["id"],
                "kind": _OUTCOMES[state],
                "reason": reason,
                "shown_list_id": None,
                "rank": None,
                "model": None,
                "propensity": None,
            },
        )


def _pseudonym(world: World, chance: Random) -> str:
    taken = {row["pseudonym"] for row in world.rows["referrals"]}
    while True:
        pseudonym = f"{chance.choice(_PSEUDONYM_LETTERS)}-{chance.randint(1000, 9999)}"
        if pseudonym not in taken:
            return pseudonym


def _add_spell(world: World, referred: Referred, hired_on: date, chance: Random) -> None:
    started_on = min(hired_on + timedelta(days=chance.randint(1, 7)), world.as_of)
    ended = sum(row["ended_on"] is not None for row in world.rows["spells"])
    leaves = ended < _LEFT and (world.as_of - started_on).days > 60 and len(world.rows["spells"]) > 2
    ended_on = started_on + timedelta(days=45) if leaves else None
    spell = world.add(
        "spells",
        {
            "id": world.key("spell", referred.key),
            "district_id": world.district_id,
            "person_id": referred.seeker["id"],
            "employer_id": referred.position["employer_id"],
            "position_id": referred.position["id"],
            "referral_id": referred.key,
            "started_on": started_on,
            "ended_on": ended_on,
            "end_reason": "离家太远，已重新求职" if leaves else None,
            "contract_kind": ContractKind.LABOUR_CONTRACT,
            "contract_until": started_on + timedelta(days=2 * 365),
            "form": 1,
            "wage_fen": referred.position["wage_min_fen"],
            "recorded_by": user_key(world, "caseworker"),
            "recorded_at": office_hour(min(started_on, world.day(-1)), chance),
        },
    )
    referred.seeker["state"] = SeekerState.OPEN if leaves else SeekerState.CLOSED
    _add_months(world, spell)


def _add_months(world: World, spell: Row) -> None:
    for worked in months_of(spell["started_on"], spell["ended_on"], world.as_of):
        world.add(
            "person_months",
            {
                "id": world.key("month", spell["id"], worked.month),
                "district_id": world.district_id,
                "spell_id": spell["id"],
                "person_id": spell["person_id"],
                "employer_id": spell["employer_id"],
                "month": worked.month,
                "first_on": worked.first_on,
                "last_on": worked.last_on,
                "state": MonthState.WORKED,
            },
        )
