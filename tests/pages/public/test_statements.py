"""What the federation promises in writing, with a way to reach it."""

import pytest

from jobmatch.accounts.tables import District
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

PHONE = "0574-0000 0000"


@pytest.mark.parametrize(("path", "heading"), [("/accessibility", "无障碍声明"), ("/privacy", "隐私说明")])
def test_a_statement_names_the_telephone(client, world, path, heading):
    page = client.get(path)
    assert page.heading == heading
    assert PHONE in page.text


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/"])
def test_without_a_telephone_there_is_still_a_way(client, world, path):
    with act(by=MACHINE, action="test"):
        db.session.get(District, world.district).phone = ""
    page = client.get(path)
    assert "服务台" in page.text
    assert "电话 ，" not in page.text


def test_the_accessibility_statement_says_what_was_not_done(client, world):
    text = client.get("/accessibility").text
    assert "还没有请残疾人朋友试用" in text
    assert "WCAG 2.2" in text


@pytest.mark.parametrize(
    "point",
    ["谁来保管", "记什么，为什么", "不提供会怎样", "敏感个人信息", "谁看得到", "保存多久", "您可以要求什么", "撤回"],
)
def test_the_privacy_notice_covers_each_point_of_the_law(client, world, point):
    assert point in client.get("/privacy").text


def test_every_page_leads_to_both(client, world):
    hrefs = client.get("/jobs").tree.xpath("//footer//a/@href")
    assert hrefs == ["/levy", "/accessibility", "/privacy"]
