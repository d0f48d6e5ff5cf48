"""An import from the file to the register: nothing before it is confirmed, everything with it, nothing by it twice."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select

from jobmatch import clock
from jobmatch.data_care import retention
from jobmatch.people.holders import list_holders, list_new_holders
from jobmatch.people.import_tables import ColumnMapping, ImportPart, ImportState, PartKind, RegisterImport
from jobmatch.people.importing import service, staging
from jobmatch.people.importing.queries import find_same_file
from jobmatch.people.importing.service import ImportRefusedError
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Certificate, Person, PersonSource
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import Base, db
from jobmatch.storage.digests import holdings
from tests.integration.people.importing import columns_of, confirmed, file_of, fresh, person, previewed, uploaded
from tests.lengths import IS_LONG
from tests.unit.people.importing.making import citizen_number

PLAN = ("new", "changed", "same", "conflict", "gone", "refused")


def numbers(one):
    return [one.counts[name] for name in PLAN]


def register_rows():
    """Everything of the register, to the last column."""
    kinds = (Person, Certificate, CertificateEvent)
    tables = [Base.metadata.tables[kind.__tablename__] for kind in kinds]
    return [sorted(map(repr, db.session.execute(select(table)))) for table in tables]


def ask(one, by):
    service.ask_confirmation(by, one, one.plan_hash)


def work():
    from jobmatch import worker

    worker.run_due()


def test_nothing_is_written_before_it_is_confirmed_and_then_everything(world):
    before = register_rows()
    one = previewed(world, person(1), person(2, card="71"))
    assert (one.state, numbers(one), register_rows()) == (ImportState.PREVIEWED, [2, 0, 0, 0, 0, 0], before)
    ask(one, world.actor())
    work()
    assert fresh(one).state is ImportState.CONFIRMED
    first = db.session.scalars(select(Person).where(Person.name == "持证1")).one()
    assert (first.citizen_number, first.phone, first.town_id) == (citizen_number(1), "13800000001", world.town)
    assert (first.source, first.born_on, first.certificates[0].number) == (
        PersonSource.REGISTER,
        date(1980, 5, 6),
        citizen_number(1) + "43",
    )
    assert len(list_holders(world.district, clock.today())) == 2
    assert len(list_new_holders(world.district, date(2020, 1, 5), date(2020, 1, 5))) == 2


def test_the_same_file_again_changes_nothing_and_is_known(world):
    data = file_of(person(1), person(2))
    confirmed(world, data=data)
    after = register_rows()
    again = confirmed(world, data=data)
    assert (numbers(again), again.state, register_rows()) == ([0, 0, 2, 0, 0, 0], ImportState.CONFIRMED, after)
    assert find_same_file(world.district, again.file_hash) is not None


def test_what_moved_is_an_event_and_who_is_not_there_is_only_listed(world):
    confirmed(world, person(1), person(2), person(3), person(4))
    one = confirmed(
        world,
        person(1, begin="2026-01-05", until="2036-01-05"),
        person(2, card="42", begin="2026-02-05", until="2036-02-05"),
        person(3, status="注销"),
    )
    assert numbers(one) == [0, 3, 0, 0, 1, 0]
    assert one.counts["events"] == {"cancelled": 1, "regraded": 1, "renewed": 1}
    assert [gone["name"] for gone in staging.read_part(one.id, PartKind.GONE, 1)] == ["持证4"]
    assert len(list_holders(world.district, clock.today())) == 3
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 6


def test_one_bad_row_among_many_is_left_out_and_a_conflict_too(world):
    add_person(world.actor(), world.district, NewPerson("另一人", PersonSource.REGISTRATION, _citizen(2)))
    bad = [*person(3)[:1], "330224", *person(3)[2:]]
    one = confirmed(world, person(1), person(2), bad, person(4), person(4, name="不同"))
    assert numbers(one) == [1, 0, 0, 1, 0, 3]
    assert {group["code"] for group in one.counts["findings"]} == {
        "certificate_number_length",
        "import.double_differs",
    }
    assert [line["code"] for line in staging.read_part(one.id, PartKind.CONFLICT, 1)] == ["import.name_differs"]


def _citizen(serial):
    from jobmatch.people.numbers import CitizenNumber

    return CitizenNumber(citizen_number(serial))


def test_who_came_to_a_fair_first_becomes_a_holder_and_stays_one_person(world):
    seeker = add_person(
        world.actor(), world.district, NewPerson("持证1", PersonSource.REGISTRATION, _citizen(1), "139")
    )
    one = confirmed(world, person(1))
    kept = db.session.get(Person, seeker.id, populate_existing=True)
    assert (numbers(one), kept.source, kept.phone) == ([0, 1, 0, 0, 0, 0], PersonSource.REGISTER, "139")
    assert len(list_holders(world.district, clock.today())) == 1


def test_a_second_preview_of_the_same_moment_is_told_that_the_register_moved_on(world):
    first, second = previewed(world, person(1)), previewed(world, person(1), person(2))
    ask(first, world.actor())
    work()
    ask(fresh(second), world.actor("head"))
    work()
    second = fresh(second)
    assert (second.state, second.is_renewed, numbers(second)) == (ImportState.PREVIEWED, True, [1, 0, 1, 0, 0, 0])
    with pytest.raises(ImportRefusedError, match="名册在这期间变了"):
        service.ask_confirmation(world.actor(), second, first.plan_hash)
    ask(fresh(second), world.actor())
    work()
    assert (fresh(second).state, len(list_holders(world.district, clock.today()))) == (ImportState.CONFIRMED, 2)


def test_the_register_that_moves_while_rows_are_made_ready_is_looked_at_again(world):
    one = previewed(world, person(1))
    ask(one, world.actor())
    prepared = service.prepare(one.id)
    add_person(world.actor(), world.district, NewPerson("别人", PersonSource.REGISTRATION))
    assert service.write_confirmed(prepared) is ImportState.CONFIRMING
    work()
    assert fresh(one).state is ImportState.CONFIRMED


def test_pressed_twice_it_is_done_once(world):
    one = previewed(world, person(1))
    ask(one, world.actor())
    ask(fresh(one), world.actor())
    prepared = [service.prepare(one.id), service.prepare(one.id)]
    assert [service.write_confirmed(each) for each in prepared] == [ImportState.CONFIRMED] * 2
    work()
    ask(fresh(one), world.actor())
    assert db.session.scalar(select(func.count()).select_from(Person).where(Person.name == "持证1")) == 1


def test_columns_are_remembered_for_that_form_of_the_export(world):
    header = ["甲", "姓名", "姓名", "残疾证号", "有效期至"]
    from tests.made_books import book

    data = book([header, ["1", "曾用", "张三", citizen_number(1) + "43", "2030-01-05"]])
    one = uploaded(world, data=data)
    assert "name" not in one.columns
    with pytest.raises(ImportRefusedError, match="哪一列是姓名"):
        service.settle_columns(world.actor(), one, columns_of(one))
    service.settle_columns(world.actor(), one, {**columns_of(one), service.Said.NAME: 2})
    assert uploaded(world, data=data).columns["name"] == 2
    assert db.session.scalar(select(func.count()).select_from(ColumnMapping)) == 1


def test_nothing_of_a_person_is_kept_open_nor_in_the_audit_trail(world, database):
    one = previewed(world, person(1), [*person(2)[:1], citizen_number(2)[:-1] + "0", *person(2)[2:]])
    said = str([(entry.action, entry.details) for entry in db.session.scalars(select(AuditEntry))]) + str(one.counts)
    parts = b"".join(part.content_sealed for part in db.session.scalars(select(ImportPart)))
    for secret in (citizen_number(1), citizen_number(2)[:17], "持证1", "13800000001"):
        assert secret not in said
        assert secret.encode() not in parts


def test_what_waited_goes_with_the_decision_or_after_thirty_days(world):
    done, left, old = previewed(world, person(1)), previewed(world, person(2)), previewed(world, person(3))
    ask(done, world.actor())
    work()
    service.discard(world.actor(), fresh(left))
    with pytest.raises(ImportRefusedError):
        service.discard(world.actor(), fresh(done))
    kinds = {(part.import_id, part.what) for part in db.session.scalars(select(ImportPart))}
    assert {what for key, what in kinds if key != old.id} <= {PartKind.GONE, PartKind.CONFLICT, PartKind.FINDINGS}
    with time_machine.travel(clock.now() + timedelta(days=31)):
        retention.run()
    assert db.session.scalar(select(func.count()).select_from(ImportPart)) == 0
    assert fresh(old).state is ImportState.DISCARDED


def test_so_many_may_wait_at_once(world, monkeypatch):
    monkeypatch.setattr(service, "MOST_OPEN", 1)
    uploaded(world, person(1))
    with pytest.raises(ImportRefusedError, match="已有 1 份"):
        uploaded(world, person(1))


KILLED = Path(__file__).with_name("killed_import.py")


@pytest.mark.parametrize(
    "step", ["people", "certificates", "events", "commit"] if IS_LONG else ["certificates", "commit"]
)
def test_killed_in_the_middle_nothing_is_half(world, home, step):
    one = previewed(world, *[person(serial) for serial in range(1, 30)])
    ask(one, world.actor())
    with db.engine.connect() as connection:
        before = holdings(connection)
    db.session.remove()
    died = subprocess.run([sys.executable, KILLED, one.id, step], capture_output=True, check=False)
    assert died.returncode == -9, died.stderr.decode()
    with db.engine.connect() as connection:
        assert holdings(connection) == before
    work()
    assert (fresh(one).state, len(list_holders(world.district, clock.today()))) == (ImportState.CONFIRMED, 29)
    assert db.session.scalar(select(func.count()).select_from(RegisterImport)) == 1
