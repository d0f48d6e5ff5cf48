"""Somebody is registered by an officer: present or by telephone, with the consent as it was given."""

import uuid
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from jobmatch.people.tables import Consent
from jobmatch.seekers.paper_tables import ConsentPaper
from jobmatch.seekers.papers import find_paper
from jobmatch.seekers.queries import list_taken_in
from jobmatch.seekers.service import answers_of, record_identity_seen
from jobmatch.seekers.tables import Submission
from jobmatch.storage.base import db
from tests.pages.asking import errors, fresh

PLACE = "Nikon at 29.65 N"


@pytest.fixture
def officer(two_districts, sign_in):
    return sign_in("village_officer")


def photograph(form="JPEG", size=(3000, 2000)):
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, form, exif=exif)
    return out.getvalue()


def filled(client, world, **changes):
    page = client.get("/village/register")
    (version,) = page.tree.xpath("//input[@name='consent_version']/@value")
    return {
        "csrf_token": page.csrf,
        "key": str(uuid.uuid4()),
        "consent_version": version,
        "met": "village",
        "name": "黄新登",
        "phone": "",
        "village": world.village,
        "wanted_other": "包装、种菜",
        "text": "",
        "capacity": "self",
        "proof": "spoken",
        "store": "y",
        "recommend": "y",
        **changes,
    }


def mine(world):
    fresh()
    return list_taken_in(world.district, world.users["village_officer"])


@pytest.mark.parametrize("met", ["village", "phone"])
def test_somebody_is_registered_and_stands_on_my_list(officer, two_districts, met):
    answer = officer.post("/village/register", data=filled(officer, two_districts, met=met))
    assert answer.status_code == 303, errors(answer)
    (submission,) = mine(two_districts)
    answers = answers_of(submission)
    assert (submission.entrance, answers.village, answers.consent_form) == (met, two_districts.village, "spoken")
    assert answers.wanted == ("包装", "种菜")
    page = officer.get("/village/registered")
    assert "黄新登" in page.text
    assert "第 1 步，共 5 步" in page.text


def test_once_the_card_was_seen_they_live_in_the_village_and_it_is_said(officer, two_districts):
    officer.post("/village/register", data=filled(officer, two_districts))
    (submission,) = mine(two_districts)
    person = record_identity_seen(two_districts.actor(), submission, None)
    assert (person.village_id, person.town_id) == (two_districts.village, two_districts.town)
    given = db.session.scalars(select(Consent).where(Consent.person_id == person.id)).all()
    assert {one.form for one in given} == {"spoken"}
    assert "第 2 步，共 5 步" in officer.get("/village/registered").text


def test_a_photograph_is_drawn_anew_sealed_and_shown_to_the_desk_alone(officer, sign_in, two_districts):
    paper = {"proof": "paper", "paper": (BytesIO(photograph()), "../../a.jpg")}
    answer = officer.post("/village/register", data=filled(officer, two_districts, **paper))
    assert answer.status_code == 303, errors(answer)
    (submission,) = mine(two_districts)
    kept = find_paper(submission.id)
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1067, 1600), {})
    row = db.session.scalars(select(ConsentPaper)).one()
    assert kept not in row.picture_sealed
    assert PLACE.encode() not in kept
    shown = sign_in("caseworker").get(f"/casework/submissions/{submission.id}/paper")
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/jpeg", kept)
    assert shown.headers["Cache-Control"] == "no-store"
    assert sign_in("village_officer").get(f"/casework/submissions/{submission.id}/paper").status_code == 403


@pytest.mark.parametrize("data", [b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photograph()[:500], b""])
def test_what_is_no_photograph_is_refused_and_nothing_typed_is_lost(officer, two_districts, data):
    paper = {"proof": "paper", "paper": (BytesIO(data), "paper.jpg")}
    answer = officer.post("/village/register", data=filled(officer, two_districts, **paper))
    assert (answer.status_code, len(errors(answer))) == (422, 1)
    assert answer.tree.xpath("//input[@id='name']/@value") == ["黄新登"]
    assert mine(two_districts) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "请填写姓名"),
        ({"store": ""}, "本人同意保存，才能登记。不同意就不要登记"),
        ({"proof": "paper"}, "请选签字的照片，或者改成口头同意"),
        ({"met": ""}, "请选择是当面谈的还是在电话里谈的"),
        ({"village": str(uuid.uuid4())}, "住在哪个村、社区？请从列出的选项中选择"),
        ({"wanted_other": "一、二、三、四、五、六"}, "最多选 5 种工作。请去掉几种"),
    ],
)
def test_what_is_wrong_is_said(officer, two_districts, changes, sentence):
    data = {name: value for name, value in filled(officer, two_districts, **changes).items() if value != ""}
    answer = officer.post("/village/register", data=data)
    assert (answer.status_code, errors(answer)) == (422, [sentence])


def test_sent_twice_by_a_weak_network_it_is_one_and_another_content_is_refused(officer, two_districts):
    data = filled(officer, two_districts)
    assert [officer.post("/village/register", data=data).status_code for _ in range(2)] == [303, 303]
    assert officer.post("/village/register", data={**data, "name": "别人"}).status_code == 409
    assert db.session.scalar(select(func.count()).select_from(Submission)) == len(mine(two_districts)) + others()


def others():
    return db.session.scalar(select(func.count()).select_from(Submission).where(Submission.source.is_(None)))


def test_no_field_is_remembered_by_the_phone(officer, two_districts):
    tree = officer.get("/village/register").tree
    typed = tree.xpath("//main//input[@type='text' or not(@type)] | //main//textarea")
    assert len(typed) >= 4
    assert {one.get("autocomplete") for one in typed} == {"off"}


def choices(answer):
    return {one.partition(":")[0]: one for one in answer.tree.xpath("//input[@name='same']/@value")}


def test_whoever_stands_on_the_village_s_list_is_asked_about_first(officer, two_districts, sign_in):
    data = filled(officer, two_districts, name="本村持证人")
    answer = officer.post("/village/register", data=data)
    assert (answer.status_code, errors(answer)) == (422, ["本村已经有这个姓名的人，请选是不是"])
    assert set(choices(answer)) == {"same", "other"}
    chosen = {**data, "same": choices(answer)["same"]}
    assert [officer.post("/village/register", data=chosen).status_code for _ in range(2)] == [303, 303]
    (submission,) = mine(two_districts)
    assert answers_of(submission).person == two_districts.villager
    desk = sign_in("caseworker").get(f"/casework/submissions/{submission.id}")
    assert desk.tree.xpath("//input[@name='person']/@value")[0] == two_districts.villager
    assert "村（社区）登记的人说就是这个人" in desk.text


def test_somebody_of_another_village_is_not_told_of(officer, two_districts):
    data = filled(officer, two_districts, name="隔壁持证人", phone="13800000000")
    assert officer.post("/village/register", data=data).status_code == 303


def test_that_it_is_nobody_of_the_list_counts_for_that_name_only(officer, two_districts):
    data = filled(officer, two_districts, name="本村持证人")
    other = choices(officer.post("/village/register", data=data))["other"]
    renamed = officer.post("/village/register", data={**data, "name": "陈示例", "same": other})
    assert (renamed.status_code, len(errors(renamed))) == (422, 1)
    assert officer.post("/village/register", data={**data, "same": other}).status_code == 303
    assert answers_of(mine(two_districts)[0]).person is None


def test_whom_i_registered_before_i_do_not_register_again(officer, two_districts):
    assert officer.post("/village/register", data=filled(officer, two_districts)).status_code == 303
    again = filled(officer, two_districts)
    earlier = choices(officer.post("/village/register", data=again))["earlier"]
    answer = officer.post("/village/register", data={**again, "same": earlier})
    assert (answer.status_code, len(mine(two_districts))) == (303, 1)
    assert "没有再登记" in officer.get(answer.location).text
