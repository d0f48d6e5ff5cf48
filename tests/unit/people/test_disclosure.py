"""The disclosure table, cell by cell against the one that a caseworker can read, and what is made of a cell."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from jobmatch.accounts.tables import Role
from jobmatch.people import disclosure
from jobmatch.people.disclosure import (
    NEVER_TOGETHER,
    TABLE,
    Field,
    Form,
    Viewer,
    can_be_opened,
    certificate_ending,
    employer_viewer,
    ending,
    form_of,
    name_for,
    needs_for,
    sees,
    viewer_of,
)
from jobmatch.referrals.rules import HIRED, OPEN, STEPS

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "disclosure.yaml").read_text())
NAME, CODE = "欧阳示例", "求职者 A-1042"
CARD = "11010519491231002X" + "12"


@pytest.mark.parametrize(("viewer", "field"), list(product(Viewer, Field)))
def test_each_cell_is_what_can_be_read_in_the_table(viewer, field):
    assert form_of(viewer, field) == CASES[viewer][field]


def test_the_readable_table_has_every_cell_and_none_more():
    assert {viewer: set(row) for viewer, row in CASES.items()} == {viewer: set(Field) for viewer in Viewer}
    assert set(TABLE) == set(Viewer)


def test_a_cell_that_differs_is_seen(monkeypatch):
    monkeypatch.setitem(TABLE, Viewer.PUBLIC, {**TABLE[Viewer.PUBLIC], Field.NAME: Form.FULL})
    with pytest.raises(AssertionError):
        test_each_cell_is_what_can_be_read_in_the_table(Viewer.PUBLIC, Field.NAME)


@pytest.mark.parametrize("field", Field)
def test_no_employer_before_a_hire_and_nobody_outside_sees_what_identifies_or_labels(field):
    """The rule behind the cells: sealed fields, kind, grade and age never leave the desk but for the filing."""
    if field in {Field.NAME, Field.NEEDS}:
        return
    for viewer in set(Viewer) - {
        Viewer.DESK,
        Viewer.REVIEWER,
        Viewer.SELF,
        Viewer.EMPLOYER_FILING,
        Viewer.PROGRAM,
        Viewer.STATISTICIAN,
        *({Viewer.VILLAGE} if field in {Field.PHONE, Field.BIRTH} else set()),
    }:
        assert form_of(viewer, field) == Form.NONE, viewer


def test_every_role_is_somebody_and_only_the_desk_is_the_desk():
    viewers = {role: viewer_of(role.value) for role in Role}
    assert {role for role, viewer in viewers.items() if viewer is Viewer.DESK} == {Role.CASEWORKER, Role.HEAD}
    assert set(disclosure._VIEWERS) <= {role.value for role in Role}
    assert viewer_of("caseworker", by_program=True) is Viewer.PROGRAM
    assert viewer_of("auditor", by_program=True) is Viewer.AUDITOR
    assert (viewer_of(None), viewer_of("system_admin")) == (Viewer.PUBLIC, Viewer.OTHER)


@pytest.mark.parametrize(("state", "recommend", "name"), list(product(STEPS, [True, False], [True, False])))
def test_as_whom_an_employer_looks(state, recommend, name):
    seen = employer_viewer(is_open=state in OPEN, is_hired=state == HIRED, may_recommend=recommend, may_name=name)
    if state == HIRED:
        expected = Viewer.EMPLOYER_HIRED
    elif state not in OPEN or not recommend:
        expected = Viewer.EMPLOYER_NO_CONSENT
    else:
        expected = Viewer.EMPLOYER_AFTER if name else Viewer.EMPLOYER_BEFORE
    assert seen is expected


@pytest.mark.parametrize("viewer", Viewer)
def test_a_name_in_the_form_of_its_cell(viewer):
    shown = {"full": NAME, "pseudonym": CODE, "initial": "欧**"}
    assert name_for(viewer, NAME, pseudonym=CODE) == shown.get(CASES[viewer]["name"], "")


@pytest.mark.parametrize("viewer", Viewer)
def test_needs_in_the_form_of_their_cell(viewer):
    shown = {"full": ("a", "b"), "ticked": ("b",)}
    assert needs_for(viewer, ["a", "b"], ["b"]) == shown.get(CASES[viewer]["needs"], ())


@pytest.mark.parametrize("viewer", Viewer)
def test_numbers_are_opened_only_where_the_table_says_on_request(viewer):
    for field in Field:
        assert can_be_opened(viewer, field) == (CASES[viewer][field] == "on_request")
        assert sees(viewer, field) == (CASES[viewer][field] == "full")


@pytest.mark.parametrize(
    ("number", "last"),
    [(CARD[:18], "002X"), ("13800000000", "0000"), ("87654321", "4321"), ("123456", "****"), ("", ""), (None, "")],
)
def test_of_a_number_the_last_four_and_never_all_of_it(number, last):
    assert ending(number) == last


@pytest.mark.parametrize("card", [CARD, CARD + "B1", CARD + "B2"])
def test_of_a_certificate_number_never_kind_grade_or_reissue(card):
    assert certificate_ending(card) == "002X"


def test_no_number_stands_beside_an_age():
    for number in (Field.CITIZEN_NUMBER, Field.CERTIFICATE_NUMBER):
        assert frozenset({number, Field.BIRTH}) in NEVER_TOGETHER
