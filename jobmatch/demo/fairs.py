"""The practice fair, which never closes: its booths, and submissions of which some still await the identity check."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jobmatch.accounts.tables import Town
from jobmatch.demo.content import read
from jobmatch.demo.district import town_key, user_key
from jobmatch.demo.examples import EXAMPLE_EMPLOYER, EXAMPLE_FAIR, EXAMPLE_SUBMISSION
from jobmatch.demo.identities import CONSENT_TEXT_VERSION
from jobmatch.demo.pairs import position_facts
from jobmatch.demo.reserved import certificate_number, reserved_citizen_number, reserved_phone
from jobmatch.demo.world import Row, World, office_hour
from jobmatch.employers.tables import PositionState
from jobmatch.fairs.rules import booths_worth_visiting
from jobmatch.fairs.slips import LOCALES, REASONS_ON_A_SLIP
from jobmatch.fairs.tables import FairKind
from jobmatch.matching.base import Table, load_table
from jobmatch.matching.decisions import Suggestion
from jobmatch.matching.queries import answers_facts
from jobmatch.matching.suggest import suggest
from jobmatch.people.numbers import CitizenNumber
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.idempotency import body_hash

BOOTHS = 30
KNOWN = 3
"""Submissions of people who are entered already, but whom nobody has linked yet."""

SEEN = 3
"""Submissions that the fair's staff have linked."""

_NEWCOMER_TURNS = 400
_SAME_AS_KNOWN = (
    "wanted",
    "text",
    "functions",
    "needs",
    "shown_needs",
    "refusals",
    "wage_floor_fen",
    "distance_km",
    "education",
)


@dataclass(frozen=True)
class Slip:
    """What a submission was told: the lines on paper, and the list as the log keeps it."""

    lines: list[Row]
    items: list[Row]
    model: str


def add_practice_fair(world: World) -> None:
    """Add the fair, its booths and what was handed in there; the fair counts its tickets."""
    chance = world.chance("fair")
    others = [row["id"] for row in world.rows["employers"] if row["id"] != EXAMPLE_EMPLOYER]
    for number, employer in enumerate([EXAMPLE_EMPLOYER, *chance.sample(others, BOOTHS - 1)], start=1):
        world.add(
            "booths",
            {
                "id": world.key("booth", number),
                "fair_id": EXAMPLE_FAIR,
                "number": number,
                "employer_id": employer,
            },
        )
    fair = world.add(
        "fairs",
        {
            "id": EXAMPLE_FAIR,
            "district_id": world.district_id,
            "name": "练习招聘会（虚构，一直开放）",
            "name_en": "Practice fair (invented, always open)",
            "kind": FairKind.ON_SITE,
            "venue": "区残联一楼大厅",
            "starts_on": world.day(-30),
            "ends_on": None,
            "is_practice": True,
            "last_ticket": 0,
        },
    )
    _add_submissions(world)
    fair["last_ticket"] = len(world.rows["tickets"])


def _add_submissions(world: World) -> None:
    """Newcomers first (the example one among them), then people who are entered; the last of these are linked."""
    table = load_table()
    for turn, newcomer in enumerate(read("newcomers")):
        key = world.key("submission", "new", turn) if turn else EXAMPLE_SUBMISSION
        _add_submission(world, table, key, _newcomer_answers(world, turn, newcomer))
    seekers = [row for row in world.rows["seekers"][4:] if row["town_id"] is not None]
    for turn, seeker in enumerate(world.chance("submissions").sample(seekers, KNOWN + SEEN)):
        submission = _add_submission(world, table, world.key("submission", turn), _known_answers(world, seeker))
        if turn >= KNOWN:
            _link(world, submission, seeker["id"])


def _newcomer_answers(world: World, turn: int, entry: Mapping[str, Any]) -> Answers:
    number = reserved_citizen_number(entry["born"], is_male=entry["male"], turn=_NEWCOMER_TURNS + turn)
    given = {key: value for key, value in entry.items() if key not in ("born", "male", "kind", "grade")}
    certificate = certificate_number(number, entry["kind"], entry["grade"]).value if entry["kind"] else None
    return _answers(
        world,
        number,
        {
            **given,
            "town": town_key(world, entry["town"]),
            "phone": reserved_phone(_NEWCOMER_TURNS + turn),
            "certificate_number": certificate,
        },
    )


def _known_answers(world: World, seeker: Row) -> Answers:
    person = next(row for row in world.rows["people"] if row["id"] == seeker["id"])
    given = {"name": person["name"], "phone": person["phone"], "town": seeker["town_id"]}
    given |= {name: seeker[name] for name in _SAME_AS_KNOWN}
    return _answers(world, CitizenNumber(person["citizen_number"]), given)


def _answers(world: World, number: CitizenNumber, given: Mapping[str, Any]) -> Answers:
    agreed = {"consents": ["store", "recommend"], "consent_version": CONSENT_TEXT_VERSION}
    return Answers.read({**given, **agreed, "citizen_number": number.value}, world.as_of)


def _add_submission(world: World, table: Table, key: str, answers: Answers) -> Row:
    kept = answers.as_json()
    at = office_hour(world.day(-1), world.chance("submission", key))
    submission = world.add(
        "submissions",
        {
            "id": key,
            "district_id": world.district_id,
            "fair_id": EXAMPLE_FAIR,
            "source": None,
            "entrance": Entrance.KIOSK,
            "locale": "zh_Hans_CN",
            "answers": json.dumps(kept, ensure_ascii=False),
            "citizen_number": answers.citizen_number,
            "body_hash": body_hash(kept),
            "received_at": at,
        },
    )
    _add_ticket(world, key, at, _slip(world, table, key, answers))
    return submission


def _add_ticket(world: World, submission: str, at: datetime, slip: Slip) -> None:
    ticket = {
        "id": world.key("ticket", submission),
        "fair_id": EXAMPLE_FAIR,
        "number": len(world.rows["tickets"]) + 1,
        "submission_id": submission,
        "slip": json.dumps(slip.lines, ensure_ascii=False),
        "issued_at": at,
    }
    shown = {
        "id": world.key("shown", submission),
        "district_id": world.district_id,
        "at": at,
        "seeker_id": None,
        "submission_id": submission,
        "position_id": None,
        "viewer_id": None,
        "model": slip.model,
        "items": slip.items,
    }
    world.add("tickets", ticket)
    world.add("shown_lists", shown)


def _slip(world: World, table: Table, key: str, answers: Answers) -> Slip:
    booths = {row["employer_id"]: row["number"] for row in world.rows["booths"]}
    positions = {
        row["id"]: row
        for row in world.rows["positions"]
        if row["employer_id"] in booths and row["state"] is PositionState.OPEN
    }
    town = next(row for row in world.rows["towns"] if row["id"] == answers.town)
    facts = [position_facts(world, row) for row in positions.values()]
    found = suggest(answers_facts(key, answers, Town(**town)), facts, table, world.judged_on, None).suggestions
    by_id = {one.id: one for one in found}
    chosen = booths_worth_visiting((one.id, booths[positions[one.id]["employer_id"]]) for one in found)
    lines = [_line(world, by_id[position], positions[position], booth) for position, booth in chosen]
    items = [
        {"position": position, "rank": rank, "score": round(by_id[position].score, 6)}
        for rank, (position, _booth) in enumerate(chosen, start=1)
    ]
    return Slip(lines, items, f"base {table.version}")


def _line(world: World, suggestion: Suggestion, position: Row, booth: int) -> Row:
    """One line in the shape that the fair's own service keeps."""
    best = sorted((part for part in suggestion.parts if part.points > 0), key=lambda part: -part.points)
    employer = next(row for row in world.rows["employers"] if row["id"] == position["employer_id"])
    return {
        "booth": booth,
        "position": position["id"],
        "title": position["title"],
        "employer": employer["name"],
        "score": suggestion.score,
        "reasons": {locale: [part.sentence(locale) for part in best[:REASONS_ON_A_SLIP]] for locale in LOCALES},
    }


def _link(world: World, submission: Row, person: str) -> None:
    registration = world.add(
        "registrations",
        {
            "id": world.key("registration", person),
            "district_id": world.district_id,
            "fair_id": EXAMPLE_FAIR,
            "person_id": person,
            "registered_at": submission["received_at"],
        },
    )
    world.add(
        "submission_links",
        {
            "id": world.key("link", submission["id"]),
            "submission_id": submission["id"],
            "person_id": person,
            "registration_id": registration["id"],
            "seen_by": user_key(world, "fair"),
            "seen_at": submission["received_at"],
        },
    )
