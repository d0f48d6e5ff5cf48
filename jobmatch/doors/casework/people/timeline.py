"""Everything that happened to a person, across all subjects, newest first. Of numbers only that they were corrected."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jobmatch import clock
from jobmatch.accounts.queries import names_of
from jobmatch.accounts.tables import User
from jobmatch.data_care.correcting import list_corrections
from jobmatch.data_care.queries import list_merges_of
from jobmatch.employment.queries import list_spells
from jobmatch.fairs.results import list_results_of
from jobmatch.fairs.tables import Fair
from jobmatch.people.companions import list_relations, list_tasks
from jobmatch.people.queries import list_consents, list_views
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.people.tables import Person
from jobmatch.referrals.queries import list_referrals
from jobmatch.referrals.support import list_supports
from jobmatch.seekers.tables import Registration, SubmissionLink
from jobmatch.storage.base import db
from jobmatch.web.facts import joined
from jobmatch.web.labels import ENTRANCES, PURPOSES, REFERRAL_STATES
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.register_labels import CERTIFICATE_EVENTS, RELATION_KINDS, TASK_KINDS
from jobmatch.web.templating import day, moment

VIEWS_MOST = 500
"""How many looks are gathered; older ones stand on the page that lists them all."""


class Happened(NamedTuple):
    """One thing that happened: what, when (ISO text and as it is shown), by whose account, and a few words more."""

    title: str
    when: tuple[str, str]
    by: str = ""
    note: str = ""


Dated = tuple[datetime, Happened, str | None]


def timeline_of(person: Person) -> list[Happened]:
    """Return what happened to a person, newest first; what has only a day stands at that day's end."""
    parts = (_certificate, _submissions, _referrals, _spells, _helped, _consents, _corrections, _beside, _views)
    found = sorted((one for part in parts for one in part(person)), key=lambda one: one[0], reverse=True)
    names = names_of(by for _at, _what, by in found if by)
    return [what._replace(by=names.get(by, "")) if by else what for _at, what, by in found]


def _on(when: date, title: str, note: str = "") -> Dated:
    at = datetime.combine(when, time(23, 59), tzinfo=clock.BEIJING)
    return at, Happened(title, (when.isoformat(), day(when)), note=note), None


def _at(when: datetime, title: str, by: str | None = None, note: str = "") -> Dated:
    return when, Happened(title, (when.isoformat(), moment(when)), note=note), by


def _certificate(person: Person) -> Iterator[Dated]:
    query = select(CertificateEvent).where(CertificateEvent.person_id == person.id)
    for one in db.session.scalars(query.order_by(CertificateEvent.on_day, CertificateEvent.turn, CertificateEvent.id)):
        yield _on(one.on_day, _("残疾人证：%(what)s", what=CERTIFICATE_EVENTS[one.kind]))


def _submissions(person: Person) -> Iterator[Dated]:
    links = select(SubmissionLink).where(SubmissionLink.person_id == person.id)
    for link in db.session.scalars(links.options(joinedload(SubmissionLink.submission)).order_by(SubmissionLink.id)):
        entrance = str(ENTRANCES[link.submission.entrance])
        yield _at(link.submission.received_at, _("交来一份登记"), note=entrance)
        yield _at(link.seen_at, _("看过本人和证件，核实了登记"), link.seen_by)
    fairs = select(Registration, Fair).outerjoin(Fair, Fair.id == Registration.fair_id)
    for row, fair in db.session.execute(fairs.where(Registration.person_id == person.id).order_by(Registration.id)):
        title = _("登记参加：%(fair)s", fair=_fair(fair)) if fair else _("登记求职")
        yield _at(row.registered_at, title)


def _fair(fair: Fair) -> str:
    return fair.name_en if locale_code() == "en" else fair.name


def _helped(person: Person) -> Iterator[Dated]:
    for one in list_supports(person.id):
        yield _on(one.given_on, _("专项扶持：%(kind)s", kind=name_of(one.kind)), one.note or "")
    for result in list_results_of(person.id):
        yield _on(result.on_day, name_of(result.kind), _fair(result.fair))


def _referrals(person: Person) -> Iterator[Dated]:
    for referral in list_referrals(person.district_id, seeker_id=person.id):
        where = f"{referral.position.title} ・ {referral.position.employer.name}"
        for step in referral.steps:
            yield _at(
                step.decided_at, _("推荐：%(state)s", state=REFERRAL_STATES[step.to_state]), step.decided_by, where
            )


def _spells(person: Person) -> Iterator[Dated]:
    for one in list_spells(person.id):
        title = one.position.title if one.position else ""
        yield _on(one.started_on, _("到%(employer)s上班", employer=one.employer.name), title)
        if one.ended_on:
            yield _on(one.ended_on, _("离开%(employer)s", employer=one.employer.name), title)


def _consents(person: Person) -> Iterator[Dated]:
    for one in list_consents(person.id):
        purpose = str(PURPOSES[one.purpose])
        yield _at(one.given_at, _("同意：%(purpose)s", purpose=purpose), one.recorded_by)
        if one.withdrawn_at:
            yield _at(one.withdrawn_at, _("撤回同意：%(purpose)s", purpose=purpose))


def _corrections(person: Person) -> Iterator[Dated]:
    rows = sorted(list_corrections(person.id), key=lambda one: (one.corrected_at, one.corrected_by))
    for (at, by), some in groupby(rows, key=lambda one: (one.corrected_at, one.corrected_by)):
        changed = list(some)
        fields = joined(name_of(one.field) for one in changed)
        yield _at(at, _("更正：%(fields)s", fields=fields), by, name_of(changed[0].reason))
    for merge in list_merges_of(person.id):
        yield _at(merge.merged_at, _("并入了另一份资料"), merge.merged_by)


def _beside(person: Person) -> Iterator[Dated]:
    for task in list_tasks(person.id):
        kind = str(TASK_KINDS[task.kind])
        yield _at(task.made_at, _("要办：%(kind)s", kind=kind), task.made_by, task.note or "")
        if task.done_at:
            title = _("办完：%(kind)s") if task.done_by else _("不用再办：%(kind)s")
            yield _at(task.done_at, title % {"kind": kind}, task.done_by, name_of(task.found) if task.found else "")
    for one in list_relations(person.id):
        who = {"kind": RELATION_KINDS[one.kind], "name": one.name}
        yield _on(one.from_on, _("登记了%(kind)s：%(name)s", **who))
        if one.until_on:
            yield _on(one.until_on, _("不再是%(kind)s：%(name)s", **who))


def _views(person: Person) -> Iterator[Dated]:
    """One line for each full number that was opened, and one for all other looks of a day."""
    views = list_views(person.id, VIEWS_MOST)
    for one in views:
        if one.reason is not None:
            yield _at(one.at, _("看了完整号码"), one.user_id)
    plain = [(clock.day_of(one.at), one.user) for one in views if one.reason is None]
    for when, looks in groupby(plain, key=lambda one: one[0]):
        yield _looked(when, [user for _day, user in looks])


def _looked(when: date, users: Iterable[User]) -> Dated:
    everybody = list(users)
    names = joined(dict.fromkeys(one.name for one in everybody if one.role != "employer"))
    return _on(when, _("有人查看，共 %(count)s 次", count=len(everybody)), names)
