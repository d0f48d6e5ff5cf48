"""What is known of one employer in one levy year. Numbers are exact fractions; money is yuan as an exact fraction."""

import enum
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jobmatch.levy.rules.credit import CreditedPerson


class EmployerType(enum.StrEnum):
    """What an employer is; the exemption of small employers speaks of enterprises only."""

    ENTERPRISE = "enterprise"
    SMALL_MICRO_ENTERPRISE = "small_micro_enterprise"
    PUBLIC_INSTITUTION = "public_institution"
    GOVERNMENT = "government"
    SOCIAL_ORGANISATION = "social_organisation"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise"

    @property
    def is_enterprise(self) -> bool:
        """Tell whether it is an enterprise (企业), of whatever size."""
        return self in {EmployerType.ENTERPRISE, EmployerType.SMALL_MICRO_ENTERPRISE}


@dataclass(frozen=True)
class LevyFacts:
    """An employer's year. Of each pair exactly one is given: ``headcount`` (the year's average) or
    ``headcount_months`` (twelve), ``avg_wage`` or ``payroll`` (yuan a year), ``credited`` or ``persons``.

    ``social_avg`` is the local average wage (yuan a year) that the cap multiplies; without it there is no cap.
    ``ratio`` stands in for the required ratio in force.
    """

    levy_date: date
    headcount: Fraction | None = None
    headcount_months: tuple[Fraction, ...] | None = None
    avg_wage: Fraction | None = None
    payroll: Fraction | None = None
    credited: Fraction | None = None
    persons: tuple[CreditedPerson, ...] | None = None
    social_avg: Fraction | None = None
    ratio: Fraction | None = None
    employer_type: EmployerType = EmployerType.ENTERPRISE
    registered: date | None = None
