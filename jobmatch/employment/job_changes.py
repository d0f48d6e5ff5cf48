"""What a job changes for somebody and their family: dated, cited, as warnings. Plain values in, changes out. Pure.

*Decision* (docs/decisions/0132): warnings, never decisions. What a household draws is decided by the civil affairs
office (民政); what is not known is asked, never assumed; nothing here is kept.
"""

import enum
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from jobmatch.law.values import InForce, LegalValue, NoLegalValueError
from jobmatch.law.working import minimum_wage

REMINDED_DAYS = 60
"""How long before the disregard ends the family is to ask what then holds."""


class Effect(enum.StrEnum):
    """What a change is for the family: nothing changes, something may, something is to be done."""

    STAYS = "stays"
    MAY_CHANGE = "may_change"
    TO_DO = "to_do"


@dataclass(frozen=True, kw_only=True)
class Household:
    """What the household draws; None = not known. ``standard_fen``: the local minimum living standard, 分 a month."""

    dibao: bool | None = None
    living_subsidy: bool | None = None
    nursing_subsidy: bool | None = None
    standard_fen: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewJob:
    """The job: its first day, its wage in 分 a month."""

    starts_on: date
    wage_fen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change. ``change.<key>`` is its sentence, ``sheet.<key>`` the one for the family; ``on``: from which day.

    ``is_familys``: it concerns the family; what does not is for the desk and the employer alone.
    """

    key: str
    effect: Effect
    law: LegalValue
    on: date | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    is_familys: bool = True


def changes(household: Household, job: NewJob, card_until: date | None, law: InForce) -> list[Change]:
    """List what a job changes, under the law of its first day, in the order in which it happens."""
    found = [
        *_dibao(household, job, law),
        *_subsidies(household, job, law),
        *_card(job, card_until, law),
        *_wage(job, law),
    ]
    return sorted(found, key=lambda one: one.on or job.starts_on)


def plus_months(day: date, months: int) -> date:
    """Return the day so many months later; the last of the month where that month is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _dibao(household: Household, job: NewJob, law: InForce) -> Iterator[Change]:
    reported = law.get("dibao_change_reported")
    if household.dibao is None:
        yield Change(key="dibao_unknown", effect=Effect.TO_DO, law=reported, on=job.starts_on)
    if not household.dibao:
        return
    yield Change(key="dibao_reported", effect=Effect.TO_DO, law=reported, on=job.starts_on)
    least, times = law.get("dibao_job_disregard_least"), law.get("dibao_job_disregard_times")
    until = {"until": _ends(job, least), "latest": _ends(job, law.get("dibao_job_disregard_most"))}
    yield Change(
        key="dibao_disregard",
        effect=Effect.STAYS,
        law=least,
        on=job.starts_on,
        values={**until, "times": times.whole},
    )
    yield from _above(household, job, times)
    ends = {"on": until["until"] + timedelta(days=1), "reminded": until["until"] - timedelta(days=REMINDED_DAYS)}
    yield Change(key="dibao_after", effect=Effect.MAY_CHANGE, law=least, on=ends["on"], values=ends)


def _ends(job: NewJob, months: LegalValue) -> date:
    return plus_months(job.starts_on, months.whole) - timedelta(days=1)


def _above(household: Household, job: NewJob, times: LegalValue) -> Iterator[Change]:
    """The part of a wage that is more than so many times the standard is not disregarded."""
    if household.standard_fen is None or job.wage_fen is None:
        return
    most = household.standard_fen * times.whole
    if job.wage_fen > most:
        values = {"wage": job.wage_fen, "most": most, "times": times.whole}
        yield Change(key="dibao_above", effect=Effect.MAY_CHANGE, law=times, on=job.starts_on, values=values)


def _subsidies(household: Household, job: NewJob, law: InForce) -> Iterator[Change]:
    living, nursing = law.get("living_subsidy_follows_dibao"), law.get("nursing_subsidy_follows_job")
    if household.living_subsidy is None or household.nursing_subsidy is None:
        yield Change(key="subsidies_unknown", effect=Effect.TO_DO, law=living, on=job.starts_on)
    if household.living_subsidy:
        on = None
        if household.dibao:
            on = _ends(job, law.get("dibao_job_disregard_least")) + timedelta(days=1)
        yield Change(key="living_subsidy", effect=Effect.MAY_CHANGE, law=living, on=on)
    if household.nursing_subsidy:
        yield Change(key="nursing_subsidy", effect=Effect.STAYS, law=nursing, on=job.starts_on)


def _card(job: NewJob, card_until: date | None, law: InForce) -> Iterator[Change]:
    """An expired certificate is not credited to the employer; the person's rights at work do not hang on it."""
    watched = law.get("job_card_watched")
    if card_until is not None and card_until < job.starts_on + timedelta(days=watched.whole):
        yield Change(
            key="card_ends",
            effect=Effect.TO_DO,
            law=watched,
            on=min(card_until, job.starts_on),
            values={"until": card_until},
        )


def _wage(job: NewJob, law: InForce) -> Iterator[Change]:
    try:
        least = minimum_wage(law)
    except NoLegalValueError:
        return
    if job.wage_fen is not None and job.wage_fen < least.whole:
        values = {"wage": job.wage_fen, "least": least.whole}
        yield Change(
            key="wage_below_minimum",
            effect=Effect.MAY_CHANGE,
            law=least,
            on=job.starts_on,
            values=values,
            is_familys=False,
        )
