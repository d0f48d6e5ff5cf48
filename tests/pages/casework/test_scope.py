"""The desk finds what lies in its own district, and nothing of another one."""

import pytest

from jobmatch.storage.base import new_id
from tests.neighbours import neighbour
from tests.pages.asking import agree, look_for, post

READ = [
    "/casework/submissions/{submission_id}",
    "/casework/seekers/{seeker_id}",
    "/casework/referrals/{referral_id}",
    "/casework/referrals/{referral_id}/hire",
    "/casework/people/{person_id}/months",
]
WRITE = [
    "/casework/submissions/{submission_id}/identity",
    "/casework/seekers/{seeker_id}/referrals",
    "/casework/seekers/{seeker_id}/consent",
    "/casework/referrals/{referral_id}/consent",
    "/casework/referrals/{referral_id}/withdraw",
    "/casework/referrals/{referral_id}/hire",
]
NAMES = ("submission_id", "seeker_id", "referral_id", "person_id")


@pytest.mark.parametrize("path", READ)
def test_own_rows_open(whole_world, sign_in, path):
    own = {"seeker_id": whole_world.seeker, "person_id": whole_world.seeker, "referral_id": whole_world.referral}
    page = sign_in("caseworker").get(path.format(**own, submission_id=whole_world.submission))
    assert page.status_code == 200


@pytest.mark.parametrize("path", READ)
def test_the_neighbours_rows_and_no_rows_are_the_same_to_read(world, sign_in, path):
    client, keys = sign_in("caseworker"), neighbour(world)
    theirs, nobodys = client.get(path.format(**keys)), client.get(path.format(**dict.fromkeys(NAMES, new_id())))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.heading == nobodys.heading
    assert "邻区" not in theirs.text


@pytest.mark.parametrize("path", WRITE)
def test_nothing_of_the_neighbours_can_be_changed(world, sign_in, path):
    client, keys = sign_in("caseworker"), neighbour(world)
    assert post(client, path.format(**keys), {"position": world.position}).status_code == 404
    assert post(client, path.format(**dict.fromkeys(NAMES, new_id()))).status_code == 404


def test_the_neighbours_are_on_no_list(world, sign_in):
    client = sign_in("caseworker")
    neighbour(world)
    for path in (
        "/casework/",
        "/casework/submissions",
        "/casework/seekers",
        "/casework/referrals",
    ):
        main = client.get(path).tree.xpath("//main")[0]
        assert "邻区人" not in main.text_content()
        assert "邻区来人" not in main.text_content()
    assert "没有找到" in look_for(client, "邻区").text


def test_the_neighbours_positions_are_not_suggested(world, sign_in):
    agree(world)
    neighbour(world)
    assert "邻区岗位" not in sign_in("caseworker").get(f"/casework/seekers/{world.seeker}").text


def test_a_consent_is_withdrawn_only_in_its_own_district_and_leads_only_there(whole_world, sign_in):
    client, keys = sign_in("caseworker"), neighbour(whole_world)
    assert post(client, f"/casework/consents/{new_id()}/withdraw").status_code == 404
    consent = agree(whole_world)
    answer = post(client, f"/casework/consents/{consent.id}/withdraw", {"referral": keys["referral_id"]})
    assert answer.status_code == 404
