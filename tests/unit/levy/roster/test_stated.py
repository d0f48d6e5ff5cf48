"""What a checked roster states of people, and what it would change of what was stated before."""

import json
from datetime import date

from jobmatch.employment.said import stated_facts
from jobmatch.levy.roster.difference import Known, compare
from jobmatch.levy.roster.stated import as_json, blocking, from_json, people_of
from tests.unit.levy.roster.made import TODAY, YEAR, check, citizen, person


def stated(*rows, **more):
    roster = check(*rows, **more)
    assert blocking(roster.findings) == []
    return people_of(roster, YEAR, TODAY)


def known(one, **changes):
    months = {facts.month: stated_facts(facts) for facts in one.months}
    return Known(**{"person_id": "p", "number": one.citizen.value, "months": months, **changes})


def test_a_row_states_a_spell_and_its_months():
    (one,) = stated(person(入职日期="2024-03-15", 离职日期="2025-08-20", **dict.fromkeys(_wages(9, 12), "")))
    assert (one.name, one.citizen.value, one.started_on, one.ended_on) == (
        "张三",
        citizen(),
        date(2024, 3, 15),
        date(2025, 8, 20),
    )
    assert [month.month for month in one.months] == [f"2025-{month:02d}" for month in range(1, 9)]
    last = one.months[-1]
    assert (last.first_on, last.last_on, last.wage_fen) == (date(2025, 8, 1), date(2025, 8, 20), 300_800)
    assert (last.pension_paid, last.medical_paid, last.born_on, last.sex) == (True, True, None, None)


def test_what_a_file_leaves_out_is_not_stated_as_paid():
    row = person()
    columns = [name for name in row if name not in {"养老保险", "医疗保险"}]
    (one,) = stated(row, columns=columns)
    assert {(month.pension_paid, month.medical_paid) for month in one.months} == {(None, None)}


def test_somebody_who_left_and_came_back_is_one_person_with_all_their_months():
    first = person(合同结束日期="2025-05-31", 离职日期="2025-05-31", **dict.fromkeys(_wages(6, 12), ""))
    again = person(合同开始日期="2025-09-01", 入职日期="2025-09-01", **dict.fromkeys(_wages(1, 8), ""))
    (one,) = stated(first, again)
    assert (one.started_on, one.ended_on) == (date(2024, 1, 1), None)
    assert [int(month.month[-2:]) for month in one.months] == [1, 2, 3, 4, 5, 9, 10, 11, 12]


def test_an_error_about_a_person_blocks_a_month_that_does_not_count_does_not():
    assert [one.code for one in blocking(check(person(姓名="")).findings)] == ["name_missing"]
    (one,) = stated(person(**{"3月工资": "100"}))
    assert one.months[2].wage_fen == 10_000


def test_it_survives_being_made_plain():
    (one,) = stated(person(残疾军人证等级="五级", 离职日期="2025-12-31"))
    assert from_json(json.loads(json.dumps(as_json(one)))) == one


def test_the_same_again_is_no_change():
    (one,) = stated(person())
    found = compare([one], [known(one)])
    assert found.is_nothing(drops_gone=True)
    assert (len(found.unchanged), found.new, found.changed, found.gone) == (1, [], [], ())


def test_new_changed_and_gone_are_told_apart():
    first, second = stated(person(), person(sequence=125, **dict.fromkeys(_wages(12, 12), "")))
    before = known(second)
    months = dict(before.months)
    del months["2025-01"]
    months["2025-02"] = {**months["2025-02"], "wage_fen": 1}
    months["2025-12"] = months["2025-03"]
    other = Known("q", citizen(sequence=127), {"2025-01": {}})
    found = compare([first, second], [Known("p", before.number, months), other])
    assert [one.stated for one in found.new] == [first]
    (changed,) = found.changed
    assert (changed.added, changed.restated, changed.taken_back) == (("2025-01",), ("2025-02",), ("2025-12",))
    assert found.gone == (other,)
    only_gone = compare([second], [before, other])
    assert only_gone.is_nothing(drops_gone=False)
    assert not only_gone.is_nothing(drops_gone=True)


def test_the_digest_follows_what_would_be_written():
    (one,) = stated(person())
    (other,) = stated(person(**{"3月工资": "4000"}))
    assert compare([one], []).digest == compare([one], []).digest
    assert compare([one], []).digest != compare([other], []).digest
    assert compare([one], []).digest != compare([one], [known(other)]).digest


def _wages(first, last):
    return [f"{month}月工资" for month in range(first, last + 1)]
