"""What a file of the law may say, and how each fault is named: file, line, and what to do about it."""

import pytest

from jobmatch.law.reading import LawFileError, in_order, read_values
from jobmatch.law.values import Unit
from tests.unit.law.made import entry, period


def read(text, file="33/wages.yaml", place="33"):
    return read_values(place, file, text)


def test_an_entry_becomes_a_value_that_knows_where_it_stands():
    (first, second) = read(entry() + entry(key="ratio", value='"0.015"', unit="ratio", note_en="why", from_="null"))
    assert (first.whole, first.unit, first.from_on.isoformat(), first.to_on) == (
        16,
        Unit.YEARS_OF_AGE,
        "1995-01-01",
        None,
    )
    assert (first.document, first.article, first.file, first.line) == ("《劳动法》", "第十五条", "33/wages.yaml", 1)
    assert (str(second.exact), second.from_on, second.note_en, second.line) == ("0.015", None, "why", 10)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("- a: [\n  b: 2", 2, "law.no_yaml"),
        ("a: 1", 1, "law.no_list"),
        ("", 1, "law.no_list"),
        ("- just words", 1, "law.no_entry"),
        (entry() + entry(vlaue="1"), 19, "law.unknown_field"),
        (entry() + "  key: twice\n", 10, "law.twice"),
        (entry() + entry(document=None), 10, "law.missing_field"),
        (entry(from_="2024-02-30"), 4, "law.unreadable"),
        (entry(from_="2024"), 4, "law.unreadable"),
        (entry(from_="2024-01-01 10:00:00"), 4, "law.unreadable"),
        (entry(last_checked="null"), 9, "law.unreadable"),
        (entry(document='" "'), 6, "law.unreadable"),
        (entry(article="8.7"), 7, "law.unreadable"),
        (entry(confidence="sure"), 8, "law.unknown_word"),
        (entry(confidence="[text]"), 8, "law.unknown_word"),
        (entry(unit="furlongs"), 3, "law.unknown_word"),
        (entry(value="16.5"), 2, "law.wrong_value"),
        (entry(value="-1"), 2, "law.wrong_value"),
        (entry(value="yes"), 2, "law.wrong_value"),
        (entry(value="0.015", unit="ratio"), 2, "law.wrong_value"),
        (entry(value='"NaN"', unit="ratio"), 2, "law.wrong_value"),
        (entry(value='"a lot"', unit="ratio"), 2, "law.wrong_value"),
        (entry(value="1", unit="yes_no"), 2, "law.wrong_value"),
        (entry(from_="2024-01-02", to="2024-01-01"), 5, "law.ends_before_it_begins"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, line, key):
    with pytest.raises(LawFileError) as caught:
        read(text)
    error = caught.value
    assert (error.key, error.values["file"]) == (key, "33/wages.yaml")
    assert error.values["line"] == line
    assert f"33/wages.yaml, line {line}:" in error.sentence("en")
    assert f"33/wages.yaml 第 {line} 行：" in error.sentence("zh_Hans_CN")


def test_an_overlap_names_both_lines():
    text = period("2020-01-01", "2021-12-31") + period("2021-12-31", None)
    with pytest.raises(LawFileError) as caught:
        in_order(read(text))
    assert caught.value.key == "law.overlap"
    assert "33/wages.yaml, line 10" in caught.value.sentence("en")
    assert "33/wages.yaml, line 1." in caught.value.sentence("en")


def test_a_gap_names_its_first_day():
    text = period("2022-01-02", None) + period("2020-01-01", "2021-12-31")
    with pytest.raises(LawFileError) as caught:
        in_order(read(text))
    assert caught.value.key == "law.gap"
    assert "from 1 January 2022 on" in caught.value.sentence("en")


@pytest.mark.parametrize(
    "second", [("2021-01-01", None), (None, None), (None, "2019-12-31"), ("2019-01-01", "2019-12-31")]
)
def test_nothing_can_follow_or_share_an_open_period(second):
    with pytest.raises(LawFileError) as caught:
        in_order(read(period("2020-01-01", None) + period(*second) + period("2000-01-01", "2000-12-31")))
    assert caught.value.key in {"law.overlap", "law.gap"}


def test_the_same_key_of_another_place_is_no_overlap_but_has_the_same_unit():
    nation, city = read(entry(), "CN/a.yaml", "CN"), read(entry(value="18"), "3302/a.yaml", "3302")
    assert len(in_order([*nation, *city])) == 2
    with pytest.raises(LawFileError) as caught:
        in_order([*nation, *read(entry(unit="years"), "3302/b.yaml", "3302")])
    assert caught.value.key == "law.other_unit"
