"""The national app's list: columns found by their heads, results known by their words, everything else named."""

import pytest

from jobmatch.people.round_results import RESULTS, read_results
from jobmatch.people.round_tables import EntryState
from jobmatch.people.situation_tables import SituationKind

HEAD = (2, ("序号", "残疾人证号", " 姓 名 ", "村（社区）", "状态"))


def row(number, name, village, state):
    return (number, (str(number), "330299198506150045" + "43", name, village, state))


def test_heads_may_stand_below_a_title_and_only_three_columns_are_read():
    read = read_results([(1, ("动态更新结果",)), HEAD, row(3, "王 小明", "示例村", "已更新"), row(4, "李", "", "死亡")])
    assert [tuple(one) for one in read.results] == [
        (3, "王小明", "示例村", "answered", None),
        (4, "李", "", "answered", "died"),
    ]
    assert read.findings == []


def test_what_is_not_known_is_named_with_its_row_and_never_guessed():
    read = read_results([HEAD, row(3, "", "示例村", "已更新"), row(4, "李", "示例村", "大概更新")])
    assert [(one.number, one.key) for one in read.findings] == [
        (3, "results.no_name"),
        (4, "results.unknown_result"),
    ]
    assert read.results == []


@pytest.mark.parametrize(("heads", "missing"), [(("甲", "乙"), "name"), (("姓名", "乙"), "result"), ((), "name")])
def test_a_missing_column_is_named(heads, missing):
    assert read_results([(1, heads)]).missing == missing


def test_short_rows_are_rows_too():
    assert [one.key for one in read_results([HEAD, (3, ("1",))]).findings] == ["results.no_name"]


def test_every_word_leads_to_a_state_and_an_answer_that_exist():
    for state, answer in RESULTS.values():
        assert EntryState(state)
        assert answer is None or (SituationKind(answer), state)[1] == EntryState.ANSWERED
