"""Rows of subjects that the invented district has none of: two at least in every table with a rule about two."""

from datetime import date

from sqlalchemy import select

from jobmatch import clock
from jobmatch.accounts.tables import Village
from jobmatch.employers.draft_tables import PositionDraft
from jobmatch.employers.tables import Employer, Position
from jobmatch.employment.claim_tables import ContestAnswer, MonthClaim, MonthContest
from jobmatch.employment.tables import FiledWorker, Spell
from jobmatch.fairs.result_tables import FairResult
from jobmatch.levy.letter_tables import ConfirmationLetter
from jobmatch.levy.tables import Declaration, DeclarationStep, DeclaredPerson
from jobmatch.matching.tables import ScoreTable, ScoreTableUse
from jobmatch.people.companion_tables import MilitaryCertificate, PersonRelation, Task
from jobmatch.people.duplicate_tables import NotSame
from jobmatch.people.round_tables import UpdateRound, UpdateRoundEntry
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.people.tables import Person
from jobmatch.referrals.support_tables import SpecialSupport
from jobmatch.reports.publication_tables import Publication, PublishedFigure, PublishedRow
from jobmatch.seekers.paper_tables import ConsentPaper
from jobmatch.seekers.tables import Submission
from jobmatch.storage.base import db

AS_OF = date(2026, 11, 23)


def add_claims(district_id, user):
    """Six claims of two employers, three contests, the last one undecided, an answer to each."""
    people = db.session.scalars(select(Person.id).order_by(Person.id).limit(3)).all()
    employers = db.session.scalars(select(Employer.id).order_by(Employer.id).limit(2)).all()
    told = {"month": "2026-01", "submitted_on": AS_OF, "facts": {}, "reasons": [], "claimed_at": clock.now()}
    told |= {"district_id": district_id, "claimed_by": user.id}
    keys = iter(f"{number:032d}" for number in range(9))
    rows = [
        MonthClaim(id=next(keys), person_id=person, employer_id=employer, state=state, weight=1, **told)
        for person in people
        for employer, state in zip(employers, ("accepted", "contested"), strict=True)
    ]
    db.session.add_all(rows)
    db.session.flush()
    decided = {"ground": "had_left", "note": "x", "decided_by": user.id, "decided_at": clock.now()}
    for number in range(3):
        earlier, later = rows[2 * number : 2 * number + 2]
        of = {"district_id": district_id, "person_id": earlier.person_id, "month": "2026-01", "answer_by": AS_OF}
        both = {"earlier_claim_id": earlier.id, "later_claim_id": later.id, **(decided if number < 2 else {})}
        db.session.add(contest := MonthContest(id=f"{number:032d}", opened_at=clock.now(), **of, **both))
        db.session.flush()
        for claim in (earlier, later):
            given = {"text": "x", "answered_by": user.id, "answered_at": clock.now()}
            db.session.add(ContestAnswer(contest_id=contest.id, claim_id=claim.id, **given))


def add_declarations(district_id, user, other):
    """Two confirmed declarations of an employer, two people in each, two steps of each."""
    employer = db.session.scalars(select(Employer.id).order_by(Employer.id)).first()
    people = db.session.scalars(select(Person.id).order_by(Person.id).limit(2)).all()
    at = clock.now()
    decided = {"state": "confirmed", "decided_by": other.id, "decided_at": at, "confirmed_on": AS_OF}
    for year in (2001, 2002):
        of = {"district_id": district_id, "employer_id": employer, "work_year": year, "turn": 1}
        one = Declaration(**of, **decided, submitted_by=user.id, submitted_at=at)
        one.people = [DeclaredPerson(person_id=key, by_month="1" * 12, counted=12, credited=12) for key in people]
        taken = {"taken_by": user.id, "taken_at": at}
        one.steps = [DeclarationStep(number=number, to_state="submitted", **taken) for number in (1, 2)]
        db.session.add(one)
        db.session.flush()
        number = {"filing_year": 2003, "serial": year, "code": str(year) * 6 + "ab", "work_year": year}
        said = {"employer_name": "x", "uscc": "x", "persons": 2, "months": 24, "credited": 24, "confirmed_on": AS_OF}
        letter = {"declaration_id": one.id, "made_by": other.id, "made_at": at, **number, **said}
        db.session.add(ConfirmationLetter(district_id=district_id, **letter))


def add_filed(user):
    """Two spells that their employers stated themselves."""
    for spell in db.session.scalars(select(Spell.id).order_by(Spell.id).limit(2)):
        filed = {"name": "x", "filed_by": user.id, "filed_at": clock.now()}
        db.session.add(FiledWorker(spell_id=spell, **filed))


def add_villages_at_work(district_id, user):
    """Two rounds with two people each, a report that is settled, and two pictures of signed papers."""
    scope, at, by = {"district_id": district_id}, clock.now(), user.id
    village = db.session.scalars(select(Village).order_by(Village.id)).first()
    people = db.session.scalars(select(Person).order_by(Person.id).limit(2)).all()
    settled = {"settled_by": by, "settled_at": at, "outcome": "unchanged"}
    said = {"kind": "died", "on_day": AS_OF, "recorded_by": by, "recorded_at": at}
    for year in (2024, 2025):
        one = UpdateRound(year=year, begun_on=AS_OF, begun_by=by, due_on=AS_OF, **scope)
        db.session.add(one)
        db.session.flush()
        done = {"state": "answered", "answer": "away", "done_by": by, "done_at": at}
        for person in people:
            of = {"round_id": one.id, "person_id": person.id, "village_id": village.id}
            db.session.add(UpdateRoundEntry(**of, **done, **scope))
            db.session.add(PersonSituation(person_id=person.id, **said, **settled, **scope))
    for submission in db.session.scalars(select(Submission).order_by(Submission.id).limit(2)):
        of = {"submission_id": submission.id, "kept_by": by, "kept_at": at}
        db.session.add(ConsentPaper(picture="x", width=1, height=1, **of))


def add_drafts(district_id, user):
    """Two positions that somebody is changing."""
    for position in db.session.scalars(select(Position).order_by(Position.id).limit(2)):
        made = {"employer_id": position.employer_id, "made_by": user.id, "kept_at": clock.now()}
        db.session.add(PositionDraft(district_id=district_id, position_id=position.id, **made))


def add_publications(district_id, user):
    """Two published scorecards with two figures each, and two rows of each figure."""
    signed = {"published_on": AS_OF, "published_at": clock.now(), "published_by": user.id, "district_id": district_id}
    for year in (2001, 2002):
        one = Publication(first_on=date(year, 1, 1), last_on=date(year, 6, 30), **signed)
        told = {"is_approximate": False, "hundredths": 100, "small_reason": "x"}
        one.figures = [PublishedFigure(key=str(place), place=place, **told) for place in (1, 2)]
        db.session.add(one)
        db.session.flush()
        for figure in one.figures:
            db.session.add_all(PublishedRow(figure_id=figure.id, row_id=str(number)) for number in (1, 2))


def add_score_tables(district_id, user):
    """Two versions of the table of points, each in force once."""
    for turn in (1, 2):
        made = {"version": str(turn), "points": {}, "note": "x", "made_by": user.id, "made_at": clock.now()}
        db.session.add(table := ScoreTable(district_id=district_id, **made))
        db.session.flush()
        used = {"score_table_id": table.id, "used_by": user.id, "used_from": clock.now()}
        db.session.add(ScoreTableUse(district_id=district_id, turn=turn, **used))


def add_beside(district_id, user):
    """Somebody beside a person, a military certificate, and two people with something to do for them."""
    first, second = db.session.scalars(select(Person.id).order_by(Person.id).limit(2))
    relation = PersonRelation(
        district_id=district_id, person_id=first, kind="guardian", relationship="parent", capacity="statutory"
    )
    contact = PersonRelation(district_id=district_id, person_id=first, kind="contact", relationship="neighbour")
    for one in (relation, contact):
        one.name, one.from_on = "某人", AS_OF
    card = MilitaryCertificate(district_id=district_id, person_id=first, soldier_grade=3, valid_from=AS_OF)
    card.number = "1"
    db.session.add_all([relation, contact, card])
    for other in db.session.scalars(select(Person.id).where(Person.id > first).order_by(Person.id).limit(2)):
        said = {"decided_by": user.id, "decided_at": clock.now()}
        db.session.add(NotSame(district_id=district_id, first_id=first, second_id=other, **said))
    for key in (first, second):
        made = {"due_on": AS_OF, "made_at": clock.now(), "made_by": user.id}
        db.session.add(Task(district_id=district_id, person_id=key, kind="visit", **made))


def add_job_service(fair, user):
    """Two people with special support, and two of whom something became at a fair."""
    noted = {"district_id": fair.district_id, "recorded_by": user.id, "recorded_at": clock.now()}
    for person in db.session.scalars(select(Person.id).order_by(Person.id).limit(2)):
        db.session.add(SpecialSupport(person_id=person, kind="grant", given_on=AS_OF, amount_fen=100, **noted))
        db.session.add(FairResult(fair_id=fair.id, person_id=person, kind="shop", on_day=AS_OF, **noted))
