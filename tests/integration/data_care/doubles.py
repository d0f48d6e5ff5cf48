"""Two rows that are one person, with whatever may hang on either: drawn, so that no combination is forgotten."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from jobmatch.employment.facts import ContractKind
from jobmatch.employment.rules import months_of
from jobmatch.employment.tables import MonthState, PersonMonth, Spell
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.matching.tables import Outcome, OutcomeKind, ShownList
from jobmatch.people.numbers import CitizenNumber
from jobmatch.people.queries import citizen_number_index
from jobmatch.people.tables import (
    Capacity,
    Certificate,
    Consent,
    ConsentForm,
    Person,
    PersonSource,
    PersonView,
    Purpose,
)
from jobmatch.referrals.tables import Referral, ReferralState, ReferralStep
from jobmatch.seekers.tables import Entrance, Registration, Seeker, SeekerState, Submission, SubmissionLink
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import Base, db, new_id
from tests.world import OTHER_CITIZEN_NUMBER

TODAY = date(2026, 11, 25)
START = datetime(2026, 1, 1, tzinfo=UTC)


class Maker:
    """Draws what hangs on a person. ``chance`` is a ``random.Random``, hypothesis's own in the property tests."""

    def __init__(self, world, chance):
        self.world, self.chance = world, chance
        self.scope = {"district_id": world.district}

    def pair(self):
        """Write two people with everything drawn, and return their keys."""
        with act(by=MACHINE, action="test"):
            self.positions = [self.world.position, self.world.other_position]
            self.fairs = [self.world.fair, self.add(self.fair())]
            keys = [self.person(), self.person()]
            for key in keys:
                if self.may():
                    self.profile(key)
                self.hang_on(key)
        return keys

    def add(self, row):
        db.session.add(row)
        db.session.flush()
        return row.id

    def may(self):
        return self.chance.random() < 0.7

    def some(self, *values):
        return self.chance.choice([None, *values])

    def at(self):
        return START + timedelta(hours=self.chance.randrange(5000))

    def fair(self):
        day = date(2026, 3, 1)
        return Fair(name="春季", name_en="Spring", kind=FairKind.ON_SITE, starts_on=day, ends_on=day, **self.scope)

    def person(self):
        number = self.free_number()
        return self.add(
            Person(
                name=self.chance.choice(["王一", "王二"]),
                source=self.chance.choice(list(PersonSource)),
                phone=self.some("13800000001", "13800000002"),
                citizen_number=number.value if number else None,
                citizen_number_index=citizen_number_index(number) if number else None,
                born_on=number.birth_on if number else None,
                town_id=self.some(self.world.town),
                **self.scope,
            )
        )

    def free_number(self):
        number = CitizenNumber(OTHER_CITIZEN_NUMBER)
        taken = select(Person.id).where(Person.citizen_number_index == citizen_number_index(number))
        is_free = db.session.scalar(taken.where(Person.merged_into_id.is_(None))) is None
        return number if is_free and self.may() else None

    def profile(self, key):
        self.add(
            Seeker(
                id=key,
                wanted=self.chance.choice([[], ["包装"], ["客服"]]),
                functions=self.chance.choice([{}, {"stand_long": "cannot"}]),
                needs=self.chance.choice([[], ["seated_work"]]),
                text=self.chance.choice(["", "想离家近一点"]),
                licences=self.chance.choice([None, [], ["电工证"]]),
                wage_floor_fen=self.some(200000, 300000),
                education=self.some("primary"),
                state=self.chance.choice(list(SeekerState)),
                since_on=TODAY - timedelta(days=self.chance.randrange(100)),
                **self.scope,
            )
        )

    def hang_on(self, key):
        self.consents(key)
        self.arrivals(key)
        for _ in range(self.chance.randrange(3)):
            self.add(PersonView(person_id=key, user_id=self.world.users["head"], what="profile", at=self.at()))
        if self.may():
            self.certificate(key)
        if db.session.get(Seeker, key):
            self.offers(key)
        for employer in (self.world.employer, self.world.other_employer):
            if self.may():
                self.spell(key, employer)

    def certificate(self, key):
        year = date(2020, 1, 1)
        row = Certificate(
            person_id=key, number_index=new_id(), kind=4, grade=3, valid_from=year, valid_until=TODAY, **self.scope
        )
        row.number = "33029919850615004543"
        self.add(row)

    def consents(self, key):
        for purpose, position in ((Purpose.STORE, None), (Purpose.RECOMMEND, None), (Purpose.DISCLOSE, 0)):
            if not self.may():
                continue
            given = self.at()
            row = Consent(
                person_id=key,
                purpose=purpose,
                position_id=None if position is None else self.positions[position],
                text_version="t",
                form=ConsentForm.FULL,
                capacity=Capacity.SELF,
                given_at=given,
                withdrawn_at=self.some(given + timedelta(hours=self.chance.randrange(3000))),
                **self.scope,
            )
            self.add(row)

    def arrivals(self, key):
        for fair in self.fairs:
            if not self.may():
                continue
            registration = self.add(Registration(fair_id=fair, person_id=key, registered_at=self.at(), **self.scope))
            submission = Submission(
                fair_id=fair, entrance=Entrance.KIOSK, locale="en", body_hash="x", received_at=self.at(), **self.scope
            )
            submission.answers = '{"name": "王一", "consents": ["store"]}'
            seen = {"seen_by": self.world.users["head"], "seen_at": self.at()}
            link = {"submission_id": self.add(submission), "person_id": key, "registration_id": registration}
            self.add(SubmissionLink(**link, **seen))

    def offers(self, key):
        for position in self.positions:
            if not self.may():
                continue
            state = self.chance.choice(list(ReferralState))
            by, at = self.world.users["caseworker"], self.at()
            row = Referral(
                seeker_id=key,
                position_id=position,
                state=state,
                pseudonym=new_id()[:10],
                made_by=by,
                made_at=at,
                **self.scope,
            )
            row.steps.append(ReferralStep(number=1, to_state=state, decided_by=by, decided_at=at))
            self.add(row)
            pair = {"seeker_id": key, "position_id": position}
            self.add(Outcome(at=at, kind=OutcomeKind.REFERRED, **pair, **self.scope))
            self.add(ShownList(at=at, seeker_id=key, model="base", items=[], **self.scope))

    def spell(self, key, employer):
        start = date(2026, self.chance.randrange(1, 10), 5)
        end = self.some(start + timedelta(days=70))
        row = Spell(
            person_id=key,
            employer_id=employer,
            started_on=start,
            ended_on=end,
            contract_kind=ContractKind.FLEXIBLE,
            form=7,
            recorded_by=self.world.users["head"],
            recorded_at=self.at(),
            **self.scope,
        )
        self.add(row)
        for month in months_of(start, end, TODAY):
            facts = {"month": month.month, "first_on": month.first_on, "last_on": month.last_on}
            who = {"spell_id": row.id, "person_id": key, "employer_id": employer}
            self.add(PersonMonth(**who, **facts, state=MonthState.WORKED, **self.scope))


LOGS = {"audit_entries", "audit_heads", "merges", "merge_moves", "merge_contests"}


def snapshot():
    """Every row of every table but the logs, opened where it was sealed, without its version."""
    db.session.rollback()
    db.session.expire_all()
    held = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if table.name in LOGS:
            continue
        for row in db.session.scalars(select(mapper.class_)):
            names = [column.name.removesuffix("_sealed") for column in table.c if column.name != "version"]
            held[table.name, str(row.id)] = {name: getattr(row, name) for name in names}
    return held


def changed(before, after):
    """What differs between two snapshots: (table, row, column)."""
    return sorted(
        (*key, name)
        for key in before.keys() | after.keys()
        for name in (before.get(key) or {}).keys() | (after.get(key) or {}).keys()
        if (before.get(key) or {}).get(name) != (after.get(key) or {}).get(name)
    )
