"""The table of points: a caseworker tunes a copy, a head puts it in force, and every list says which one ranked it."""

import pytest
from sqlalchemy import select, update

from jobmatch.matching.base import base_table
from jobmatch.matching.score_tables import _table, table_in_force
from jobmatch.matching.service import effect_of, model_name, suggest_for_seeker
from jobmatch.matching.tables import ScoreTable, ScoreTableUse
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db

FEATURE = "/admin/score/features/distance"
POINTS = {f"points_{turn}": one for turn, one in enumerate(("8", "6", "0", "−4.5", "-7"))}


def send(client, address, **form):
    page = client.get(FEATURE)
    answer = client.post(address, data={**form, "csrf_token": page.csrf})
    db.session.rollback()  # what the test has read so far would go on being what it reads
    return answer


def tuned(client, **changes):
    answer = send(client, FEATURE, **{**POINTS, "note": "路远的少给分", **changes})
    assert answer.status_code == 303, answer.text
    return db.session.scalars(select(ScoreTable)).one()


def test_a_version_is_saved_and_ranks_only_after_a_head_said_so(sign_in, world):
    caseworker, head = sign_in("caseworker"), sign_in("head")
    table = tuned(caseworker)
    assert (table.points["features"]["distance"]["knots"][-1], table.made_by) == ([60, -7.0], world.users["caseworker"])
    assert table_in_force(world.district) is base_table()
    use = f"/admin/score/versions/{table.id}/use"
    assert send(caseworker, use).status_code == 403
    assert send(head, use).status_code == 303
    assert table_in_force(world.district).curves["distance"].points(60) == -7
    assert model_name(world.district) == f"base {table.version}"
    assert send(head, use).status_code == 303  # twice: once is enough
    assert [one.turn for one in db.session.scalars(select(ScoreTableUse))] == [1]
    assert send(head, "/admin/score/use-shipped").status_code == 303
    assert table_in_force(world.district) is base_table()


def test_what_ranks_is_what_the_suggestions_count_with(sign_in, world):
    before = suggest_for_seeker(world.seeker).suggestions[0]
    (way,) = [part for part in before.parts if part.feature == "distance"]
    table = tuned(sign_in("caseworker"), points_0="7", points_1="5")
    send(sign_in("head"), f"/admin/score/versions/{table.id}/use")
    after = suggest_for_seeker(world.seeker).suggestions[0]
    (less,) = [part for part in after.parts if part.feature == "distance"]
    assert less.points < way.points
    assert before.score - after.score == pytest.approx(way.points - less.points)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points_1": "9"}, "越低越好"),
        ({"points_4": "-31"}, "−30 到 30"),
        ({"points_0": "9"}, "最高会到 101 分"),
        ({"points_4": "-30"}, "最低会到 -16 分"),
        ({"points_0": "2", "points_1": "1"}, "在家工作"),
        ({"points_2": "零"}, "10 公里时的分数应是一个数"),
        ({"points_3": ""}, "请填写30 公里时的分数"),
        ({"note": ""}, "请填写为什么这样定"),
    ],
)
def test_points_that_cannot_be_are_refused_and_kept_on_the_form(sign_in, world, changes, said):
    client = sign_in("caseworker")
    answer = send(client, FEATURE, **{**POINTS, "note": "路远", **changes})
    assert answer.status_code == 422
    assert said in answer.text
    (name, typed), *_rest = changes.items()
    assert answer.tree.xpath(f"//*[@name='{name}']/@value | //textarea[@name='{name}']/text()") in ([typed], [], ["\n"])
    assert db.session.scalar(select(ScoreTable)) is None


def test_the_page_says_what_a_version_would_change_and_for_how_many(sign_in, world):
    client = sign_in("caseworker")
    table = tuned(client)
    page = client.get(f"/admin/score/versions/{table.id}")
    cells = page.tree.xpath("//main//tbody/tr[contains(., '60 公里')]/*")
    assert [one.text_content().strip() for one in cells] == ["路程", "60 公里", "−6", "−7", "路远的少给分"]
    effect = effect_of(world.district, table_in_force(world.district), 30)
    assert (effect.moved, effect.others) == (0, 0)
    assert effect.people > 0
    assert f"0 个人的前 5 个推荐会变，一共 {effect.places} 个位置" in page.text


def test_a_feature_that_is_not_there_is_no_page(sign_in):
    assert sign_in("caseworker").get("/admin/score/features/sex").status_code == 404


def test_a_version_that_the_program_cannot_read_any_more_ranks_nothing_and_says_so(sign_in, world):
    caseworker, head = sign_in("caseworker"), sign_in("head")
    table = tuned(caseworker)
    send(head, f"/admin/score/versions/{table.id}/use")
    with act(by=MACHINE, action="test"):
        older = {**table.points, "features": {"distance": table.points["features"]["distance"]}}
        db.session.execute(update(ScoreTable).values(points=older))
    _table.cache_clear()
    assert table_in_force(world.district) is base_table()
    shown = caseworker.get("/admin/score")
    assert "随系统提供" in shown.text
    assert not shown.tree.xpath("//main//strong[contains(., '在用')]")
    assert "现在的程序读不了" in caseworker.get(f"/admin/score/versions/{table.id}").text
    assert send(head, "/admin/score/use-shipped").status_code == 303
    answer = send(head, f"/admin/score/versions/{table.id}/use")
    assert "现在的程序读不了" in head.get(answer.headers["Location"]).text
    assert caseworker.get("/admin/score/features/wage").status_code == 200
