"""Months that the example employer claims: most count, some do not, one is claimed by another employer too."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from jobmatch.demo.district import user_key
from jobmatch.demo.examples import EXAMPLE_CLAIM, EXAMPLE_EMPLOYER, EXAMPLE_MONTH_CONTEST, EXAMPLE_SPELL
from jobmatch.demo.world import DISTRICT_CODE, Row, World, office_hour
from jobmatch.employment.claim_tables import ClaimState, ContestGround
from jobmatch.employment.claiming import kept_reasons
from jobmatch.employment.counting import judge_month
from jobmatch.employment.facts import CardFacts, ContractKind, MonthFacts
from jobmatch.employment.rules import WorkedMonth, months_of
from jobmatch.employment.said import stated_facts
from jobmatch.employment.tables import MonthState
from jobmatch.employment.weights import Card
from jobmatch.law import book

WAGE_FEN = 350_000
HANDED_IN_DAYS = 12
CONTESTED, DECIDED = -3, -8
FATES: Mapping[int, Mapping[str, Any]] = {-6: {"wage_fen": 180_000}, -5: {"medical_paid": False}}
"""Which of somebody's months, counted from the newest, has which fate."""
_BORN = (date(1975, 1, 1), date(1998, 1, 1))


class Worker(NamedTuple):
    """Somebody with a spell and the certificate by which their months are judged."""

    spell: Row
    person: Row
    card: CardFacts
    months: Sequence[WorkedMonth]


def add_claims(world: World) -> None:
    """Let two colleagues have worked for the example employer since last year, and let it claim their months."""
    first, second = (_add_colleague(world, turn, one) for turn, one in enumerate(free_holders(world, 2)))
    for turn, one in enumerate(first.months[:-1], start=-len(first.months) + 1):
        add_claim(world, first, one, FATES.get(turn))
    for turn, one in enumerate(second.months[:-2], start=-len(second.months)):
        key = EXAMPLE_CLAIM if turn == CONTESTED else None
        claim = add_claim(world, second, one, key=key)
        if turn in {CONTESTED, DECIDED}:
            _contest(world, second, one, claim, is_open=turn == CONTESTED)


def free_holders(world: World, count: int) -> list[tuple[Row, CardFacts]]:
    """People of working age with a certificate that nothing has happened to, and who look for no work."""
    busy = {row["id"] for row in world.rows["seekers"]} | {row["gone_id"] for row in world.rows["merges"]}
    busy |= {
        row["person_id"]
        for table in ("spells", "placements", "update_round_entries")
        for row in world.rows.get(table, ())
    }
    cards: dict[str, list[Row]] = {}
    for row in world.rows["certificates"]:
        cards.setdefault(row["person_id"], []).append(row)
    soon = world.day(365)
    found = (
        (row, CardFacts(Card.DISABILITY, card["grade"], card["valid_from"], card["valid_until"]))
        for row in world.rows["people"]
        for card in cards.get(row["id"], ())
        if row["id"] not in busy
        and len(cards[row["id"]]) == 1
        and row["born_on"] is not None
        and _BORN[0] <= row["born_on"] < _BORN[1]
        and card["valid_from"] < date(world.as_of.year - 1, 1, 1)
        and card["valid_until"] > soon
        and not _has_left(world, row["id"])
    )
    return [next(found) for _ in range(count)]


def _has_left(world: World, person_id: str) -> bool:
    events = [row for row in world.rows.get("certificate_events", ()) if row["person_id"] == person_id]
    return any(row["kind"] not in ("issued", "renewed") for row in events)


def _add_colleague(world: World, turn: int, holder: tuple[Row, CardFacts]) -> Worker:
    started_on = date(world.as_of.year - 1, 3, 1)
    key = world.key("colleague", turn) if turn else EXAMPLE_SPELL
    days, chance = (started_on, date(started_on.year + 3, 2, 28)), world.chance("colleague", turn)
    return add_worker(world, key, EXAMPLE_EMPLOYER, holder, days, chance)


def add_worker(
    world: World,
    key: str,
    employer_id: str,
    holder: tuple[Row, CardFacts],
    days: tuple[date, date],
    chance: Random,
) -> Worker:
    """Let a holder work for an employer to this day; ``days``: the first one, and the last of the contract."""
    person, card = holder
    started_on, contract_until = days
    spell = world.add(
        "spells",
        {
            "id": key,
            "district_id": world.district_id,
            "person_id": person["id"],
            "employer_id": employer_id,
            "position_id": None,
            "referral_id": None,
            "started_on": started_on,
            "ended_on": None,
            "end_reason": None,
            "contract_kind": ContractKind.LABOUR_CONTRACT,
            "contract_until": contract_until,
            "form": 1,
            "wage_fen": WAGE_FEN,
            "recorded_by": user_key(world, "caseworker"),
            "recorded_at": office_hour(started_on, chance),
        },
    )
    worked = months_of(started_on, None, world.as_of)
    for one in worked:
        add_month(world, spell, one)
    return Worker(spell, person, card, worked)


def add_month(world: World, spell: Row, one: WorkedMonth) -> None:
    of = {name: spell[name] for name in ("district_id", "person_id", "employer_id")}
    key = world.key("month", spell["id"], one.month)
    world.add("person_months", {"id": key, "spell_id": spell["id"], "state": MonthState.WORKED, **of, **one._asdict()})


def add_claim(
    world: World,
    worker: Worker,
    month: WorkedMonth,
    changes: Mapping[str, Any] | None = None,
    *,
    employer_id: str = EXAMPLE_EMPLOYER,
    key: str | None = None,
) -> Row:
    handed_in = max(world.day(-HANDED_IN_DAYS), month.first_on)
    facts = MonthFacts(
        month=month.month,
        first_on=month.first_on,
        last_on=month.last_on,
        contract_from=worker.spell["started_on"],
        contract_until=worker.spell["contract_until"],
        born_on=worker.person["born_on"],
        sex=worker.person["sex"],
        **{"wage_fen": WAGE_FEN, "pension_paid": True, "medical_paid": True, **(changes or {})},
    )
    judged = judge_month(facts, worker.card, handed_in, book(DISTRICT_CODE).at)
    is_ours = employer_id == EXAMPLE_EMPLOYER
    return world.add(
        "month_claims",
        {
            "id": key or world.key("claim", employer_id, worker.spell["id"], month.month),
            "district_id": world.district_id,
            "person_id": worker.person["id"],
            "employer_id": employer_id,
            "month": month.month,
            "state": ClaimState.ACCEPTED if judged.counts else ClaimState.UNCOUNTED,
            "weight": judged.weight,
            "submitted_on": handed_in,
            "facts": stated_facts(facts),
            "reasons": kept_reasons(judged),
            "claimed_by": user_key(world, "employer" if is_ours else "caseworker"),
            "claimed_at": office_hour(handed_in, world.chance("claim", employer_id, month.month)),
        },
    )


def _contest(world: World, worker: Worker, month: WorkedMonth, earlier: Row, *, is_open: bool) -> None:
    """Let another employer have claimed the month too; one such contest is open, one was decided."""
    rival = next(row["id"] for row in world.rows["employers"] if row["id"] != EXAMPLE_EMPLOYER)
    later = add_claim(world, worker, month, employer_id=rival)
    later["state"] = ClaimState.CONTESTED if is_open else ClaimState.LOST
    opened_at = later["claimed_at"] + timedelta(days=1)
    decided = {
        "kept_claim_id": earlier["id"],
        "ground": ContestGround.CONTRACT_SIGNER,
        "note": "合同是样板间纺织签的，工资和社保也是那边付的。",
        "decided_by": user_key(world, "caseworker"),
        "decided_at": opened_at + timedelta(days=4),
    }
    world.add(
        "month_contests",
        {
            "id": EXAMPLE_MONTH_CONTEST if is_open else world.key("month_contest", month.month),
            "district_id": world.district_id,
            "person_id": worker.person["id"],
            "month": month.month,
            "earlier_claim_id": earlier["id"],
            "later_claim_id": later["id"],
            "opened_at": opened_at,
            "answer_by": world.day(10),
            **(dict.fromkeys(decided) if is_open else decided),
        },
    )
