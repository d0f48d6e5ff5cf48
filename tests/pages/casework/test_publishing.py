"""Signing a scorecard: what was signed stands, what changes afterwards is said with its reason."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from jobmatch import clock
from jobmatch.fairs.result_tables import FairResult
from jobmatch.fairs.results import void_result
from jobmatch.reports.publication_tables import Publication
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.storage.constraints import BrokenRuleError
from tests.pages.casework.test_scorecard import asked, figures

# What is asked here does not turn on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SMALL = {"ecommerce_attended", "ecommerce_partners"}


@pytest.fixture
def period(two_districts):
    """The day on which the world was made; it is the day after."""
    today = clock.today()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        yield asked(today, today)


@pytest.fixture
def head(period, sign_in):
    return sign_in("head")


def questions(page):
    return {one.removeprefix("reason_") for one in page.tree.xpath("//textarea/@name")}


def answers(page, **more):
    (seen,) = page.tree.xpath("//input[@name='seen']/@value")
    reasons = {f"reason_{key}": "本人同意公布" for key in questions(page)}
    return {"seen": seen, "checked": "y", "csrf_token": page.csrf, **reasons, **more}


def sign(head, period, **more):
    path = f"/casework/scorecard/publish?{period}"
    return head.post(path, data=answers(head.get(path), **more))


def test_the_head_signs_and_what_changes_afterwards_is_said(head, period):
    answer = sign(head, period)
    assert answer.status_code == 303
    page = head.get(answer.headers["Location"])
    assert figures(page)["成为电商合伙人"] == "1"
    assert "本人同意公布" in page.text
    assert "发布后" not in page.text.replace("发布后，", "")
    void_result(MACHINE, db.session.scalars(select(FairResult).order_by(FairResult.id)).first(), "登记错了")
    for one in db.session.scalars(select(FairResult).where(FairResult.void_reason.is_(None))):
        void_result(MACHINE, one, "登记错了")
    page = head.get(answer.headers["Location"])
    assert figures(page)["成为电商合伙人"] == "1"
    assert "发布后 −1" in page.text
    (href,) = page.tree.xpath("//a[text()='成为电商合伙人']/@href")
    rows = head.get(href)
    assert "还在台账里，发布以后改过，现在不计入" in rows.text
    assert rows.text.count("陈示例") == 2  # what went, and what was counted


def test_a_figure_under_five_needs_a_reason_and_nothing_typed_is_lost(head, period):
    page = head.get(f"/casework/scorecard/publish?{period}")
    assert questions(page) >= SMALL
    refused = sign(head, period, reason_ecommerce_partners="")
    assert refused.status_code == 422
    assert refused.tree.xpath("//textarea[@name='reason_ecommerce_attended']/text()")[0].strip() == "本人同意公布"
    assert db.session.scalars(select(Publication).where(Publication.first_on > "2020-01-01")).all() == []


def test_what_changed_while_somebody_looked_is_not_signed(head, period):
    page = head.get(f"/casework/scorecard/publish?{period}")
    data = answers(page)
    for one in db.session.scalars(select(FairResult)):
        void_result(MACHINE, one, "登记错了")
    data.pop("reason_ecommerce_partners")
    refused = head.post(f"/casework/scorecard/publish?{period}", data=data)
    assert refused.status_code == 409
    assert "台账里的数变了" in refused.text


def test_a_period_is_published_once_and_not_before_its_end(head, period):
    assert sign(head, period).status_code == 303
    again = sign(head, period)
    assert (again.status_code, "已经发布过" in again.text) == (409, True)
    assert "还没有结束" in head.get("/casework/scorecard/publish").text
    data = answers(head.get(f"/casework/scorecard/publish?{period}"))
    refused = head.post(f"/casework/scorecard/publish?{asked(clock.today(), clock.today())}", data=data)
    assert (refused.status_code, "请等结束以后再发布" in refused.text) == (409, True)


def test_what_was_published_cannot_be_changed(head, period):
    sign(head, period)
    for table in ("publications", "published_figures", "published_rows"):
        with pytest.raises(BrokenRuleError), act(by=MACHINE, action="test"):
            db.session.execute(text(f"DELETE FROM {table}"))


def test_files_of_a_publication_say_what_was_signed(head, period):
    place = sign(head, period).headers["Location"]
    page = head.get(place)
    for form in ("docx", "pdf", "xlsx"):
        (href,) = page.tree.xpath(f"//a[contains(@href, '/file/{form}')]/@href")
        assert head.get(href).headers["Content-Disposition"].endswith(f'.{form}"')
