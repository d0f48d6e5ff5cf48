"""The levy's rules: facts of one employer and the parameters in force in, an assessment with its trace out. Pure."""

from jobmatch.levy.rules.assessment import Assessment, assess
from jobmatch.levy.rules.credit import Card, CreditedPerson, credit_of
from jobmatch.levy.rules.facts import EmployerType, LevyFacts
from jobmatch.levy.rules.late_fee import late_fee
from jobmatch.levy.rules.parameters import LevyParameters, NoTierError, levy_parameters
from jobmatch.levy.rules.trace import Step

__all__ = [
    "Assessment",
    "Card",
    "CreditedPerson",
    "EmployerType",
    "LevyFacts",
    "LevyParameters",
    "NoTierError",
    "Step",
    "assess",
    "credit_of",
    "late_fee",
    "levy_parameters",
]
