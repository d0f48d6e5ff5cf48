"""The form: what it keeps, what it refuses and where it says so, and that sending twice is sending once."""

import json
import uuid

import pytest

from jobmatch.fairs.queries import find_fair
from jobmatch.seekers.queries import find_submission
from jobmatch.seekers.service import answers_of
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import new_id
from tests.pages.asking import errors
from tests.pages.kiosk.journey import (
    AGREED,
    TYPED,
    count_rows,
    error_beside,
    form_path,
    hidden,
    open_form,
    send,
    ticket_after,
    words,
)
from tests.world import CITIZEN_NUMBER

CERTIFICATE_NUMBER = CITIZEN_NUMBER + "44"


def kept(world, page):
    submission = find_submission(world.district, hidden(page)["key"])
    return submission, answers_of(submission)


def test_a_name_and_the_consent_to_keep_it_are_enough(client, world):
    page = open_form(client, world)
    answer = client.post(form_path(world), data={**hidden(page), "name": "李新来", "store": "y"})
    assert answer.status_code == 303
    submission, answers = kept(world, page)
    assert (submission.fair_id, submission.entrance, submission.locale) == (world.fair, "kiosk", "zh_Hans_CN")
    assert (answers.name, answers.consents, answers.consent_version) == ("李新来", ("store",), "2026-11")
    assert (answers.identity, answers.functions, answers.capacity) == (None, {}, "self")


def test_every_answer_arrives_as_the_services_know_it(client, world):
    page = open_form(client, world)
    send(client, world, page, **TYPED, town=world.town, number=CERTIFICATE_NUMBER, show_needs="y", capacity="guardian")
    _submission, answers = kept(world, page)
    assert answers.certificate_number == CERTIFICATE_NUMBER
    assert answers.citizen_number is None
    assert answers.wanted == ("包装工", "理货员", "竹编")
    assert (answers.wage_floor_fen, answers.hours_week, answers.distance_km) == (250_000, 40, 20)
    assert (answers.town, answers.education, answers.refusals) == (world.town, "junior", ("night_shift",))
    assert (answers.needs, answers.shown_needs) == (("seated_work",), ("seated_work",))
    assert answers.capacity == "guardian"
    cannot = {word for word, state in answers.functions.items() if state == "cannot"}
    assert cannot == {"stand_long", "lift_20kg"}
    assert set(answers.functions.values()) == {"can", "cannot"}


def test_what_was_not_said_stays_unknown(client, world):
    page = open_form(client, world)
    unsaid = {"town": "not_said", "hours": "not_said", "distance": "not_said", "education": "not_said"}
    send(client, world, page, cannot_body=["stand_long"], need_to_move=["seated_work"], rest="unknown", **unsaid)
    _submission, answers = kept(world, page)
    assert answers.functions == {"stand_long": "cannot"}
    assert answers.shown_needs == ()
    assert (answers.town, answers.hours_week, answers.distance_km, answers.education) == (None, None, None, None)


def test_who_agrees_is_asked_again_where_nothing_was_chosen(client, world):
    page = open_form(client, world)
    answer = send(client, world, page, capacity="")
    assert answer.status_code == 422
    assert error_beside(answer, "capacity") == "请选择谁来同意"


def test_a_refused_form_keeps_everything_typed(client, world):
    page = open_form(client, world)
    typed = {**TYPED, "number": "1101051949123100", "wage": "两千五", "town": world.town}
    answer = client.post(form_path(world), data={**hidden(page), **typed})
    assert answer.status_code == 422
    assert hidden(answer)["key"] == hidden(page)["key"]
    fields = answer.tree.find(".//form[@data-steps]").fields
    for name in ("name", "phone", "wanted_other", "number", "wage", "town", "rest", "hours", "distance", "education"):
        assert fields[name] == typed[name], name
    ticked = set(answer.tree.xpath("//input[@type='checkbox'][@checked]/@value"))
    assert ticked == {"包装工", "理货员", "stand_long", "lift_20kg", "seated_work", "night_shift"}
    assert count_rows() == (0, 0)


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"name": " "}, "name", "请填写您的姓名"),
        ({"name": "长" * 81}, "name", "您的姓名不能超过 80 个字"),
        ({"number": "1101051949123100"}, "number", "您填了 16 位"),
        ({"number": "110105194912310021"}, "number", "身份证号码有一位不对"),
        ({"number": CITIZEN_NUMBER + "94"}, "number", "残疾人证号第 19 位"),
        ({"phone": "打我手机"}, "phone", "电话号码只有数字"),
        ({"town": "不在表里"}, "town", "请从列出的选项中选择"),
        ({"wanted": ["包装工", "客服", "按摩", "保安员", "园艺工", "缝纫工"]}, "wanted", "最多选 5 种工作"),
        ({"wanted": ["包装工", "客服", "按摩"], "wanted_other": "竹编、绣花，养鸡"}, "wanted", "最多选 5 种工作"),
        ({"wage": "0"}, "wage", "在 1 到 100000 之间"),
        ({"store": ""}, "store", "请先同意保存这次登记"),
    ],
)
def test_an_error_stands_beside_its_field_and_in_the_summary(client, world, answers, field, said):
    answer = send(client, world, **answers)
    assert answer.status_code == 422
    assert said in error_beside(answer, field)
    assert any(said in line for line in errors(answer))
    assert answer.tree.findtext(".//title").startswith("错误：")
    assert count_rows() == (0, 0)


def test_errors_speak_english_on_an_english_page(client, world):
    page = open_form(client, world, lang="en")
    answer = send(client, world, page, number="110105194912310021")
    assert answer.tree.getroottree().getroot().get("lang") == "en"
    assert "One character of the citizen number is wrong" in error_beside(answer, "number")


def test_a_number_may_be_typed_with_spaces_and_in_full_width(client, world):
    page = open_form(client, world)
    send(client, world, page, number="１１０１０５ 19491231 002ｘ")
    assert kept(world, page)[1].citizen_number == CITIZEN_NUMBER


def test_sending_twice_is_sending_once(client, world):
    page = open_form(client, world)
    first, second = send(client, world, page), send(client, world, page)
    assert first.status_code == second.status_code == 303
    assert count_rows() == (1, 1)


def test_two_forms_are_two_registrations(client, world):
    assert words(ticket_after(client, world)) != words(ticket_after(client, world))
    assert count_rows() == (2, 2)


def test_other_answers_under_a_used_key_change_nothing(client, world):
    page = open_form(client, world)
    send(client, world, page)
    before = kept(world, page)[0].body_hash
    answer = send(client, world, page, name="王别人")
    assert (answer.status_code, answer.heading) == (409, "这份登记已经交过了")
    assert "王别人" not in answer.text
    assert "李新来" not in answer.text
    assert count_rows() == (1, 1)
    assert kept(world, page)[0].body_hash == before


def test_a_key_that_no_form_carries_is_replaced(client, world):
    page = open_form(client, world)
    answer = client.post(form_path(world), data={**hidden(page), "name": "李新来", **AGREED, "key": "1 OR 1=1"})
    assert answer.status_code == 422
    assert str(uuid.UUID(hidden(answer)["key"])) == hidden(answer)["key"]


def test_a_consent_counts_for_the_text_that_was_shown(client, world):
    page = open_form(client, world)
    answer = send(client, world, page, consent_version="2020-01")
    assert answer.status_code == 422
    assert errors(answer)[0] == "说明有更新。请再看一遍，再选是否同意。"
    assert not answer.tree.xpath("//input[@name='store' or @name='recommend'][@checked]")
    assert hidden(answer)["consent_version"] == "2026-11"


def test_a_stale_form_shows_nothing_of_what_was_sent(client, world):
    page = open_form(client, world)
    client.get("/kiosk/")
    answer = send(client, world, page, name="王别人", number=CITIZEN_NUMBER)
    assert (answer.status_code, answer.heading) == (400, "请重新开始")
    assert "王别人" not in answer.text
    assert CITIZEN_NUMBER not in answer.text
    assert count_rows() == (0, 0)


def over(world):
    with act(by=MACHINE, action="fair.ended"):
        fair = find_fair(world.fair)
        fair.is_practice, fair.ends_on = False, fair.starts_on


def test_a_fair_that_is_over_takes_no_registration(client, world):
    page = open_form(client, world)
    over(world)
    closed = client.get(form_path(world))
    assert (closed.status_code, closed.heading) == (409, "现在不能登记")
    assert "现在不接受登记" in words(closed)
    answer = send(client, world, page)
    assert answer.status_code == 422
    assert "现在不接受登记" in errors(answer)[0]
    assert answer.tree.find(".//form[@data-steps]").fields["name"] == "李新来"
    assert count_rows() == (0, 0)


def test_a_retry_gets_its_number_even_after_the_fair_is_over(client, world):
    page = open_form(client, world)
    send(client, world, page)
    over(world)
    assert send(client, world, page).headers["Location"] == "/kiosk/ticket"
    assert count_rows() == (1, 1)


def test_a_fair_nobody_knows_is_not_found(client, world):
    for path in (f"/kiosk/fairs/{new_id()}", f"/kiosk/fairs/{new_id()}/register"):
        answer = client.get(path)
        assert (answer.status_code, answer.heading) == (404, "请重新开始")


def test_the_submission_is_sealed(client, world):
    page = open_form(client, world)
    send(client, world, page, number=CITIZEN_NUMBER)
    sealed = kept(world, page)[0].answers_sealed
    assert CITIZEN_NUMBER.encode() not in sealed
    assert json.dumps("李新来").encode() not in sealed
