"""The papers of the learned ranker at the desk: off with its reasons, on, damaged, and fair to whom."""

import pytest

from jobmatch.matching import model_store
from jobmatch.matching.gates import Measured, judge
from jobmatch.matching.ranker.table import RankerTable
from jobmatch.matching.training import Trained

PAGE = "/admin/score/learned"
FAIRNESS = {
    "people": 31,
    "without_any_position": 2,
    "smallest_group": 10,
    "groups": {
        "kind": {
            "1": {"people": 12, "exposure": 3.5, "pay": 280050.0},
            "4": {"people": 19, "exposure": 4.0, "pay": None},
        },
        "sex": {},
    },
    "ratios": {"kind": 0.875, "sex": None},
    "gini_of_positions": 0.25,
}
FIGURES = ("ndcg@10", "mrr", "recall@10")


def figures(value):
    return {name: {"value": value, "low": value - 0.1, "high": value + 0.1} for name in FIGURES}


METRICS = {"questions": 40, "seekers": 20, "systems": {"learned": figures(0.5), "base": figures(0.05)}}


@pytest.fixture
def models(app):
    return app.config["JOBMATCH"].model_dir


@pytest.fixture
def trained(models):
    gates = judge(Measured(12, {"base": -0.25, "text": 0.5}), FAIRNESS["ratios"])
    return model_store.store(Trained("ab" * 32, None, RankerTable(()), None, METRICS, FAIRNESS, gates), models, "card")


def cells(page, first):
    """The row of the page's tables that begins so."""
    found = page.tree.xpath(f"//tr[th[normalize-space()='{first}']]/td")
    return [cell.text_content().strip().removeprefix("注意：") for cell in found]


pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_before_anything_was_trained_the_page_says_who_orders(sign_in):
    page = sign_in("caseworker").get(PAGE)
    assert "还没有训练过，现在按评分表排序" in page.text
    assert not page.tree.xpath("//main//table")


def test_what_keeps_it_off_is_named_with_what_was_measured(sign_in, trained):
    page = sign_in("head").get(PAGE)
    assert cells(page, "结果够多") == ["12", "≥ 300", "没过"]
    assert cells(page, "比评分表好") == ["−0.25", "95% 区间的下端大于 0", "没过"]
    assert cells(page, "比只看文字好")[-1] == "过了"
    assert cells(page, "男女看到的机会相近") == ["量不出来", "≥ 0.8", "没过"]
    assert cells(page, "评分表")[0] == "0.05（−0.05 到 0.15）"
    assert "没有用" in page.text


def test_each_group_is_shown_with_what_it_sees(sign_in, trained):
    page = sign_in("caseworker").get(f"{PAGE}?lang=en")
    assert cells(page, "visual") == ["12", "3.5", "2,800.50 yuan"]
    assert cells(page, "physical") == ["19", "4", "not known"]
    assert "the least sees 0.875 times the most" in page.text
    assert "No group is large enough to compare." in page.text


def test_a_released_one_is_said_to_be_in_use(sign_in, trained, models):
    model_store.release(models, trained.name)
    assert "在用" in sign_in("caseworker").get(PAGE).text


def test_altered_papers_are_not_shown(sign_in, trained):
    (trained / "fairness.json").write_text("{}")
    page = sign_in("caseworker").get(PAGE)
    assert "被改动过或者不全" in page.text
    assert not page.tree.xpath("//main//table")
