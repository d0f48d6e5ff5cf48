"""A person's page: who this is, their certificate, who stands beside them, what is to do, what happened."""

from datetime import timedelta

from sqlalchemy import select, text

from jobmatch import clock
from jobmatch.people.companion_service import NewRelation, Whereabouts, add_relation, set_whereabouts
from jobmatch.people.companion_tables import GuardianCapacity, PersonRelation, RelationKind, Relationship, Task
from jobmatch.people.companions import list_family
from jobmatch.people.renewals import book_renewals
from jobmatch.people.service import NewPerson, add_person
from jobmatch.people.tables import Person, PersonSource, PersonView
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.crawl import own_keys
from tests.good_forms import good_forms
from tests.integration.test_renewals import holder
from tests.pages.asking import agree, errors, fresh, links, post


def said(page):
    return " ".join(page.tree.xpath("//main")[0].text_content().split())


def add(world, name, source=PersonSource.ROSTER):
    return add_person(world.actor(), world.district, NewPerson(name, source, town_id=world.town)).id


def test_one_glance_says_who_this_is(world, sign_in):
    agree(world)
    page = sign_in("caseworker").get(f"/casework/people/{world.seeker}")
    text_of = said(page)
    for words in (
        "陈示例",
        "女",
        "36 岁",
        "示例街道",
        "在找工作",
        "13800000000",
        "没有登记残疾人证",
        "同意：向单位推荐",
    ):
        assert words in text_of, words
    assert page.heading == "陈示例"
    assert "002X" not in page.text  # never beside an age
    fresh()
    assert db.session.scalars(select(PersonView.what)).all() == ["person"]


def test_an_expired_card_books_a_task_and_shuts_nobody_out(world, sign_in):
    key = holder(world, -12)
    book_renewals()
    client = sign_in("caseworker")
    assert "过期 12 天了；不影响推荐和就业" in said(client.get(f"/casework/people/{key}"))
    fresh()
    task = db.session.scalars(select(Task)).one()
    answer = post(client, f"/casework/tasks/{task.id}/done", {"back": "tasks"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/casework/tasks")
    again = client.get(f"/casework/people/{key}")
    assert "办完：换领残疾人证" in said(again)
    assert "现在没有要办的事" in said(again)
    client.get("/casework/tasks")
    post(client, f"/casework/tasks/{task.id}/done")
    assert "已经有人办完了" in client.get("/casework/tasks").text


def test_who_is_of_another_register_is_not_checked(world, sign_in):
    key = holder(world, 500, source=PersonSource.ROSTER)
    page = sign_in("caseworker").get(f"/casework/people/{key}")
    assert "没有核对" in said(page)
    assert "只在单位的花名册上" in said(page)


def test_what_stands_beside_somebody_is_written_down(two_districts, sign_in):
    world = two_districts
    client, forms, path = sign_in("caseworker"), good_forms(own_keys(world)), f"/casework/people/{world.seeker}"
    for name, end in (
        ("new_relation", "relations/new"),
        ("new_military_certificate", "military-certificates/new"),
        ("new_task", "tasks/new"),
    ):
        assert post(client, f"{path}/{end}", forms[f"casework.{name}"]).status_code == 303, name
        assert errors(post(client, f"{path}/{end}")), name
    fresh()
    version = str(db.session.get(Person, world.seeker).version)
    sent = {**forms["casework.whereabouts"], "version": version}
    assert post(client, f"{path}/whereabouts", sent).status_code == 303
    refused = post(client, f"{path}/whereabouts", sent)
    assert (refused.status_code, "示例街道 1 号" in refused.text) == (409, True)
    page = said(client.get(path))
    for words in ("王家长", "法定监护", "13900001111", "残疾军人 6 级", "打电话联系", "示例街道 1 号", "打电话"):
        assert words in page, words
    assert "浙军001" not in page


def test_a_guardian_says_by_what_and_ends_today(two_districts, sign_in):
    world = two_districts
    client, path = sign_in("caseworker"), f"/casework/people/{world.seeker}"
    sent = {**good_forms(own_keys(world))["casework.new_relation"], "capacity": ""}
    refused = post(client, f"{path}/relations/new", sent)
    assert errors(refused) == ["请选择监护依据"]
    assert "王家长" in refused.text
    assert post(client, f"{path}/relations/new", {**sent, "kind": "contact"}).status_code == 303
    assert post(client, f"/casework/relations/{world.relation}/end").status_code == 303
    assert "不再是监护人：示例家长" in said(client.get(path))
    fresh()
    assert db.session.get(PersonRelation, world.relation).until_on == clock.today()


def test_a_family_stands_on_one_page(world, sign_in):
    other, stranger = add(world, "陈弟弟"), add(world, "路人")
    for key, address in ((world.seeker, "示例路 3 号"), (other, "示例路３号"), (stranger, "示例路 5 号")):
        person = db.session.get(Person, key)
        set_whereabouts(world.actor(), person, person.version, Whereabouts(None, address, None))
    fresh()
    assert [one.id for one in list_family(db.session.get(Person, world.seeker))] == [other]
    assert links(sign_in("caseworker").get(f"/casework/people/{world.seeker}"), f"/casework/people/{other}")


def test_same_guardian_same_family(two_districts, sign_in):
    world, other = two_districts, add(two_districts, "陈妹妹")
    relation = db.session.get(PersonRelation, world.relation)
    new = good_relation(relation.name)
    add_relation(world.actor(), db.session.get(Person, other), new)
    fresh()
    assert [one.id for one in list_family(db.session.get(Person, world.seeker))] == [other]


def good_relation(name):
    since = clock.today() - timedelta(days=9)
    return NewRelation(RelationKind.GUARDIAN, name, Relationship.PARENT, None, GuardianCapacity.STATUTORY, since)


def test_what_is_beside_somebody_lies_sealed(two_districts, sign_in):
    world = two_districts
    rows = db.session.execute(text("SELECT * FROM person_relations")).mappings().all()
    assert rows
    assert not [value for row in rows for value in row.values() if "示例家长" in str(value)]
    with act(by=MACHINE, action="test"):
        person = db.session.get(Person, world.seeker)
        before, person.phone = person.phone_index, None
    assert (before is not None, person.phone_index) == (True, None)


def test_mine_are_apart_from_everybodys(two_districts, sign_in):
    assert "陈示例" in said(sign_in("caseworker").get("/casework/tasks?whose=mine"))
    assert "陈示例" not in said(sign_in("head").get("/casework/tasks?whose=mine"))
    assert "陈示例" in said(sign_in("head").get("/casework/tasks"))
