"""Probable duplicates of the register: found, merged or said to be two people, and then never proposed again."""

from datetime import date

import pytest

from jobmatch.people.duplicate_rules import Reason, Strength
from jobmatch.people.duplicates import Entered, list_candidates, list_like, list_pairs, say_not_same
from jobmatch.people.numbers import CertificateNumber, CitizenNumber
from jobmatch.people.tables import Person, PersonSource
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from tests.pages.asking import fresh, links, post
from tests.world import CITIZEN_NUMBER, OTHER_CITIZEN_NUMBER

BORN = date(1990, 5, 4)


def add(world, name, born_on=BORN, phone=None):
    with act(by=MACHINE, action="test"):
        person = Person(district_id=world.district, name=name, source=PersonSource.ROSTER, town_id=world.town)
        person.born_on, person.phone = born_on, phone
        db.session.add(person)
    return person.id


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ({"name": "别人", "citizen_number": CitizenNumber(CITIZEN_NUMBER)}, Reason.SAME_CITIZEN_NUMBER),
        ({"name": "别人", "certificate_number": CertificateNumber(f"{CITIZEN_NUMBER}43")}, Reason.SAME_CITIZEN_NUMBER),
        ({"name": "陳示例", "born_on": BORN}, Reason.VARIANT_NAME_AND_BIRTH),
        ({"name": "程事例"}, None),
        ({"name": "陈事例", "born_on": BORN}, Reason.SAME_SOUND_AND_BIRTH),
        ({"name": "别人", "phone": "13800000000"}, Reason.SAME_PHONE),
        ({"name": "陈示例"}, Reason.SAME_NAME),
        ({"name": "陈示例", "citizen_number": CitizenNumber(OTHER_CITIZEN_NUMBER)}, Reason.SAME_NAME),
    ],
)
def test_whoever_is_entered_is_looked_for_first(world, entered, reason):
    found = list_candidates(world.district, Entered(**entered))
    assert [(one.key, one.likeness.reasons[0]) for _person, one in found] == (
        [(world.seeker, reason)] if reason else []
    )


def test_the_likeliest_comes_first(world):
    weaker = add(world, "陈示例", date(1970, 1, 1))
    found = list_candidates(world.district, Entered("陈示例", born_on=BORN))
    assert [one.key for _person, one in found] == [world.seeker, weaker]


def test_pairs_are_proposed_until_somebody_says_two(world, sign_in):
    other = add(world, "陈示例")
    add(world, "陈示例", date(1970, 1, 1))
    client = sign_in("caseworker")
    page = client.get("/casework/duplicates")
    first, second = sorted((world.seeker, other))
    assert links(page, f"/casework/people/{first}/merge/") == [f"/casework/people/{first}/merge/{second}"]
    assert "姓名和出生日期一致" in page.text
    assert "002X" not in page.text
    assert post(client, f"/casework/people/{second}/not-same/{first}").status_code == 303
    assert "没有发现重复的资料" in client.get("/casework/duplicates").text
    post(client, f"/casework/people/{first}/not-same/{second}")
    assert "已经有人记下这是两个人了" in client.get("/casework/duplicates").text
    fresh()
    assert [one.other.id for one in list_like(db.session.get(Person, world.seeker), 9)] != [other]


def test_a_pair_is_said_once_whichever_way(world):
    other = add(world, "陈示例")
    pair = [db.session.get(Person, key) for key in (world.seeker, other)]
    say_not_same(world.actor(), *pair)
    with pytest.raises(BrokenRuleError, match="once_a_pair"):
        say_not_same(world.actor(), *reversed(pair))


def test_variants_sounds_and_telephones_make_pairs(world):
    keys = [add(world, "张翀", phone="13911112222"), add(world, "張冲"), add(world, "章充", None, "13911112222")]
    found = {frozenset((one.one.id, one.other.id)): one.likeness for one in list_pairs(world.district)}
    assert found[frozenset(keys[:2])].reasons == (Reason.VARIANT_NAME_AND_BIRTH,)
    assert frozenset((keys[0], keys[2])) not in found  # one telephone, names that sound alike: possible, no more
    assert all(one.strength is Strength.PROBABLE for one in found.values())


def test_the_merge_begins_with_who_is_alike(world, sign_in):
    other = add(world, "陳示例")
    path = f"/casework/people/{world.seeker}/merge"
    page = sign_in("caseworker").get(path)
    assert links(page, f"{path}/") == [f"{path}/{other}"]
    assert "姓名是异体字、繁简不同，出生日期一致" in page.text
