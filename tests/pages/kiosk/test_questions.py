"""The questions are whole: every field in one step, every word of the vocabulary asked, the consent's text as named."""

import hashlib
import re

import pytest
from flask import render_template
from werkzeug.datastructures import MultiDict

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.kiosk.forms import RegistrationForm
from jobmatch.doors.kiosk.reading import answers_given
from jobmatch.doors.kiosk.steps import STEPS
from jobmatch.employers.occupations import search
from jobmatch.seekers.answers import Answers
from jobmatch.web.consent import CONSENT_VERSION
from jobmatch.web.kinds_of_work import KINDS_OF_WORK
from jobmatch.wording.vocabulary import ACCOMMODATION_GROUPS, FUNCTION_GROUPS
from tests.pages.kiosk.journey import open_form

# The digest of the Chinese text by its name. A changed text gets a new name in web/consent.py and a new line here.
CONSENT_TEXTS = {"2026-11": "6362b0e31386d50f"}

# Who and how to reach them, which are sensitive, why and with what effect, how long, what one can do (PIPL 17, 24, 30).
TOLD = ("残疾人联合会", "电话", "敏感个人信息", "不填也能登记", "至少留两年", "收回同意", "删除", "由工作人员决定")


def test_every_field_is_in_exactly_one_step(app, world):
    with app.test_request_context():
        fields = [field.name for field in RegistrationForm().visible_fields()]
    assert [name for step in STEPS for name in step.fields] == fields


def test_every_word_of_the_vocabulary_is_asked(client, world):
    page = open_form(client, world)
    offered = set(page.tree.xpath("//input[@type='checkbox']/@value"))
    for group in (*FUNCTION_GROUPS, *ACCOMMODATION_GROUPS):
        assert set(group.words) <= offered, group.key


def test_every_answer_that_can_be_chosen_can_be_read(app, world):
    with app.test_request_context(method="POST"):
        fields = [field for field in RegistrationForm().visible_fields() if hasattr(field, "iter_choices")]
        offered = [(field.name, choice.value) for field in fields for choice in field.iter_choices()]
        assert len(offered) > 90
        for name, value in offered:
            form = RegistrationForm(formdata=MultiDict({"name": "李新来", "store": "y", name: value}))
            assert form[name].validate(form), (name, value)
            Answers.read(answers_given(form), clock.today())


@pytest.mark.parametrize("word", [word for word, _label in KINDS_OF_WORK])
def test_every_kind_of_work_is_in_the_classification(word):
    spellings = [spelling for found in search(word, 20) for spelling in (found.name, *found.aliases)]
    assert any(word in spelling for spelling in spellings)


def consent_text(client):
    with client.application.test_request_context("/kiosk/"):
        district = find_district()
        text = re.sub(r"<[^>]+>|\s+", "", render_template("kiosk/consent.html", district=district))
    return text.replace(district.name, "").replace(district.phone, "")


def test_the_consent_says_what_the_law_asks(client, world):
    text = consent_text(client)
    for told in (
        "残疾人联合会",
        "电话",
        "敏感个人信息",
        "不填也能登记",
        "至少留两年",
        "收回同意",
        "删除",
        "由工作人员决定",
    ):
        assert told in text, told


def test_a_changed_consent_text_has_a_new_name(client, world):
    digest = hashlib.sha256(consent_text(client).encode()).hexdigest()[:16]
    assert CONSENT_TEXTS[CONSENT_VERSION] == digest
