"""Putting right what is known of a person: history, words for what cannot be, and nothing typed is lost."""

import pytest
from sqlalchemy import select, text

from jobmatch.data_care.correcting import list_corrections
from jobmatch.people.tables import Person
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh
from tests.pages.casework.care.making import add_double, merge_now
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

TYPED = {"name": "陈示例", "citizen_number": "", "phone": "13800000000", "town": "", "reason": "card_differs"}


def path_of(world):
    return f"/casework/people/{world.seeker}/correction"


def save(client, world, **typed):
    """Post the form as a browser would: everything that stands in it, and what was typed."""
    page = client.get(path_of(world))
    version = page.tree.xpath("//input[@name='version']/@value")[0]
    data = {**TYPED, "town": world.town, "version": version, **typed}
    return client.post(path_of(world), data={**data, "csrf_token": page.csrf})


def person(world):
    fresh()
    return db.session.get(Person, world.seeker)


def test_what_is_put_right_counts_and_the_old_value_is_history(world, sign_in):
    client = sign_in("caseworker")
    assert save(client, world, name="陈事例", phone="１３９ １１１１ ２２２２").status_code == 303
    assert (person(world).name, person(world).phone) == ("陈事例", "13911112222")
    assert {(one.field, one.before, one.after) for one in list_corrections(world.seeker)} == {
        ("name", "陈示例", "陈事例"),
        ("phone", "13800000000", "13911112222"),
    }
    page = client.get(path_of(world))
    assert "姓名：由陈示例改为陈事例" in page.text
    assert "由尾号 0000改为尾号 2222" in page.text
    assert "看过证件，和登记的不一样" in page.text


def test_the_history_is_sealed(world, sign_in):
    save(sign_in("caseworker"), world, name="陈事例")
    fresh()
    rows = db.session.execute(text("SELECT * FROM corrections")).mappings().all()
    assert len(rows) == 1
    assert "陈示例".encode() not in bytes(rows[0]["before_sealed"])


def test_a_number_is_never_drawn_and_left_empty_stays(world, sign_in):
    client = sign_in("caseworker")
    page = client.get(path_of(world))
    assert "现在登记的是尾号 002X" in page.text
    assert CITIZEN_NUMBER not in page.text
    assert not page.tree.xpath("//input[@name='born_on']")
    assert save(client, world).status_code == 303
    assert person(world).citizen_number == CITIZEN_NUMBER
    assert list_corrections(world.seeker) == []


def test_birth_day_and_sex_follow_from_a_new_number(world, sign_in):
    save(sign_in("caseworker"), world, citizen_number=OTHER_CITIZEN_NUMBER)
    found = person(world)
    assert (found.citizen_number, str(found.born_on), found.sex) == (OTHER_CITIZEN_NUMBER, "1985-06-15", "female")
    assert {one.field.value for one in list_corrections(world.seeker)} == {"citizen_number", "born_on"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"citizen_number": "123"}, "citizen_number"),
        ({"phone": "12"}, "phone"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(world, sign_in, typed, field):
    page = save(sign_in("caseworker"), world, **{"name": "陈事例", **typed})
    assert page.status_code == 422
    assert len(errors(page)) == 1
    assert page.tree.xpath(f"//*[@id='{field}-error']")
    assert person(world).name == "陈示例"


def test_a_number_of_somebody_else_is_refused_in_words(world, sign_in):
    other = add_double(world, "王别人")
    client = sign_in("caseworker")
    path = f"/casework/people/{other}/correction"
    page = client.get(path)
    data = {
        **TYPED,
        "name": "王别人",
        "citizen_number": CITIZEN_NUMBER,
        "version": page.tree.xpath("//input[@name='version']/@value")[0],
    }
    page = client.post(path, data={**data, "csrf_token": page.csrf})
    assert (page.status_code, errors(page)) == (409, ["这个身份证号已经登记在另一个人名下。请先查找这个人。"])
    assert page.tree.xpath("//input[@name='citizen_number']/@value") == [CITIZEN_NUMBER]


def test_who_comes_second_sees_both_and_loses_nothing(world, sign_in):
    client = sign_in("caseworker")
    first = client.get(path_of(world))
    version = first.tree.xpath("//input[@name='version']/@value")[0]
    with act(by=MACHINE, action="test"):
        db.session.get(Person, world.seeker).name = "陈师力"
    page = save(client, world, name="陈事例", version=version)
    assert page.status_code == 409
    assert "在您保存之前，有人改过本人的资料" in errors(page)[0]
    cells = [" ".join(cell.text_content().split()) for cell in page.tree.xpath("//table//tbody//tr/*")]
    assert cells == ["姓名", "陈事例", "陈师力"]
    assert page.tree.xpath("//input[@name='name']/@value") == ["陈事例"]
    assert person(world).name == "陈师力"
    again = {
        **TYPED,
        "town": world.town,
        "name": "陈事例",
        "version": page.tree.xpath("//input[@name='version']/@value")[0],
    }
    assert client.post(path_of(world), data={**again, "csrf_token": page.csrf}).status_code == 303
    assert person(world).name == "陈事例"


def test_a_birth_day_without_a_number_is_put_right_by_itself(world, sign_in):
    with act(by=MACHINE, action="test"):
        found = db.session.get(Person, world.seeker)
        found.citizen_number, found.citizen_number_index = None, None
    client = sign_in("caseworker")
    assert save(client, world, born_on=["1988", "2", "30"]).status_code == 422
    assert save(client, world, born_on=["1988", "2", "29"]).status_code == 303
    assert str(person(world).born_on) == "1988-02-29"


def test_history_goes_over_with_a_merge(world, sign_in):
    save(sign_in("caseworker"), world, name="陈事例")
    other = add_double(world)
    merge_now(world, other, world.seeker)
    assert [one.after for one in list_corrections(other)] == ["陈事例"]
    assert db.session.scalars(select(Person.id).where(Person.merged_into_id == other)).all() == [world.seeker]
