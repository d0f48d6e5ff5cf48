"""Forms speak one grammar, keep what was typed and clean what they hand on."""

from datetime import date

import pytest

from jobmatch.web.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    HiddenField,
    NumberField,
    SelectField,
    TextField,
    TickField,
)
from jobmatch.web.forms import Form, form_errors
from jobmatch.web.validators import Choose, Required, Ticked, TooLong, ValidationError, WholeNumber

KINDS = [("1", "视力残疾"), ("2", "听力残疾", "包括重听")]


class Registration(Form):
    token = HiddenField()
    name = TextField("姓名", [Required(), TooLong(high=4)])
    kind = ChoiceField("残疾类别", [Choose()], choices=KINDS)
    grade = SelectField(
        "残疾等级", [Choose(thing="等级")], choices=[(str(n), f"{n}级") for n in range(1, 5)], coerce=int
    )
    born_on = DayField("出生日期", [Required()])
    wage = NumberField("月薪", [WholeNumber(low=1000, high=50000)])
    needs = ChoicesField("需要", choices=KINDS)
    agreed = TickField("我同意", [Ticked("需要您同意后才能登记")])

    def validate_name(self, field):
        if field.data == "某某":
            raise ValidationError("请写真实姓名")


FULL = {
    "name": "\u3000暐奭 ",
    "kind": "2",
    "grade": "3",
    "born_on": ["1984", "２", "29"],
    "wage": "３,５００",
    "needs": ["1", "2"],
    "agreed": "y",
}


def test_answers_are_clean_and_typed(posted):
    form = posted(Registration, **FULL)
    assert form.errors == {}
    assert form.data_of("name", "kind", "grade", "born_on", "wage", "needs", "agreed") == {
        "name": "暐奭",
        "kind": "2",
        "grade": 3,
        "born_on": date(1984, 2, 29),
        "wage": 3500,
        "needs": ["1", "2"],
        "agreed": True,
    }


def test_an_empty_form_names_every_thing_in_the_order_of_its_fields(posted):
    assert form_errors(posted(Registration)) == [
        {"text": "请填写姓名", "href": "#name"},
        {"text": "请选择残疾类别", "href": "#kind"},
        {"text": "请选择等级", "href": "#grade"},
        {"text": "请填写出生日期", "href": "#born_on-year"},
        {"text": "需要您同意后才能登记", "href": "#agreed"},
    ]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "欧阳雪梅花", "姓名不能超过 4 个字"),
        ("name", "某某", "请写真实姓名"),
        ("kind", "9", "残疾类别请从列出的选项中选择"),
        ("grade", "x", "残疾等级请从列出的选项中选择"),
        ("needs", ["1", "9"], "需要请从列出的选项中选择"),
        ("wage", "三千", "月薪应是整数"),
        ("wage", "3500.5", "月薪应是整数"),
        ("wage", "3,5", "月薪应是整数"),
        ("wage", "1,0000", "月薪应是整数"),
        ("wage", "3_500", "月薪应是整数"),
        ("wage", "999", "月薪应在 1000 到 50000 之间"),
        ("wage", "9" * 40, "月薪应是整数"),
        ("born_on", ["1985", "2", "29"], "出生日期不是真实的日期"),
        ("born_on", ["1985", "", "2"], "出生日期要写全年、月、日"),
        ("born_on", ["1985", "1_1", "2"], "出生日期不是真实的日期"),
        ("born_on", ["1985", "+1", "2"], "出生日期不是真实的日期"),
        ("born_on", ["99999999", "1", "2"], "出生日期不是真实的日期"),
    ],
)
def test_a_wrong_answer_gets_one_sentence_of_its_own(posted, field, typed, sentence):
    form = posted(Registration, **{**FULL, field: typed})
    assert [error["text"] for error in form_errors(form)] == [sentence]


def test_refused_answers_stay_as_they_were_typed(posted):
    form = posted(Registration, **{**FULL, "wage": "三千", "born_on": ["1985", "2", "30"]})
    assert form.wage.shown() == "三千"
    assert form.born_on.shown() == ["1985", "2", "30"]
    assert 'value="三千"' in form.wage()
    assert 'value="30"' in form.born_on()


def test_what_a_service_refuses_joins_the_form(posted):
    form = posted(Registration, **FULL)
    form.refuse("name", "这个姓名已经登记")
    form.refuse(None, "招聘会已经结束")
    assert form_errors(form) == [
        {"text": "招聘会已经结束", "href": "#name"},
        {"text": "这个姓名已经登记", "href": "#name"},
    ]


def test_a_thing_in_the_middle_of_an_english_sentence_is_small(posted):
    class English(Form):
        name = TextField("Your name", [Required()])
        number = TextField("ID number", [Required()])

    texts = [error["text"] for error in form_errors(posted(English))]
    assert texts == ["请填写your name", "请填写ID number"]


def test_without_a_token_nothing_is_accepted(look):
    with look.test_request_context(method="POST", data=FULL):
        form = Registration()
        assert not form.validate()
        assert [error["href"] for error in form_errors(form)] == ["#name"]
