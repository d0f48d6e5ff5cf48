"""Rows that probably are somebody we know: left out until a person has said what they are, then exactly that."""

import pytest
from sqlalchemy import select

from jobmatch import worker
from jobmatch.people.duplicate_tables import NotSame
from jobmatch.people.import_tables import ImportPart, ImportState, PartKind
from jobmatch.people.importing import decisions, service, staging
from jobmatch.people.importing.rules.deciding import Verdict
from jobmatch.people.importing.service import ImportRefusedError
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.base import db
from tests.integration.people.importing import confirmed, fresh, person, previewed
from tests.unit.people.importing.making import citizen_number


def met_before(world, serial=1, **changes):
    """Somebody who came without a card: name and telephone are all that is known."""
    known = {"name": f"持证{serial}", "phone": f"138{serial:08d}", **changes}
    return add_person(world.actor(), world.district, NewPerson(source=PersonSource.REGISTRATION, **known)).id


def asked(one):
    return {line["row"]: line for line in staging.read_part(one.id, PartKind.CONFLICT, 1)}


def decide(world, one, said):
    decisions.decide(world.actor(), one, decisions.Shown(one.plan_hash, 1), said)
    decisions.check_again(world.actor(), fresh(one))
    worker.run_due()
    return fresh(one)


def confirm(world, one):
    service.ask_confirmation(world.actor(), one, one.plan_hash)
    worker.run_due()
    return fresh(one)


def names():
    return sorted(db.session.scalars(select(Person.name).where(Person.name.like("持证%"))))


def test_whom_we_probably_know_is_asked_about_and_left_out_until_somebody_says(world):
    met_before(world)
    one = previewed(world, person(1), person(2))
    line = asked(one)[2]
    assert (one.counts["new"], line["asked"], line["candidates"][0]["reasons"]) == (
        1,
        "import.probably_known",
        ["same_name_and_phone"],
    )
    assert confirm(world, one).state is ImportState.CONFIRMED
    assert names() == ["持证1", "持证2"]
    assert db.session.scalar(select(Person.citizen_number_index).where(Person.name == "持证1")) is None


def test_the_same_person_is_completed_and_stays_one(world):
    key = met_before(world, name="持証1")
    one = decide(world, previewed(world, person(1)), {2: (Verdict.SAME, key)})
    assert (one.counts["changed"], one.counts["new"], one.counts["asked"]) == (1, 0, 1)
    confirm(world, one)
    somebody = db.session.get(Person, key)
    assert (somebody.name, somebody.citizen_number, somebody.source) == (
        "持証1",
        citizen_number(1),
        PersonSource.REGISTER,
    )
    again = previewed(world, person(1))
    assert [line["asked"] for line in asked(again).values()] == ["import.name_differs"]


def test_somebody_else_is_entered_and_the_two_are_never_proposed_again(world):
    key = met_before(world)
    one = confirm(world, decide(world, previewed(world, person(1)), {2: (Verdict.OTHER, None)}))
    assert (one.counts["new"], names()) == (1, ["持证1", "持证1"])
    pair = db.session.scalars(select(NotSame)).one()
    assert key in (pair.first_id, pair.second_id)
    assert pair.decided_by == world.actor().human_id
    kept = {part.what for part in db.session.scalars(select(ImportPart).where(ImportPart.import_id == one.id))}
    assert PartKind.DECISIONS not in kept
    assert confirmed(world, person(1)).counts["same"] == 1


def test_who_turns_up_after_it_was_decided_is_asked_about_too(world):
    met_before(world)
    one = previewed(world, person(1))
    decisions.decide(world.actor(), one, decisions.Shown(one.plan_hash, 1), {2: (Verdict.OTHER, None)})
    met_before(world, name="持証1")
    decisions.check_again(world.actor(), fresh(one))
    worker.run_due()
    one = fresh(one)
    assert (one.counts["new"], one.counts["conflict"], len(asked(one)[2]["candidates"])) == (0, 1, 2)


def test_two_rows_are_not_both_one_person(world):
    key = met_before(world)
    met_before(world, 2, name="持证2", phone="13800000001")
    rows = [person(1), person(2, name="持证1", phone="13800000001")]
    one = decide(world, previewed(world, *rows), {2: (Verdict.SAME, key), 3: (Verdict.SAME, key)})
    assert (one.counts["changed"], one.counts["conflict"]) == (0, 2)
    assert {line["code"] for line in asked(one).values()} == {"import.several_rows"}


def test_another_name_under_one_number_is_kept_as_it_is_once_somebody_says_so(world):
    confirmed(world, person(1))
    one = previewed(world, person(1, name="别名", until="2031-01-05"))
    key = asked(one)[2]["person_id"]
    one = confirm(world, decide(world, one, {2: (Verdict.SAME, key)}))
    somebody = db.session.get(Person, key)
    assert (somebody.name, somebody.certificates[0].valid_until.year) == ("持证1", 2031)


def test_what_was_decided_since_must_be_looked_at_before_it_is_confirmed(world):
    key = met_before(world)
    one = previewed(world, person(1))
    decisions.decide(world.actor(), one, decisions.Shown(one.plan_hash, 1), {2: (Verdict.SAME, key)})
    assert decisions.is_decided_since(fresh(one))
    with pytest.raises(ImportRefusedError, match="做了决定"):
        service.ask_confirmation(world.actor(), one, one.plan_hash)
    decisions.decide(world.actor(), fresh(one), decisions.Shown(one.plan_hash, 1), {2: None})
    assert not decisions.is_decided_since(fresh(one))


@pytest.mark.parametrize("said", [{9: (Verdict.OTHER, None)}, {2: (Verdict.SAME, "nobody")}])
def test_only_what_was_asked_can_be_answered(world, said):
    met_before(world)
    one = previewed(world, person(1))
    with pytest.raises(ImportRefusedError, match="名册在这期间变了"):
        decisions.decide(world.actor(), one, decisions.Shown(one.plan_hash, 1), said)
