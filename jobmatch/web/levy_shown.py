"""An assessment as its page shows it: the amount, what would change it, and every step with its source."""

from typing import NamedTuple

from flask_babel import gettext as _

from jobmatch.law.values import LegalValue
from jobmatch.levy import said
from jobmatch.levy.rules import Assessment, LevyFacts, LevyParameters
from jobmatch.levy.rules.trace import Step
from jobmatch.levy.rules.whatif import WEIGHTS, edges, hire, hires_to_zero
from jobmatch.web.language import locale_code
from jobmatch.web.templating import say


class StepShown(NamedTuple):
    """One step: its sentence, the documents behind it, whether something in it waits for confirmation."""

    sentence: str
    sources: tuple[str, ...]
    to_be_confirmed: bool


class HireShown(NamedTuple):
    """What one more person for the whole year would change."""

    who: str
    due_fen: int
    saving_fen: int
    to_zero: int


class LevyShown(NamedTuple):
    """Everything on the page. Amounts in 分; ``form_lines`` are the official form's lines with their values."""

    due_fen: int
    base_fen: int
    reduction_fen: int
    headcount: str
    required: str
    credited: str
    gap: str
    is_exempt: bool
    steps: tuple[StepShown, ...]
    hires: tuple[HireShown, ...]
    edges: tuple[str, ...]
    work_year: int
    filing_year: int


def levy_shown(facts: LevyFacts, parameters: LevyParameters, one: Assessment) -> LevyShown:
    """Return the page's values for an assessment."""
    return LevyShown(
        due_fen=one.due_fen,
        base_fen=one.base_fen,
        reduction_fen=one.reduction_fen,
        headcount=said.spoken(one.headcount),
        required=said.spoken(one.required),
        credited=said.spoken(one.credited),
        gap=said.spoken(one.gap),
        is_exempt=one.is_exempt,
        steps=tuple(_step(step) for step in one.trace),
        hires=_hires(facts, parameters, one) if one.due_fen else (),
        edges=tuple(say(f"levy.{edge.reason}", **edge._asdict()) for edge in edges(facts, parameters)),
        work_year=facts.levy_date.year,
        filing_year=facts.levy_date.year + 1,
    )


def _hires(facts: LevyFacts, parameters: LevyParameters, one: Assessment) -> tuple[HireShown, ...]:
    names = {1: _("三级或四级残疾，全年"), 2: _("一级或二级残疾，全年")}
    ideas = [hire(facts, parameters, weight) for weight in WEIGHTS]
    return tuple(
        HireShown(names[idea.weight], idea.due_fen, idea.saving_fen, hires_to_zero(one, idea.weight)) for idea in ideas
    )


def _step(step: Step) -> StepShown:
    documents = dict.fromkeys(_document(source) for source in step.sources)
    return StepShown(said.said(step, locale_code()), tuple(documents), step.to_be_confirmed)


def _document(source: LegalValue) -> str:
    return f"{source.document} {source.article}".strip()
