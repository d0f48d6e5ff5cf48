"""An employer says which occupation a position is: suggested from its title, what others chose first."""

import pytest

from jobmatch.employers.queries import find_position
from jobmatch.employers.service import choose_occupation
from jobmatch.matching.coding import suggesting
from jobmatch.matching.coding.files import CoderError
from jobmatch.matching.coding.suggesting import suggest_codes
from jobmatch.storage.audit import AuditEntry
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh, post

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PACKER, CALLS = "6-31-05-00", "4-04-05-03"


def offered(page):
    return page.tree.xpath("//main//input[@type='radio']/@value")


@pytest.fixture
def address(world):
    return f"/portal/positions/{world.position}/occupation"


def chosen(world):
    fresh()
    return find_position(world.district, world.position).occupation_code


def test_the_title_suggests_and_the_employer_chooses(world, sign_in, address):
    client = sign_in("employer")
    page = client.get(address)
    assert offered(page)[0] == PACKER
    assert not page.tree.xpath("//main//input[@checked]")
    assert post(client, address, {"code": PACKER}).headers["Location"] == "/portal/"
    assert chosen(world) == PACKER
    note = db.session.query(AuditEntry).filter_by(action="position.occupation_chosen").one()
    assert (note.subject_id, note.details["code"]) == (world.position, PACKER)
    assert "职业：包装工" in client.get("/portal/").text
    assert "职业：包装工" in client.get(f"/jobs/{world.position}").text


def test_other_words_bring_other_suggestions_and_save_nothing(world, sign_in, address):
    client = sign_in("employer")
    page = post(client, address, {"code": PACKER, "words": "在家做客服"})
    assert page.status_code == 200
    assert offered(page)[0] == CALLS
    assert chosen(world) is None
    asked = page.tree.xpath("//input[@name='asked']/@value")[0]
    assert post(client, address, {"code": CALLS, "asked": asked}).status_code == 303
    assert chosen(world) == CALLS


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "请选一个职业，或者换个说法再找"),
        ({"code": "9-99-99-99"}, "请从列出的选项中选择"),
        ({"words": "长" * 81}, "80"),
    ],
)
def test_what_is_no_choice_is_refused_with_the_choices_still_there(world, sign_in, address, sent, said):
    answer = post(sign_in("employer"), address, sent)
    assert answer.status_code == 422
    assert said in " ".join(errors(answer))
    assert PACKER in offered(answer)
    assert chosen(world) is None


def test_words_that_resemble_nothing_are_told(world, sign_in, address):
    page = post(sign_in("employer"), address, {"words": "zzzz"})
    assert offered(page) == []
    assert "没有找到和“zzzz”相近的职业" in page.text


def test_without_the_model_spelling_suggests(world, sign_in, address, monkeypatch):
    def no_model():
        raise CoderError("coder.npz cannot be read.")

    monkeypatch.setattr(suggesting, "shipped_coder", no_model)
    page = sign_in("employer").get(address)
    assert offered(page)[0] == PACKER
    assert "把握不大" in page.text


def test_what_people_chose_for_the_title_stands_first(world, sign_in, address):
    choose_occupation(world.actor(), find_position(world.district, world.position), CALLS)
    assert suggest_codes("包装工（夜班）6000元", [("包装工", CALLS), ("打包", "6-00-00-00")])[0].code == CALLS
    page = sign_in("employer").get(address)
    assert offered(page)[0] == CALLS
    assert page.tree.xpath("//main//input[@checked]/@value") == [CALLS]


def test_a_code_outside_the_classification_is_no_occupation(world):
    with pytest.raises(ValueError, match="9-99-99-99"):
        choose_occupation(world.actor(), find_position(world.district, world.position), "9-99-99-99")
