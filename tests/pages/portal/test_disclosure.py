"""Canaries in every sensitive field: none may reach an employer, in text, attributes, titles, order or headers."""

import re
from datetime import date

import pytest

from jobmatch import clock
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.service import Terms
from jobmatch.people.queries import find_consent
from jobmatch.people.service import withdraw_consent
from jobmatch.people.tables import Certificate, Person, Purpose
from jobmatch.referrals import service
from jobmatch.referrals.queries import find_referral
from jobmatch.referrals.service import Step
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db, new_id
from jobmatch.wording.vocabulary import FUNCTIONS, label
from tests.pages.asking import agree, post
from tests.world import CITIZEN_NUMBER

NAME, PHONE, TOWN_TEXT = "金丝雀", "13877776666", "金丝雀自述"
CARD = CITIZEN_NUMBER + "12"
HIDDEN_NEED, SHOWN_NEED = "screen_reader", "flexible_hours"
# Pseudonyms, keys and the tokens of forms are drawn at random: four digits of theirs may be anything.
DRAWN = re.compile(
    r"\b[A-Z]-\d{4}\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=value=\")[0-9A-Za-z_.-]{32,}(?=\")"
)
ALWAYS = [
    CITIZEN_NUMBER,
    CITIZEN_NUMBER[-4:],
    CITIZEN_NUMBER[6:14],
    CARD,
    CARD[-4:],
    PHONE,
    PHONE[-4:],
    TOWN_TEXT,
    "金丝雀职业",
    "金丝雀工龄",
    "1949",
    "1987",
    "女",
    "视力",
    "一级",
    "二级",
    "残疾证",
    label(HIDDEN_NEED, "zh_Hans_CN"),
    "夜班",
    "3,777",
    "377700",
    "金丝雀便条",
    HIDDEN_NEED,
    "female",
    "certificate",
    "functions",
]


@pytest.fixture
def canaries(whole_world):
    """The seeker of the world, with a telling value in every field."""
    with act(by=MACHINE, action="test"):
        person, seeker = db.session.get(Person, whole_world.seeker), db.session.get(Seeker, whole_world.seeker)
        person.name, person.phone, person.born_on = NAME, PHONE, date(1987, 3, 9)
        seeker.text, seeker.wanted, seeker.history = TOWN_TEXT, ["金丝雀职业"], [{"title": "金丝雀工龄"}]
        seeker.functions = dict.fromkeys(FUNCTIONS)
        seeker.needs, seeker.shown_needs = [HIDDEN_NEED, SHOWN_NEED], [SHOWN_NEED]
        seeker.refusals, seeker.wage_floor_fen = ["night_shift"], 377700
        db.session.add(certificate(whole_world))
    agree(whole_world)
    return whole_world


def certificate(world):
    days = {"valid_from": date(2020, 1, 1), "valid_until": date(2029, 12, 31)}
    kind_and_grade = {"kind": int(CARD[18]), "grade": int(CARD[19])}
    scope = {"district_id": world.district, "person_id": world.seeker}
    return Certificate(number=CARD, number_index="x", **days, **kind_and_grade, **scope)


def pages(client, world, language):
    """Every portal page of the referral, also those that say no, as one text with its headers."""
    path = f"/portal/referrals/{world.referral}"
    seen = [client.get(f"/portal/?lang={language}"), client.get(f"{path}?lang={language}")]
    seen += [post(client, f"{path}/answer", {"answer": "declined"}, seen=path)]
    seen += [
        client.get(f"/portal/?sort=kind&kind=1&grade=2&q={NAME}"),
        client.get(f"{path}/x"),
        client.get("/portal/people"),
    ]
    return DRAWN.sub("", "".join(page.text + repr(page.headers) for page in seen))


def leaked(text, extra=()):
    asked = "use_both_hands"  # the position says so itself
    words = [word for word in FUNCTIONS if word != asked]
    functions = [*words, *(label(word, locale) for word in words for locale in ("zh_Hans_CN", "en"))]
    return [canary for canary in [*ALWAYS, *functions, *extra] if canary in text]


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
def test_before_consent_nothing_but_the_ticked_need(canaries, sign_in, language):
    text = pages(sign_in("employer"), canaries, language)
    assert leaked(text, [NAME]) == []
    assert label(SHOWN_NEED, language) in text


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
def test_after_consent_the_name_and_nothing_else(canaries, sign_in, language):
    agree(canaries, Purpose.DISCLOSE, canaries.position)
    text = pages(sign_in("employer"), canaries, language)
    assert NAME in text
    assert leaked(text.replace(NAME, "")) == []


def test_a_withdrawn_consent_makes_the_address_nothing_at_once(canaries, sign_in):
    client, path = sign_in("employer"), f"/portal/referrals/{canaries.referral}"
    assert client.get(path).status_code == 200  # nobody ever consented: the pseudonym's page
    consent = agree(canaries, Purpose.DISCLOSE, canaries.position)
    assert NAME in pages(client, canaries, "zh_Hans_CN")
    withdraw_consent(canaries.actor(), consent)
    gone, nobodys = client.get(path), client.get(f"/portal/referrals/{new_id()}")
    assert (gone.status_code, gone.heading) == (nobodys.status_code, nobodys.heading) == (404, nobodys.heading)
    assert post(client, f"{path}/answer", {"answer": "offered"}).status_code == 404
    home = client.get("/portal/")
    pseudonym = find_referral(canaries.district, canaries.referral).pseudonym
    assert leaked(gone.text, [NAME, pseudonym]) == leaked(home.text, [NAME, pseudonym, canaries.referral]) == []
    assert home.headers["Cache-Control"] == "no-store"
    assert "看不到了" in sign_in("caseworker").get(f"/casework/referrals/{canaries.referral}").text


def test_who_agrees_again_or_is_referred_anew_is_there_again(canaries, sign_in):
    client = sign_in("employer")
    withdraw_consent(canaries.actor(), agree(canaries, Purpose.DISCLOSE, canaries.position))
    agree(canaries, Purpose.DISCLOSE, canaries.position)
    assert NAME in client.get(f"/portal/referrals/{canaries.referral}").text
    withdraw_consent(canaries.actor(), find_consent(canaries.seeker, Purpose.DISCLOSE, canaries.position))
    service.withdraw(canaries.actor(), find_referral(canaries.district, canaries.referral), "not_wanted")
    anew = service.refer(canaries.actor(), canaries.district, canaries.seeker, canaries.position)
    page = client.get(f"/portal/referrals/{anew.id}")
    assert (page.status_code, anew.pseudonym in page.text, NAME in page.text) == (200, True, False)
    assert client.get(f"/portal/referrals/{canaries.referral}").status_code == 404


def test_without_the_consent_to_be_recommended_not_even_the_need(canaries, sign_in):
    agree(canaries, Purpose.DISCLOSE, canaries.position)
    withdraw_consent(canaries.actor(), find_consent(canaries.seeker, Purpose.RECOMMEND))
    text = pages(sign_in("employer"), canaries, "zh_Hans_CN")
    assert leaked(text, [NAME, label(SHOWN_NEED, "zh_Hans_CN")]) == []


@pytest.mark.parametrize("over", ["declined", "withdrawn"])
def test_once_it_is_over_the_name_is_gone(canaries, sign_in, over):
    agree(canaries, Purpose.DISCLOSE, canaries.position)
    referral = find_referral(canaries.district, canaries.referral)
    if over == "declined":
        service.take_answer(canaries.actor("employer"), referral, Step(ReferralState.DECLINED, "filled", "金丝雀便条"))
    else:
        service.withdraw(canaries.actor(), referral, "not_wanted", "金丝雀便条")
    assert leaked(pages(sign_in("employer"), canaries, "zh_Hans_CN"), [NAME, "本人不想去了"]) == []


def test_after_the_hire_the_name_and_nothing_else(canaries, sign_in):
    referral = find_referral(canaries.district, canaries.referral)
    service.record_hire(
        canaries.actor(), referral, Terms(clock.today().replace(day=1), ContractKind.FLEXIBLE, None, 260000)
    )
    text = pages(sign_in("employer"), canaries, "zh_Hans_CN")
    assert NAME in text
    assert leaked(text.replace(NAME, "")) == []


def test_what_excludes_a_pair_changes_nothing_that_the_employer_reads(canaries, sign_in):
    """The caseworker may refer in spite of an exclusion; facts that vanish with one would tell of it."""
    client, path = sign_in("employer"), f"/portal/referrals/{canaries.referral}"

    def facts(**changes):
        with act(by=MACHINE, action="test"):
            for name, value in changes.items():
                setattr(db.session.get(Seeker, canaries.seeker), name, value)
        return client.get(path).tree.xpath("//*[contains(@class, 'app-pill--because')]/text()")

    able = facts(functions={}, refusals=[], wage_floor_fen=None)
    assert able
    assert facts(functions={"use_both_hands": "cannot"}) == able
    assert facts(refusals=["night_shift"], wage_floor_fen=9900000) == able


def test_the_order_of_a_list_tells_nothing(canaries, sign_in):
    """Newest and oldest first by the day of the referral, whoever the people are."""
    text = sign_in("employer").get("/portal/").text
    pseudonym = find_referral(canaries.district, canaries.referral).pseudonym
    assert pseudonym in text
    assert canaries.seeker not in text


def test_the_search_for_canaries_sees_a_planted_one():
    assert leaked(f"<p title='{PHONE}'>") == [PHONE, PHONE[-4:]]
