"""A seeker at one glance, their consents and their work, in words. No number, no birth day, no kind of disability."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.employment.queries import list_spells
from jobmatch.people.tables import Consent, Purpose
from jobmatch.seekers.tables import Seeker, SeekerState
from jobmatch.web.facts import hours_a_week, joined, pay_range, place_name
from jobmatch.web.labels import CAPACITIES, CONSENT_FORMS, CONTRACT_KINDS, PURPOSES
from jobmatch.web.templating import word


@dataclass(frozen=True)
class SeekerShown:
    """What a caseworker has to know of a person to help them; empty strings and tuples = not told."""

    id: str
    name: str
    phone: str
    town: str
    since_on: date
    days: int
    is_open: bool
    wanted: tuple[str, ...]
    text: str
    history: tuple[str, ...]
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    needs: tuple[str, ...]
    shown_needs: tuple[str, ...]
    refusals: tuple[str, ...]
    limits: tuple[str, ...]
    job_facts_only: bool


@dataclass(frozen=True)
class ConsentRow:
    """A consent, in force or withdrawn."""

    id: str
    purpose: str
    how: str
    given_on: date
    withdrawn_on: date | None
    can_be_withdrawn: bool


@dataclass(frozen=True)
class SpellRow:
    """A spell of work."""

    employer: str
    position: str
    contract: str
    started_on: date
    ended_on: date | None


def seeker_shown(seeker: Seeker) -> SeekerShown:
    """Return a seeker as the desk shows them."""
    said = {
        state: tuple(word(function) for function, value in seeker.functions.items() if value == state)
        for state in ("can", "cannot")
    }
    return SeekerShown(
        id=seeker.id,
        name=seeker.person.name,
        phone=seeker.person.phone or "",
        town=place_name(seeker.town),
        since_on=seeker.since_on,
        days=(clock.today() - seeker.since_on).days,
        is_open=seeker.state is SeekerState.OPEN,
        wanted=tuple(seeker.wanted),
        text=seeker.text,
        history=tuple(str(job["title"]) for job in seeker.history if job.get("title")),
        can=said["can"],
        cannot=said["cannot"],
        needs=tuple(map(word, seeker.needs)),
        shown_needs=tuple(map(word, seeker.shown_needs)),
        refusals=tuple(map(word, seeker.refusals)),
        limits=_limits(seeker),
        job_facts_only=seeker.job_facts_only,
    )


def _limits(seeker: Seeker) -> tuple[str, ...]:
    said = (
        pay_range(seeker.wage_floor_fen, None) if seeker.wage_floor_fen else "",
        hours_a_week(seeker.hours_week),
        _("路上最多 %(km)s 公里", km=seeker.distance_km) if seeker.distance_km else "",
        _("学历：%(level)s", level=word(seeker.education)) if seeker.education else "",
    )
    return tuple(one for one in said if one)


def consent_rows(consents: Iterable[Consent]) -> list[ConsentRow]:
    """Return consents to store and recommend; the ones to disclose stand with their referral."""
    return [_consent_row(one) for one in consents if one.position_id is None]


def _consent_row(consent: Consent) -> ConsentRow:
    withdrawn_on = clock.day_of(consent.withdrawn_at) if consent.withdrawn_at else None
    how = joined((str(CAPACITIES[consent.capacity]), str(CONSENT_FORMS[consent.form])))
    can_be_withdrawn = withdrawn_on is None and consent.purpose is Purpose.RECOMMEND
    purpose = str(PURPOSES[consent.purpose])
    return ConsentRow(consent.id, purpose, how, clock.day_of(consent.given_at), withdrawn_on, can_be_withdrawn)


def spell_rows(person_id: str, employer_id: str | None = None) -> list[SpellRow]:
    """Return a person's spells of work, newest first; those at one employer, where it is given."""
    return [
        SpellRow(
            one.employer.name,
            one.position.title if one.position else "",
            str(CONTRACT_KINDS[one.contract_kind]),
            one.started_on,
            one.ended_on,
        )
        for one in list_spells(person_id)
        if employer_id in (None, one.employer_id)
    ]
