"""The table of points: what is shipped is sound, and what is not sound is refused."""

import json

import pytest

from jobmatch.matching.base import Curve, TableError, base_file, load_table


def shipped():
    return json.loads(base_file().read_text(encoding="utf-8"))


def written(folder, raw):
    file = folder / "table.json"
    file.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return file


def test_the_shipped_table_loads_and_its_extremes_are_within_0_to_100():
    table = load_table()
    assert table.version == shipped()["version"]
    assert table.start + sum(max(0, *(y for _, y in curve.knots)) for curve in table.curves.values()) > 100, (
        "features of one group would overshoot if they were counted together"
    )


@pytest.mark.parametrize(("value", "points"), [(-5, 8), (0, 8), (1.5, 7), (3, 6), (20, -2), (60, -6), (500, -6)])
def test_a_curve_is_straight_between_knots_and_level_outside(value, points):
    assert load_table().curves["distance"].points(value) == pytest.approx(points)


def test_a_curve_of_one_knot_is_level():
    assert [Curve(((3.0, 2.0),)).points(value) for value in (0, 3, 9)] == [2, 2, 2]


def spoilt(change):
    raw = shipped()
    change(raw)
    return raw


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw["features"].pop("distance"), "distance"),
        (lambda raw: raw["features"].update(grade=raw["features"]["wage"]), "grade"),
        (lambda raw: raw["features"]["distance"].update(knots=[[0, 1], [5, 2]]), "distance"),
        (lambda raw: raw["features"]["wage"].update(knots=[[0, 1], [5, 0]]), "wage"),
        (lambda raw: raw["features"]["wage"].update(knots=[[5, 0], [5, 1]]), "wage"),
        (lambda raw: raw["features"]["wage"].update(direction="sideways"), "sideways"),
        (lambda raw: raw.update(start=60), "120"),
        (lambda raw: raw.update(start=20), "-12"),
        (lambda raw: raw["features"]["place"].update(knots=[[0, 0], [2, 9]]) or raw.update(start=39), "home"),
        (lambda raw: raw["features"]["wage"].update(knots=[["a", 0]]), "table.json"),
        (lambda raw: raw.pop("texts"), "texts"),
    ],
)
def test_an_unsound_table_is_refused_with_the_reason(tmp_path, change, says):
    with pytest.raises(TableError, match=says):
        load_table(written(tmp_path, spoilt(change)))


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"start": NaN}', "null"])
def test_what_is_no_table_is_refused(tmp_path, raw):
    with pytest.raises(TableError):
        load_table(written(tmp_path, raw))


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(TableError):
        load_table(tmp_path / "none.json")
