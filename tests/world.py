"""A small district with one of everything that the thread needs: people, an employer, positions, a fair, accounts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from jobmatch import clock
from jobmatch.accounts import passwords
from jobmatch.accounts.tables import District, Role, Town, User, Village
from jobmatch.employers.tables import Employer, Position, PositionState
from jobmatch.fairs import service as fairs
from jobmatch.fairs.tables import Booth, Fair, FairKind
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.people.tables import Person, PersonSource
from jobmatch.referrals import service as referrals
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival
from jobmatch.seekers.tables import Entrance, Seeker, SeekerState
from jobmatch.storage.act import MACHINE, Actor, act
from jobmatch.storage.base import db, new_id

PASSWORD = "a long enough password"
CITIZEN_NUMBER = "11010519491231002X"  # the standard's own example (GB 11643-1999)
OTHER_CITIZEN_NUMBER = "330299198506150045"  # a county code that was never issued
USCC = "91350100M000100Y43"
OTHER_USCC = "91330213MA200022X0"


@dataclass
class World:
    """Keys of the rows; ``sign_ins`` maps a role to (login, password), ``users`` to the account's key."""

    district: str = ""
    town: str = ""
    village: str = ""
    next_village: str = ""
    employer: str = ""
    other_employer: str = ""
    position: str = ""
    draft: str = ""
    other_draft: str = ""
    other_position: str = ""
    seeker: str = ""
    fair: str = ""
    referral: str = ""
    submission: str = ""
    double: str = ""
    merge: str = ""
    consent: str = ""
    spell: str = ""
    claim: str = ""
    month_contest: str = ""
    declaration: str = ""
    other_months: dict = field(default_factory=dict)
    other_referral: str = ""
    session: str = ""
    situation: str = ""
    round: str = ""
    entry: str = ""
    villager: str = ""
    next_villager: str = ""
    next_entry: str = ""
    register_import: str = ""
    score_table: str = ""
    relation: str = ""
    task: str = ""
    institution: str = ""
    placement: str = ""
    search: str = ""
    at_fairs: dict = field(default_factory=dict)
    neighbours: dict = field(default_factory=dict)
    sign_ins: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)

    def actor(self, role="caseworker"):
        return Actor("human", self.users[role], self.district)


def build_world():
    """Write the district in one act and return its keys."""
    world = World()
    with act(by=MACHINE, action="world.built"):
        _places(world)
        _employers(world)
        _people(world)
        _accounts(world)
    return world


def add_a_referral_and_a_submission(world):
    """Let something be under way in the district: a referral to the employer, a submission nobody has verified."""
    answers = Answers.read({"name": "李新来", "consents": ["store", "recommend"], "wanted": ["包装"]}, clock.today())
    world.submission = new_id()
    arrival = Arrival(world.submission, world.district, Entrance.KIOSK, "zh_Hans_CN", world.fair)
    fairs.register(Actor("device"), world.fair, arrival, answers)
    world.referral = referrals.refer(world.actor(), world.district, world.seeker, world.position).id
    return world


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row.id


def _places(world):
    world.district = _add(
        District(code="330213", name="示例区", name_en="Example District", phone="0574-0000 0000", is_invented=True)
    )
    world.town = _add(Town(district_id=world.district, name="示例街道", name_en="Example Town", lat=29.65, lon=121.40))
    scope = {"district_id": world.district, "town_id": world.town}
    world.village = _add(Village(name="示例村", name_en="Example Village", code="330213001001", **scope))
    world.next_village = _add(Village(name="隔壁村", name_en="Next Village", code="330213001002", **scope))


def _employers(world):
    scope = {"district_id": world.district}
    world.employer = _add(Employer(name="示例食品厂", uscc=USCC, town_id=world.town, lat=29.66, lon=121.41, **scope))
    world.other_employer = _add(Employer(name="另一家公司", uscc=OTHER_USCC, town_id=world.town, **scope))
    world.position = _add(make_position(world, world.employer, title="包装工"))
    world.other_position = _add(make_position(world, world.other_employer, title="电话客服"))
    world.fair = _add(
        Fair(
            name="练习招聘会",
            name_en="Practice fair",
            kind=FairKind.ON_SITE,
            starts_on=date(2026, 1, 1),
            is_practice=True,
            **scope,
        )
    )
    for number, employer in enumerate((world.employer, world.other_employer), start=1):
        _add(Booth(fair_id=world.fair, number=number, employer_id=employer))


def make_position(world, employer, **changes):
    facts = {
        "district_id": world.district,
        "employer_id": employer,
        "title": "包装工",
        "text": "把产品装进盒子，坐着做。",
        "seats": 2,
        "wage_min_fen": 260000,
        "wage_max_fen": 320000,
        "hours_week": 40,
        "town_id": world.town,
        "demands": {"use_both_hands": "needed"},
        "offers": ["seated_work"],
        "conditions": {"night_shift": "no"},
        "state": PositionState.OPEN,
        "posted_on": clock.today() - timedelta(days=3),
        "heard_on": clock.today() - timedelta(days=3),
    }
    return Position(**{**facts, **changes})


def _people(world):
    number = CitizenNumber(CITIZEN_NUMBER)
    world.seeker = _add(
        Person(
            district_id=world.district,
            name="陈示例",
            source=PersonSource.REGISTRATION,
            phone="13800000000",
            citizen_number=number.value,
            citizen_number_index=citizen_number_index(number),
            born_on=date(1990, 5, 4),
            sex="female",
            town_id=world.town,
            village_id=world.village,
        )
    )
    _add(
        Seeker(
            id=world.seeker,
            district_id=world.district,
            wanted=["包装工"],
            functions={"stand_long": "cannot"},
            needs=["seated_work"],
            shown_needs=["seated_work"],
            refusals=["night_shift"],
            wage_floor_fen=250000,
            distance_km=10,
            town_id=world.town,
            lat=29.65,
            lon=121.40,
            state=SeekerState.OPEN,
            since_on=clock.today(),
        )
    )


def _accounts(world):
    scopes = {Role.EMPLOYER: world.employer, Role.VILLAGE_OFFICER: world.village}
    for role in Role:
        _account(world, role.value, role, scopes.get(role))
    _account(world, "other_employer", Role.EMPLOYER, world.other_employer)


def _account(world, login, role, scope_id):
    user = User(
        district_id=world.district,
        login=login,
        name=f"{login} 账号",
        role=role,
        scope_id=scope_id,
        password_hash=_hash(),
        must_change_password=False,
    )
    world.users[login] = _add(user)
    world.sign_ins[login] = (login, PASSWORD)


_HASHED = []


def _hash():
    """Hash once: argon2 is slow on purpose."""
    if not _HASHED:
        _HASHED.append(passwords.hash_password(PASSWORD))
    return _HASHED[0]
