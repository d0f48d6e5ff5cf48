"""The indicators of the half-year scorecard (成绩单): which rows each one counts.

Every indicator is a list of rows, one for each counted unit. Its figure is their number, or what they add up to where
money is counted. Nothing is typed in.
"""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.fairs.result_tables import FairResult, ResultKind
from jobmatch.levy.queries import list_credited_people, list_crediting_employers, list_newly_credited_people
from jobmatch.levy.tables import Declaration, DeclaredPerson
from jobmatch.people.holders import list_holders, list_new_holders
from jobmatch.people.register_tables import CertificateEvent
from jobmatch.referrals.support_tables import SpecialSupport
from jobmatch.reports.job_service import (
    list_attended,
    list_became,
    list_demand,
    list_employed,
    list_specially_supported,
)
from jobmatch.seekers.tables import Registration
from jobmatch.workshops import counted
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.subsidy_tables import SubsidyPayment
from jobmatch.workshops.tables import Institution, InstitutionInsurance


class Unit(enum.StrEnum):
    """What is counted: 人 counts people once, however often they came."""

    PERSONS = "persons"
    INSTITUTIONS = "institutions"
    YUAN = "yuan"
    EMPLOYERS = "employers"


@dataclass(frozen=True)
class Indicator:
    """A figure of the scorecard. ``find_rows(district, from, to)`` lists the keys of the counted rows of ``table``.

    ``worth`` says what those rows come to, in the unit: how many they are, unless something else is added up.
    """

    key: str
    unit: Unit
    table: str
    find_rows: Callable[[str, date, date], list[str]]
    is_approximate: bool = False
    worth: Callable[[Sequence[str]], int | Decimal] = len


def _holders(district_id: str, _begin: date, end: date) -> list[str]:
    return list_holders(district_id, end)


def _agreements(district_id: str, _begin: date, end: date) -> list[str]:
    return counted.list_agreements(district_id, end)


_SHOP, _PARTNER = list_became(ResultKind.SHOP), list_became(ResultKind.PARTNER)
_REGISTRATIONS, _RESULTS = Registration.__tablename__, FairResult.__tablename__
_JOB_SERVICE = (
    Indicator("ecommerce_attended", Unit.PERSONS, _REGISTRATIONS, list_attended),
    Indicator("ecommerce_partners", Unit.PERSONS, _RESULTS, _PARTNER),
    Indicator("ecommerce_shops", Unit.PERSONS, _RESULTS, _SHOP),
    Indicator("demand_registered", Unit.PERSONS, _REGISTRATIONS, list_demand),
    Indicator("employed", Unit.PERSONS, _REGISTRATIONS, list_employed),
    Indicator("special_support", Unit.PERSONS, SpecialSupport.__tablename__, list_specially_supported),
)
_ASSISTED = (
    Indicator("assisted_placed", Unit.PERSONS, Placement.__tablename__, _agreements),
    Indicator("assisted_new", Unit.PERSONS, Placement.__tablename__, counted.list_begun),
    Indicator("institutions_subsidised", Unit.INSTITUTIONS, Institution.__tablename__, counted.list_subsidised),
    Indicator("subsidy_paid", Unit.YUAN, SubsidyPayment.__tablename__, counted.list_payments, worth=counted.yuan_of),
    Indicator("homes_insured", Unit.INSTITUTIONS, InstitutionInsurance.__tablename__, counted.list_homes_insured),
)
_ALL = (
    Indicator("quota_employers", Unit.EMPLOYERS, Declaration.__tablename__, list_crediting_employers),
    Indicator("quota_persons", Unit.PERSONS, DeclaredPerson.__tablename__, list_credited_people),
    Indicator("quota_new", Unit.PERSONS, DeclaredPerson.__tablename__, list_newly_credited_people),
    *_JOB_SERVICE,
    *_ASSISTED,
    Indicator("holders_new", Unit.PERSONS, CertificateEvent.__tablename__, list_new_holders),
    Indicator("holders", Unit.PERSONS, CertificateEvent.__tablename__, _holders),
)

INDICATORS: Mapping[str, Indicator] = {one.key: one for one in _ALL}
"""Every indicator by its key, in the order of the report."""
