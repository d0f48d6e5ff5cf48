"""The first page of the desk: what waits and what comes next, of the own district alone."""

from jobmatch.referrals import service as referrals
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import ReferralState


def test_it_shows_who_waits(whole_world, sign_in):
    page = sign_in("caseworker").get("/casework/")
    assert page.heading == "今天要办的事"
    assert page.tree.xpath(f"//a[@href='/casework/submissions/{whole_world.submission}']/text()") == ["李新来"]
    assert page.tree.xpath(f"//a[@href='/casework/referrals/{whole_world.referral}']/text()") == ["陈示例"]
    figures = [" ".join(node.text_content().split()) for node in page.tree.xpath("//*[@class='app-stat__figure']")]
    assert figures == ["1 份", "1 人", "1 条", "0 人次"]


def test_who_was_referred_is_not_among_the_forgotten(world, sign_in):
    client = sign_in("caseworker")
    assert "等得最久、还没有推荐的人" in client.get("/casework/").text
    assert client.get("/casework/").tree.xpath(f"//a[@href='/casework/seekers/{world.seeker}']")
    referrals.refer(world.actor(), world.district, world.seeker, world.position)
    assert not client.get("/casework/").tree.xpath(f"//a[@href='/casework/seekers/{world.seeker}']")


def test_an_answer_of_the_employer_is_next(whole_world, sign_in):
    referral = find_referral(whole_world.district, whole_world.referral)
    referrals.take_answer(whole_world.actor("employer"), referral, Step(ReferralState.OFFERED))
    page = sign_in("head").get("/casework/")
    card = page.tree.xpath("//section[h2[text()='单位有了回音，请接着办']]")[0]
    assert "陈示例" in card.text_content()
    assert "达成意向" in card.text_content()


def test_an_empty_district_says_what_will_come(world, sign_in):
    page = sign_in("caseworker").get("/casework/")
    assert "没有待核实的登记" in page.text
    assert "暂时没有新的回音" in page.text
