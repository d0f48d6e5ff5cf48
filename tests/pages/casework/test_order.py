"""Whoever wants no order that turns on them gets one by what the job says alone, and is ranked for no position."""

from jobmatch.matching.service import suggest_for_position, suggest_for_seeker
from jobmatch.seekers.service import set_order
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.base import db
from tests.pages.asking import agree, fresh, post


def test_the_switch_leaves_the_exclusions_and_takes_everything_about_the_person_out_of_the_order(sign_in, world):
    agree(world)
    client, page = sign_in("caseworker"), f"/casework/seekers/{world.seeker}"
    assert world.seeker in {one.id for one in suggest_for_position(world.position).suggestions}
    usual = suggest_for_seeker(world.seeker)
    assert {part.feature for one in usual.suggestions for part in one.parts} > {"start", "freshness"}
    assert post(client, f"{page}/order", {"job_facts_only": "yes"}, seen=page).status_code == 303
    fresh()
    plain = suggest_for_seeker(world.seeker)
    assert {part.feature for one in plain.suggestions for part in one.parts} <= {"start", "freshness"}
    assert plain.excluded == usual.excluded
    assert "本人要求只按岗位本身的情况排序" in client.get(page).text
    assert world.seeker not in {one.id for one in suggest_for_position(world.position).suggestions}
    post(client, f"{page}/order", {"job_facts_only": "no"}, seen=page)
    fresh()
    assert db.session.get_one(Seeker, world.seeker).job_facts_only is False
    assert suggest_for_seeker(world.seeker) == usual


def test_an_employer_reads_the_same_facts_of_somebody_who_turned_it(sign_in, whole_world):
    client, address = sign_in("employer"), f"/portal/referrals/{whole_world.referral}"

    def facts():
        return " ".join(client.get(address).tree.find(".//main").text_content().split())

    agree(whole_world)
    before = facts()
    assert "想做的工作和这个岗位相近" in before
    set_order(whole_world.actor(), db.session.get_one(Seeker, whole_world.seeker), job_facts_only=True)
    fresh()
    assert facts() == before
