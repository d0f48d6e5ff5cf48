"""The parameters in force: for a day, with their documents, read-only."""

import re
from datetime import timedelta

import pytest

from jobmatch.accounts import rules
from jobmatch.doors.admin.house_rules import HOUSE_RULES, NOT_SHOWN, said
from jobmatch.law import book, words
from jobmatch.law.values import Unit
from jobmatch.wording.speaking import all_sentences
from tests.pages.admin.places import table
from tests.pages.asking import errors, post

READERS = ["head", "reviewer", "auditor", "system_admin", "security_admin"]


def rows(page):
    return {row[0]: row for number in range(len(page.tree.xpath("//main//table"))) for row in table(page, number)}


@pytest.mark.parametrize("role", READERS)
def test_who_decides_reads_what_is_in_force(sign_in, world, role):
    page = sign_in(role).get("/admin/parameters")
    found = rows(page)["可以就业的年龄"]
    assert found[1:4] == ["16 周岁", "1995年1月1日起", "《中华人民共和国劳动法》 第十五条"]
    assert rows(page)["答复个人信息请求的期限"][5] == "注意：待确认"


@pytest.mark.parametrize("role", ["caseworker", "employer", "statistician"])
def test_others_do_not(sign_in, world, role):
    assert sign_in(role).get("/admin/parameters").status_code == 403


def test_a_chosen_day_has_its_own_values(sign_in, world):
    client = sign_in("head")
    past = client.get("/admin/parameters?day=2019&day=6&day=1")
    assert rows(past)["最低月工资，第一档"][1] == "2010 元/月"
    assert "残保金：工资封顶的倍数" in rows(past)
    assert "成年的年龄" not in rows(past)
    assert "成年的年龄" in past.text
    assert "本地最低月工资" in past.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("day=2019&day=2&day=30", "哪一天不是真实的日期"),
        ("day=1&day=1&day=1", "年份应在 1990 到 2100 之间"),
        ("day=2019", "哪一天要写全年、月、日"),
    ],
)
def test_a_day_that_is_none_is_named_and_today_is_shown(sign_in, world, day, sentence):
    page = sign_in("head").get(f"/admin/parameters?{day}")
    assert (page.status_code, errors(page)) == (200, [sentence])
    assert "可以就业的年龄" in page.text


def test_one_value_has_its_history_and_says_where_it_is_written(sign_in, world):
    client = sign_in("auditor")
    page = client.get("/admin/parameters/minimum_wage_month_tier_1")
    titles = [one.text_content().strip() for one in page.tree.xpath("//main//h2[@class='app-card__title']")]
    assert titles == ["2490 元/月", "2280 元/月", "2010 元/月", "1860 元/月"]
    assert re.search(r"写在 33/minimum_wage\.yaml:\d+", page.text)
    assert client.get("/admin/parameters/no_such_key").status_code == 404


def test_no_secret_and_no_path_is_shown(app, sign_in, world):
    page = sign_in("system_admin").get("/admin/parameters")
    settings = app.config["JOBMATCH"]
    for secret in (settings.database_url, str(settings.key_file), str(settings.home), app.config["SECRET_KEY"]):
        assert secret not in page.text


def test_nothing_is_changed_here(sign_in, world):
    assert post(sign_in("head"), "/admin/parameters").status_code == 405


def test_every_number_of_the_sign_in_is_shown_from_where_it_works(sign_in, world):
    """Asked of the module itself, so that a new number cannot be forgotten here."""
    numbers = {name for name, value in vars(rules).items() if name.isupper() and isinstance(value, int | timedelta)}
    assert numbers == {one.constant for one in HOUSE_RULES} | NOT_SHOWN
    page = sign_in("head").get("/admin/parameters")
    assert rows(page)["密码至少"][1] == f"{rules.PASSWORD_LEAST} 个字符"


def test_a_changed_number_changes_the_page(monkeypatch):
    monkeypatch.setattr(rules, "SESSION_LASTS", timedelta(minutes=90))
    assert said("SESSION_LASTS", "en") == "90 minutes"
    monkeypatch.setattr(rules, "SESSION_LASTS", timedelta(days=2))
    assert said("SESSION_LASTS", "zh") == "2 天"


def test_every_legal_value_has_words_in_both_languages():
    law = book("330213")
    missing = [key for key in law.keys if f"law.key.{key}" not in all_sentences()]
    values = [value for key in law.keys for value in law.history(key)]
    missing += [
        f"group {value.file}" for value in values if words.group_name(value.file.split("/")[1][:-5], "en")[0].islower()
    ]
    missing += [one.key for one in values if one.unit is Unit.WORD and f"law.word.{one.value}" not in all_sentences()]
    assert missing == []
    assert all(
        words.amount(one.value, one.unit, lang) for one in values if one.value is not None for lang in ("zh", "en")
    )
