"""A second district with one of everything, and a second employer's referral in the first: what must not be found."""

from datetime import date, timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.tables import District, Passkey, Role, Town, User, UserSession, Village
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.tables import Employer
from jobmatch.employment.claim_tables import ClaimState, MonthClaim, MonthContest
from jobmatch.employment.claims import list_open_contests_about
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.said import stated_facts
from jobmatch.employment.tables import Spell
from jobmatch.fairs.result_tables import FairResult, ResultKind
from jobmatch.fairs.tables import Booth, Fair, FairKind
from jobmatch.finding.service import look_for
from jobmatch.levy.tables import Declaration, DeclarationState, DeclarationStep, DeclaredPerson
from jobmatch.people.companion_tables import PersonRelation, Task
from jobmatch.people.round_queries import find_entry_of
from jobmatch.people.round_tables import UpdateRound, UpdateRoundEntry
from jobmatch.people.rounds import NewRound, begin_round
from jobmatch.people.service import Given, give_consent
from jobmatch.people.situation_tables import SituationKind
from jobmatch.people.situations import report
from jobmatch.people.tables import Certificate, Person, PersonSource, Purpose
from jobmatch.referrals import service as referrals
from jobmatch.referrals.support_tables import SpecialSupport, SupportKind
from jobmatch.referrals.tables import Referral, ReferralState
from jobmatch.reports.publication_tables import Publication, PublishedFigure
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival, submit
from jobmatch.seekers.tables import Entrance, Registration, Seeker, SeekerState
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db, new_id
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.tables import Institution, Workplace
from tests.integration.employment.working import claim, good_month, officer
from tests.pages.portal.working import YEAR, add_spell
from tests.previews import add_a_preview
from tests.tuned import tune, tuned_by_another
from tests.world import _hash, make_position

GIVEN = Given("test-2026-11")
NEIGHBOURS_USCC = "91330299MA20001L8E"


def add_neighbours(world):
    """Let there be more than one of everything: consents, a referral to the other employer, a whole other district."""
    person = db.session.get(Person, world.seeker)
    give_consent(world.actor(), person, Purpose.STORE, GIVEN)
    world.consent = give_consent(world.actor(), person, Purpose.RECOMMEND, GIVEN).id
    world.other_referral = referrals.refer(world.actor(), world.district, world.seeker, world.other_position).id
    world.draft = _add_draft(world.district, world.employer, world.users["employer"])
    world.other_draft = _add_draft(world.district, world.other_employer, world.users["other_employer"])
    add_villages_at_work(world)
    add_a_month_that_two_claim(world)
    keys = beside(world.actor(), person, world.users["caseworker"])
    world.relation, world.task, world.search = keys["relation_id"], keys["task_id"], keys["search_id"]
    world.score_table = tune(world)
    world.at_fairs = at_fairs(world.actor(), person, world.users["caseworker"])
    placed = _placed(person, world.users["caseworker"], world.town, {"district_id": world.district})
    world.institution, world.placement = placed["institution_id"], placed["placement_id"]
    world.neighbours = neighbour(world)
    world.register_import = add_a_preview(world.actor(), world.district, "持证示例")
    world.neighbours["import_id"] = add_a_preview(MACHINE, world.neighbours.pop("district_id"), "邻区持证人")
    return world


def _add_draft(district_id, employer, user):
    """A posting that somebody has begun; returns its key."""
    with act(by=MACHINE, action="test"):
        made = {"made_by": user, "kept_at": clock.now(), "fields": {"title": ["草稿岗位"]}}
        return _add(PositionDraft(district_id=district_id, employer_id=employer, **made))


def add_villages_at_work(world):
    """Let a round be under way in two villages, with one holder in each, and something be reported."""
    scope = {"district_id": world.district, "town_id": world.town, "source": PersonSource.REGISTER}
    with act(by=MACHINE, action="test"):
        world.villager = _add(Person(name="本村持证人", village_id=world.village, **scope))
        world.next_villager = _add(Person(name="隔壁持证人", village_id=world.next_village, **scope))
    new = NewRound(2026, clock.today() + timedelta(days=30), [world.village, world.next_village])
    world.round = begin_round(world.actor(), world.district, new).id
    world.entry = find_entry_of(world.round, world.villager).id
    world.next_entry = find_entry_of(world.round, world.next_villager).id
    person = db.session.get(Person, world.seeker)
    world.situation = report(world.actor("village_officer"), person, SituationKind.WILLING).id


def add_a_month_that_two_claim(world):
    """Somebody works for both employers, and both claim last March."""
    world.spell, person = add_spell(world)
    other_spell, _person = add_spell(world, world.other_employer, person)
    (mine,) = claim(world, world.employer, person, f"{YEAR}-03")
    (others,) = claim(world, world.other_employer, person, f"{YEAR}-03", by=officer(world, "other_employer"))
    world.claim, world.other_months = mine.id, {"spell_id": other_spell, "claim_id": others.id}
    world.month_contest = list_open_contests_about([mine.id])[0].id
    with act(by=MACHINE, action="test"):
        scope = {"district_id": world.district}
        world.declaration = _declaration(mine.person_id, world.employer, world.users["caseworker"], scope)


def beside(by, person, user):
    """A guardian of a person and something to do for them; returns their keys."""
    with act(by=by, action="test"):
        own = {"district_id": person.district_id, "person_id": person.id}
        related = {"kind": "guardian", "relationship": "parent", "capacity": "statutory"}
        relation = PersonRelation(from_on=clock.today(), **related, **own)
        relation.name = "示例家长"
        made = {"made_by": user, "made_at": clock.now(), "assigned_to": user}
        return {
            "relation_id": _add(relation),
            "task_id": _add(Task(kind="visit", due_on=clock.today(), **made, **own)),
            "search_id": look_for(Actor("human", user, person.district_id), person.name).id,
        }


def at_fairs(by, person, user):
    """An e-commerce fair with a booth, at which a person registered, what became of them, and support; their keys."""
    with act(by=by, action="test"):
        own, day = {"district_id": person.district_id, "person_id": person.id}, clock.today()
        noted = {"recorded_by": user, "recorded_at": clock.now(), **own}
        about = {"name": "电商招聘会", "name_en": "E-commerce fair", "kind": FairKind.ECOMMERCE, "ends_on": day}
        fair = _add(Fair(district_id=person.district_id, starts_on=day, is_practice=False, **about))
        employer = db.session.scalars(select(Employer.id).where(Employer.district_id == person.district_id)).first()
        return {
            "booth_id": _add(Booth(fair_id=fair, number=1, employer_id=employer)),
            "registration_id": _add(Registration(fair_id=fair, registered_at=clock.now(), **own)),
            "fair_result_id": _add(FairResult(fair_id=fair, kind=ResultKind.PARTNER, on_day=day, **noted)),
            "support_id": _add(SpecialSupport(kind=SupportKind.AID, given_on=day, **noted)),
            "publication_id": _published(person.district_id, user),
        }


def _published(district_id, user):
    """A published scorecard with one figure; its key."""
    signed = {"published_on": date(2001, 7, 2), "published_at": clock.now(), "published_by": user}
    of = {"first_on": date(2001, 1, 1), "last_on": date(2001, 6, 30), "district_id": district_id}
    made = Publication(**of, **signed)
    made.figures.append(PublishedFigure(key="holders", place=0, hundredths=0, is_approximate=False))
    return _add(made)


def neighbour(world):
    """Write one of everything into another district; returns the keys by argument name."""
    with act(by=MACHINE, action="test"):
        scope = {"district_id": _add(District(code="330299", name="邻区", name_en="Next District"))}
        town = _add(Town(name="邻镇", name_en="Next Town", lat=29.9, lon=121.9, **scope))
        employer = _add(Employer(name="邻区工厂", uscc=NEIGHBOURS_USCC, town_id=town, **scope))
        position = _add(make_position(world, employer, title="邻区岗位", town_id=town, **scope))
        fair = _add(_fair(scope))
        _add(Booth(fair_id=fair, number=1, employer_id=employer))
        user = _add(_caseworker(scope))
        session = add_session(user)
        passkey = _add(Passkey(user_id=user, name="x", credential_hash="x", credential=b"x", created_at=clock.now()))
        person = _person(town, scope)
        consent = give_consent(MACHINE, person, Purpose.RECOMMEND, GIVEN)
        referral = _add(_referral(person, position, user, scope))
        months = _months(person, employer, user, scope)
        arrival = Arrival(new_id(), scope["district_id"], Entrance.DESK, "zh_Hans_CN")
        at_work = _village_at_work(person, user, town, scope)
        submit(MACHINE, arrival, Answers.read({"name": "邻区来人", "consents": ["store"]}, clock.today()))
    return {
        **scope,
        **dict.fromkeys(("seeker_id", "person_id", "other_id"), person.id),
        "position_id": position,
        "draft_id": _add_draft(scope["district_id"], employer, user),
        "part": "work",
        "fair_id": fair,
        "referral_id": referral,
        "submission_id": arrival.key,
        "consent_id": consent.id,
        "employer_id": employer,
        **months,
        "session_id": session,
        "passkey_id": passkey,
        **dict.fromkeys(("request_id", "warning_id", "merge_id", "contest_id"), new_id()),
        **(beside(MACHINE, person, user) | at_fairs(MACHINE, person, user)),
        "user_id": user,
        **at_work,
        **_placed(person, user, town, scope),
        **tuned_by_another(scope["district_id"], user),
    }


def _village_at_work(person, user, town, scope):
    """A village, a report about the person, and a round with them on its list; the keys by argument name."""
    village = _add(Village(name="邻区村", name_en="Next Hamlet", town_id=town, **scope))
    said = report(Actor("human", user, scope["district_id"]), person, SituationKind.WILLING)
    days = {"year": 2026, "begun_on": clock.today(), "begun_by": user, "due_on": clock.today()}
    one = _add(UpdateRound(**days, **scope))
    entry = _add(UpdateRoundEntry(round_id=one, person_id=person.id, village_id=village, state="open", **scope))
    return {"village_id": village, "situation_id": said.id, "entry_id": entry, "round_id": one}


def _placed(person, user, town, scope):
    """An institution of the district with one place, for which the person waits; the keys by argument name."""
    with act(by=MACHINE, action="test"):
        told = {"name": f"{person.name}的车间", "kind": "home", "address": "示例路 1 号", "opened_on": date(2015, 1, 5)}
        given = {"gives_work": True, "gives_day_care": True, "gives_lodging": False}
        institution = _add(Institution(town_id=town, **told, **given, **scope))
        _add(Workplace(institution_id=institution, number=1, **scope))
        asked = {"state": "waiting", "asked_by": "family", "asked_on": clock.today()}
        by = {"changed_by": user, "changed_at": clock.now()}
        placement = _add(Placement(person_id=person.id, institution_id=institution, **asked, **by, **scope))
    return {"institution_id": institution, "placement_id": placement}


def add_session(user_id):
    """Let an account be signed in somewhere else too; returns the session's key."""
    return _add(UserSession(token_hash=new_id(), user_id=user_id, created_at=clock.now()))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row.id


def _fair(scope):
    starts_on = date(2026, 1, 1)
    name = {"name": "邻区招聘会", "name_en": "Next fair"}
    return Fair(kind=FairKind.ON_SITE, starts_on=starts_on, is_practice=True, **name, **scope)


def _declaration(person, employer, user, scope):
    """A declaration that somebody reviews, with one person in it."""
    by = {"submitted_by": user, "submitted_at": clock.now(), "reviewer_id": user}
    one = Declaration(employer_id=employer, work_year=2001, turn=1, state=DeclarationState.IN_REVIEW, **by, **scope)
    one.people = [DeclaredPerson(person_id=person, by_month="1" * 12, counted=12, credited=12)]
    taken = {"to_state": DeclarationState.IN_REVIEW, "taken_by": user, "taken_at": clock.now()}
    one.steps = [DeclarationStep(number=1, **taken)]
    return _add(one)


def _caseworker(scope):
    who = {"login": "neighbour", "name": "邻区经办", "role": Role.CASEWORKER}
    return User(password_hash=_hash(), must_change_password=False, **who, **scope)


def _person(town, scope):
    person = Person(name="邻区人", source=PersonSource.REGISTRATION, town_id=town, **scope)
    _add(person)
    since = clock.today() - timedelta(days=30)
    _add(Seeker(id=person.id, state=SeekerState.OPEN, since_on=since, **scope))
    valid = {"valid_from": date(2020, 1, 1), "valid_until": date(2029, 12, 31)}
    card = {"number": "33029919850615004543", "number_index": "n", "kind": 4, "grade": 3}
    _add(Certificate(person_id=person.id, **card, **valid, **scope))
    return person


def _months(person, employer, user, scope):
    """A spell, and two claims to one month of it with their contest."""
    by = {"person_id": person.id, "employer_id": employer}
    kind, now = ContractKind.LABOUR_CONTRACT, clock.now()
    spell = Spell(
        started_on=date(YEAR, 1, 1), contract_kind=kind, form=1, recorded_by=user, recorded_at=now, **by, **scope
    )
    _add(spell)
    of = {
        "month": f"{YEAR}-03",
        "submitted_on": clock.today(),
        "reasons": [],
        "facts": stated_facts(good_month(f"{YEAR}-03")),
    }
    kept = {"claimed_by": user, "claimed_at": now, **of, **by, **scope}
    first = _add(MonthClaim(state=ClaimState.ACCEPTED, weight=1, **kept))
    second = _add(MonthClaim(state=ClaimState.LOST, weight=1, **kept))
    sides = {"earlier_claim_id": first, "later_claim_id": second, "answer_by": clock.today(), "opened_at": now}
    contest = _add(MonthContest(person_id=person.id, month=f"{YEAR}-03", **sides, **scope))
    declared = _declaration(person.id, employer, user, scope)
    return {"spell_id": spell.id, "claim_id": first, "month_contest_id": contest, "declaration_id": declared}


def _referral(person, position, user, scope):
    return Referral(
        seeker_id=person.id,
        position_id=position,
        state=ReferralState.SENT,
        pseudonym="Z-9999",
        made_by=user,
        made_at=clock.now(),
        **scope,
    )
