"""One line for each row that hangs on a person, so that a caseworker knows which one is meant. No number, no kind."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from jobmatch.clock import day_of
from jobmatch.data_care.tables import Correction, DataRequest
from jobmatch.doors.casework.answers_shown import ending_said
from jobmatch.doors.casework.care.labels import TABLES
from jobmatch.employers.tables import Position
from jobmatch.employment.tables import PersonMonth, Spell
from jobmatch.fairs.result_tables import FairResult
from jobmatch.fairs.tables import Fair
from jobmatch.matching.tables import Outcome, ShownList
from jobmatch.people.companion_tables import MilitaryCertificate, PersonRelation, Task
from jobmatch.people.disclosure import ending
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.situation_tables import PersonSituation
from jobmatch.people.tables import Certificate, Consent, Person, PersonView
from jobmatch.referrals.support_tables import SpecialSupport
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.tables import Registration, SubmissionLink
from jobmatch.storage.base import Base, db
from jobmatch.web.facts import month_name
from jobmatch.web.labels import PURPOSES, REFERRAL_STATES
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.register_labels import RELATION_KINDS, TASK_KINDS
from jobmatch.web.templating import day, moment


def line_of(row: Base) -> str:
    """Say which row it is, in a few words."""
    return _LINES[type(row)](row)


def lines_of(table: type[Any], ids: Iterable[str]) -> list[str]:
    """Say which rows of a table are meant, in the order of their keys."""
    query = select(table).where(table.id.in_(list(ids))).order_by(table.id)
    return [line_of(row) for row in db.session.scalars(query)]


def ending_of(number: str | None) -> str:
    """Say the last four characters of a number, or that none was given."""
    return ending_said(ending(number))


def table_name(table: str) -> str:
    """Return the name of a table as the desk reads it."""
    return str(TABLES[table])


def _until(first: str, last: str) -> str:
    return _("%(first)s到%(last)s", first=first, last=last)


def _consent(row: Consent) -> str:
    said = [str(PURPOSES[row.purpose]), _title(row.position_id), _("%(day)s同意", day=day(day_of(row.given_at)))]
    if row.withdrawn_at is not None:
        said.append(_("%(day)s撤回", day=day(day_of(row.withdrawn_at))))
    return _facts(said)


def _spell(row: Spell) -> str:
    until = day(row.ended_on) if row.ended_on else _("现在")
    return _facts([row.employer.name, _title(row.position_id), _until(day(row.started_on), until)])


def _registration(row: Registration) -> str:
    return _facts([_fair(row.fair_id) if row.fair_id else _("招聘会以外"), moment(row.registered_at)])


def _fair(fair_id: str) -> str:
    fair = db.session.get_one(Fair, fair_id)
    return fair.name_en if locale_code() == "en" else fair.name


def _referral(row: Referral) -> str:
    return _facts(
        [row.position.title, row.position.employer.name, str(REFERRAL_STATES[row.state]), moment(row.made_at)]
    )


def _title(position_id: str | None) -> str:
    return db.session.get_one(Position, position_id).title if position_id else ""


def _facts(said: Iterable[str]) -> str:
    return " ・ ".join(one for one in said if one)


_LINES: Mapping[type[Base], Callable[[Any], str]] = {
    Certificate: lambda row: _until(day(row.valid_from), day(row.valid_until)),
    CertificateEvent: lambda row: _facts([name_of(row.kind), day(row.on_day)]),
    PersonSituation: lambda row: _facts([name_of(row.kind), day(row.on_day)]),
    MilitaryCertificate: lambda row: _("残疾军人 %(grade)s 级", grade=row.soldier_grade),
    PersonRelation: lambda row: _facts([str(RELATION_KINDS[row.kind]), row.name]),
    Task: lambda row: _facts([str(TASK_KINDS[row.kind]), day(row.due_on)]),
    Consent: _consent,
    PersonView: lambda row: moment(row.at),
    Registration: _registration,
    SpecialSupport: lambda row: _facts([name_of(row.kind), day(row.given_on)]),
    FairResult: lambda row: _facts([name_of(row.kind), _fair(row.fair_id), day(row.on_day)]),
    SubmissionLink: lambda row: _("%(when)s核实", when=moment(row.seen_at)),
    ShownList: lambda row: moment(row.at),
    Referral: _referral,
    Outcome: lambda row: _facts([name_of(row.kind), _title(row.position_id), moment(row.at)]),
    Spell: _spell,
    PersonMonth: lambda row: _facts([month_name(row.month), row.employer.name]),
    Correction: lambda row: _facts([name_of(row.field), moment(row.corrected_at)]),
    DataRequest: lambda row: _facts([name_of(row.kind), day(row.received_on)]),
    Person: lambda row: row.name,
}
