"""One commit an act, its audit row in it, inner acts joining, nothing half done."""

import pytest
from sqlalchemy import func, select, text

from jobmatch.accounts.tables import Town
from jobmatch.storage import audit
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError


def new_town(world, name):
    return Town(district_id=world.district, name=name, name_en="New", lat=29.6, lon=121.4)


def actions():
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)))[1:]


def towns():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Town))


def test_an_act_writes_its_row_and_its_audit_entry_together(world):
    with act(by=world.actor(), action="town.added") as this:
        town = new_town(world, "新镇")
        db.session.add(town)
        this.about(town)
        this.note(count=1)
    entry = db.session.scalar(select(AuditEntry).order_by(AuditEntry.seq.desc()))
    assert (entry.action, entry.subject_table, entry.subject_id) == ("town.added", "towns", town.id)
    assert (entry.user_id, entry.district_id, entry.details) == (
        world.users["caseworker"],
        world.district,
        {"count": 1},
    )


def test_inner_acts_join_the_outer_one(world):
    with act(by=MACHINE, action="outer"):
        db.session.add(new_town(world, "外"))
        with act(by=MACHINE, action="inner"):
            db.session.add(new_town(world, "内"))
    assert actions() == ["outer", "inner"]
    assert towns() == 3


def test_when_the_outer_act_fails_nothing_of_the_inner_one_stays(world):
    with pytest.raises(RuntimeError), act(by=MACHINE, action="outer"):
        with act(by=MACHINE, action="inner"):
            db.session.add(new_town(world, "内"))
        raise RuntimeError
    assert (actions(), towns()) == ([], 1)


def test_what_an_earlier_act_left_in_memory_is_read_again(app, world):
    with act(by=MACHINE, action="first"):
        town = db.session.get(Town, world.town)
        town.name = "旧名"
    with app.app_context(), act(by=MACHINE, action="elsewhere"):
        db.session.get(Town, world.town).name = "新名"
    with act(by=MACHINE, action="second"):
        assert town.name == "新名"


def test_a_cancelled_act_writes_nothing(world):
    with act(by=MACHINE, action="nothing to do") as this:
        db.session.add(new_town(world, "新镇"))
        this.cancel()
    assert (actions(), towns()) == ([], 1)


def test_what_cannot_be_audited_does_not_happen(world, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(audit, "append", fail)
    with pytest.raises(OSError, match="disk full"), act(by=MACHINE, action="town.added"):
        db.session.add(new_town(world, "新镇"))
    assert towns() == 1


def test_a_broken_rule_is_named(world):
    with pytest.raises(BrokenRuleError) as caught, act(by=MACHINE, action="town.added"):
        db.session.add(new_town(world, "示例街道"))
    assert caught.value.rule == "towns_have_a_name_of_their_own"
    assert actions() == []


def test_a_broken_check_and_a_broken_partial_index_are_named(world):
    with pytest.raises(BrokenRuleError) as caught, act(by=MACHINE, action="fair.broken"):
        db.session.execute(text("UPDATE fairs SET last_ticket = -1"))
    assert caught.value.rule == "fairs_count_their_tickets_upwards"
    with pytest.raises(BrokenRuleError) as caught, act(by=MACHINE, action="fair.doubled"):
        db.session.execute(
            text(
                "INSERT INTO fairs"
                " (id, district_id, name, name_en, kind, venue, starts_on, is_practice, last_ticket, version)"
                " SELECT 'x', district_id, name, name_en, kind, venue, starts_on, is_practice, 0, 1 FROM fairs"
            )
        )
    assert caught.value.rule == "a_district_has_one_practice_fair"


def test_two_who_edit_the_same_row_are_told(world):
    from jobmatch.employers.tables import Position

    with pytest.raises(BrokenRuleError) as caught, act(by=MACHINE, action="position.edited"):
        position = db.session.get(Position, world.position)
        db.session.execute(text("UPDATE positions SET version = version + 1"))
        position.title = "改"
    assert caught.value.rule == "changed_by_someone_else"


def test_only_a_person_can_decide(world):
    with pytest.raises(PermissionError):
        _ = MACHINE.human_id
    assert Actor("human", "u").human_id == "u"
