"""An assessment as text and JSON: exact numbers are decimal strings, each step has its sentence and its source."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

from jobmatch.law.values import LegalValue
from jobmatch.levy.rules.assessment import Assessment
from jobmatch.levy.rules.rounding import half_up
from jobmatch.levy.rules.trace import Figure, Step
from jobmatch.wording import sentence

MOST_DECIMALS = 20
SPOKEN_DECIMALS = 6


def number(value: Fraction) -> str:
    """Return an exact number as decimal digits: ``0.005``; what has no end (2/3) is given to twenty places."""
    with localcontext(Context(prec=60, rounding=ROUND_HALF_UP)):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{decimal.quantize(Decimal(1).scaleb(-MOST_DECIMALS)).normalize():f}"


def yuan(fen: int) -> str:
    """Return an amount of 分 as yuan with two decimals."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}"


def as_json(assessment: Assessment, locale: str) -> dict[str, Any]:
    """Return the assessment in the contract's shape; ``form`` holds the official form's lines 4 to 12."""
    one = assessment
    return {
        "headcount": number(one.headcount),
        "credited": number(one.credited),
        "required": number(one.required),
        "gap": number(one.gap),
        "wage": number(one.wage),
        "capped": one.is_capped,
        "base": yuan(one.base_fen),
        "share": str(one.share),
        "factor": number(one.factor),
        "exempt": one.is_exempt,
        "due": yuan(one.due_fen),
        "to_be_confirmed": any(step.to_be_confirmed for step in one.trace),
        "trace": [step_as_json(step, locale) for step in one.trace],
    }


def step_as_json(step: Step, locale: str) -> dict[str, Any]:
    """Return one step with its sentence, its exact value and where each parameter is written."""
    return {
        "step": step.reason,
        "line": step.line,
        "value": _figure(step.value),
        "exact": str(step.value) if isinstance(step.value, Fraction) else None,
        "figures": {name: _figure(value) for name, value in step.figures.items()},
        "rounding": step.rounding,
        "sources": [_source(source) for source in step.sources],
        "to_be_confirmed": step.to_be_confirmed,
        "sentence": said(step, locale),
    }


def said(step: Step, locale: str) -> str:
    """Return the sentence of a step."""
    values = {name: _spoken(value) for name, value in {"value": step.value, **step.figures}.items()}
    return sentence(f"levy.{step.reason}", values, locale)


def _figure(value: Figure) -> Figure:
    return number(value) if isinstance(value, Fraction) else value


def _spoken(value: Figure) -> Figure:
    return spoken(value) if isinstance(value, Fraction) else value


def spoken(value: Fraction) -> str:
    """Return a number as one says it: exact where six decimals are enough, else with a sign that it is not."""
    short = half_up(value, SPOKEN_DECIMALS)
    return number(value) if short == value else f"≈{number(half_up(value, SPOKEN_DECIMALS - 2))}"


def _source(value: LegalValue) -> dict[str, Any]:
    return {
        "parameter": value.key,
        "value": str(value.value),
        "place": value.place,
        "document": value.document,
        "article": value.article,
        "from": value.from_on.isoformat() if value.from_on else None,
        "to": value.to_on.isoformat() if value.to_on else None,
        "confidence": value.confidence.value,
        "last_checked": value.last_checked_on.isoformat(),
    }
