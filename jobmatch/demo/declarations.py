"""Last year's declarations of some employers, one in each state, with the claims they were made of."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jobmatch.demo.claims import add_claim, add_worker, free_holders
from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_CODE, EXAMPLE_DECLARATION, EXAMPLE_EMPLOYER
from jobmatch.demo.quota_history import WORK_YEAR, add_declared, add_steps
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.employment.claim_tables import ClaimState
from jobmatch.employment.facts import CardFacts
from jobmatch.levy.rules.letters import CODE_BYTES, code_of
from jobmatch.levy.tables import DeclarationState

HANDED_IN, TAKEN_UP, DECIDED, ANSWER_BY = -9, -6, -2, 9
MISSING = "请补两份材料：1. 二月的工资发放记录（银行流水或工资条）；2. 三月到五月的医疗保险缴费证明。"
REFUSED = "提供的劳动合同签章不是本单位，工资也不是本单位发的。请由签订合同的单位申报。"


class Story(NamedTuple):
    """What became of a declaration, and for how many people it is; ``low``: a month of each is below the minimum."""

    state: DeclarationState
    people: int
    low: bool = False


STORIES = (
    Story(DeclarationState.SUBMITTED, 2, low=True),
    Story(DeclarationState.SUBMITTED, 1),
    Story(DeclarationState.SUBMITTED, 3),
    Story(DeclarationState.IN_REVIEW, 2),
    Story(DeclarationState.RETURNED, 1),
    Story(DeclarationState.CONFIRMED, 2),
    Story(DeclarationState.CONFIRMED, 1, low=True),
    Story(DeclarationState.REJECTED, 1),
    Story(DeclarationState.WITHDRAWN, 1),
)


def add_declarations(world: World) -> None:
    """Add last year's declarations: the example employer's was sent back, others are in every state."""
    if _year(world) <= WORK_YEAR:
        return  # that year is history already, whatever the day
    rivals = {row["employer_id"] for row in world.rows["month_claims"]}
    others = [row["id"] for row in world.rows["employers"] if row["id"] not in rivals]
    holders = iter(free_holders(world, sum(one.people for one in STORIES)))
    _add(world, EXAMPLE_EMPLOYER, DeclarationState.RETURNED)
    for employer_id, story in zip(others, STORIES, strict=False):
        for number in range(story.people):
            _add_worker(world, employer_id, number, next(holders), is_low=story.low)
        _add(world, employer_id, story.state)


def _add_worker(world: World, employer_id: str, number: int, holder: tuple[Row, CardFacts], *, is_low: bool) -> None:
    started_on = date(_year(world), 1, 1)
    key, chance = world.key("declared spell", employer_id, number), world.chance("declared spell", employer_id)
    worker = add_worker(world, key, employer_id, holder, (started_on, date(started_on.year + 2, 12, 31)), chance)
    for one in worker.months[:12]:
        low = {"wage_fen": 200_000} if is_low and one.month.endswith("-02") else None
        add_claim(world, worker, one, low, employer_id=employer_id)


def _add(world: World, employer_id: str, state: DeclarationState) -> None:
    is_example = employer_id == EXAMPLE_EMPLOYER
    is_decided = state in {DeclarationState.CONFIRMED, DeclarationState.REJECTED}
    is_seen = is_decided or state in {DeclarationState.IN_REVIEW, DeclarationState.RETURNED}
    chance = world.chance("declaration", employer_id, "last year")
    declared = world.add(
        "declarations",
        {
            "id": EXAMPLE_DECLARATION if is_example else world.key("declaration", employer_id, "last year"),
            "district_id": world.district_id,
            "employer_id": employer_id,
            "work_year": _year(world),
            "turn": 1,
            "state": state,
            "submitted_by": user_key(world, "employer" if is_example else "caseworker"),
            "submitted_at": office_hour(world.day(HANDED_IN), chance),
            "answer_by": world.day(ANSWER_BY) if state is DeclarationState.RETURNED else None,
            "reviewer_id": user_key(world, "reviewer") if is_seen else None,
            "decided_by": user_key(world, "reviewer") if is_decided else None,
            "decided_at": office_hour(world.day(DECIDED), chance) if is_decided else None,
            "confirmed_on": world.day(DECIDED) if state is DeclarationState.CONFIRMED else None,
        },
    )
    add_steps(world, declared, _steps(world, state, "employer" if is_example else "caseworker", is_seen=is_seen))
    for person_id, weights in _credited(world, employer_id).items():
        add_declared(world, declared, person_id, weights)
    if state is DeclarationState.CONFIRMED:
        _add_letter(world, declared)


def _add_letter(world: World, declared: Row) -> None:
    """Add the letter of a confirmed declaration; the code of the first is known, so that it can be looked up."""
    serial = len(world.rows["confirmation_letters"]) + 1
    employer = next(row for row in world.rows["employers"] if row["id"] == declared["employer_id"])
    counting = [
        row for row in world.rows["declared_persons"] if row["declaration_id"] == declared["id"] and row["counted"]
    ]
    world.add(
        "confirmation_letters",
        {
            "id": world.key("letter", declared["id"]),
            "district_id": world.district_id,
            "declaration_id": declared["id"],
            "code": EXAMPLE_CODE
            if serial == 1
            else code_of(world.chance("letter", declared["id"]).randbytes(CODE_BYTES)),
            "filing_year": declared["confirmed_on"].year,
            "serial": serial,
            "employer_name": employer["name"],
            "uscc": employer["uscc"],
            "work_year": declared["work_year"],
            "persons": len(counting),
            "months": sum(row["counted"] for row in counting),
            "credited": sum(row["credited"] for row in counting),
            "confirmed_on": declared["confirmed_on"],
            "made_by": declared["decided_by"],
            "made_at": declared["decided_at"],
            "superseded_on": None,
        },
    )


def _steps(
    world: World, state: DeclarationState, by: str, *, is_seen: bool
) -> Sequence[tuple[str, str, date, str | None]]:
    steps: list[tuple[str, str, date, str | None]] = [("submitted", by, world.day(HANDED_IN), None)]
    if is_seen:
        steps.append(("in_review", "reviewer", world.day(TAKEN_UP), None))
    notes = {DeclarationState.RETURNED: MISSING, DeclarationState.REJECTED: REFUSED}
    if state not in {DeclarationState.SUBMITTED, DeclarationState.IN_REVIEW}:
        who = by if state is DeclarationState.WITHDRAWN else "reviewer"
        steps.append((state, who, world.day(DECIDED), notes.get(state)))
    return steps


def _credited(world: World, employer_id: str) -> dict[str, dict[int, int]]:
    """Who counts in which month by the claims; one that a contest is open about counts for nobody."""
    open_now = {row["earlier_claim_id"] for row in world.rows["month_contests"] if row["decided_at"] is None}
    found: dict[str, dict[int, int]] = {}
    for row in world.rows["month_claims"]:
        if row["employer_id"] == employer_id and row["month"].startswith(str(_year(world))):
            counts = row["state"] is ClaimState.ACCEPTED and row["id"] not in open_now
            found.setdefault(row["person_id"], {})[int(row["month"][-2:])] = row["weight"] if counts else 0
    return found


def _year(world: World) -> int:
    return world.as_of.year - 1
