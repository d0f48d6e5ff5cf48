"""A page drawn again after a refused form: it can be read in the other language, and it says where one is."""

import pytest

from tests.pages.asking import post

FORMS = [
    ("caseworker", "/casework/submissions/{submission}", "identity", "待核实登记"),
    ("caseworker", "/casework/seekers/{seeker}", "consent", "求职者"),
    ("caseworker", "/casework/seekers/{seeker}", "referrals", "求职者"),
    ("caseworker", "/casework/referrals/{referral}", "consent", "推荐"),
    ("caseworker", "/casework/referrals/{referral}", "withdraw", "推荐"),
    ("caseworker", "/casework/referrals/{referral}/hire", "", "推荐"),
    ("employer", "/portal/referrals/{referral}", "answer", "我的单位"),
]


@pytest.mark.parametrize(("role", "path", "form", "here"), FORMS)
def test_the_other_language_and_the_place_are_there(whole_world, sign_in, role, path, form, here):
    keys = {"submission": whole_world.submission, "seeker": whole_world.seeker, "referral": whole_world.referral}
    client, path = sign_in(role), path.format(**keys)
    page = post(client, f"{path}/{form}".rstrip("/"), {"answer": "interview"}, seen=path)
    assert page.status_code in {409, 422}
    assert page.tree.xpath("//nav//a[@aria-current='page']/text()") == [here]
    (other,) = page.tree.xpath("//a[@hreflang='en']/@href")
    assert other.split("?")[0] == path
    english = client.get(other)
    assert (english.status_code, english.tree.get("lang")) == (200, "en")


def test_the_sign_in_keeps_where_one_wanted_to_go(client, world):
    page = post(client, "/sign-in?next=/casework/seekers", {"login": "x", "password": "y"})
    (other,) = page.tree.xpath("//a[@hreflang='en']/@href")
    assert other.startswith("/sign-in?")
    assert "next=%2Fcasework%2Fseekers" in other
