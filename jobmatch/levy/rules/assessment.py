"""The levy of one employer for one year: ``(headcount × ratio − credited) × wage × tier``, exact until the last step.

Sources: 财税〔2015〕72号 art. 8 (formula; the gap is never rounded), 财税〔2017〕18号 and 财税〔2018〕39号 (cap and
exemption), 财政部公告2019年第98号 and 2023年第8号 (tiers, exemption). The steps are those of the official declaration
form, lines 4 to 12; the reductions belong into its line 10.
"""

from dataclasses import dataclass
from fractions import Fraction

from jobmatch.levy.rules.exemption import exemption
from jobmatch.levy.rules.facts import LevyFacts
from jobmatch.levy.rules.figures import FiguresError, average_wage, credited, headcount
from jobmatch.levy.rules.parameters import LevyParameters, ratio_of
from jobmatch.levy.rules.rounding import fen_of
from jobmatch.levy.rules.trace import Figures, Step

NOTHING, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Assessment:
    """What is due and why. Persons and factors are exact; ``base`` is yuan, exact; ``due_fen`` and the form's amounts
    are 分, rounded half up once, at the end."""

    headcount: Fraction
    credited: Fraction
    required: Fraction
    gap: Fraction
    wage: Fraction
    is_capped: bool
    base: Fraction
    share: Fraction
    factor: Fraction
    is_exempt: bool
    due_fen: int
    trace: tuple[Step, ...]

    @property
    def base_fen(self) -> int:
        """Line 9 of the form: the amount before reduction and exemption."""
        return fen_of(self.base)

    @property
    def reduction_fen(self) -> int:
        """Line 10 of the form: what tier and exemption take off."""
        return self.base_fen - self.due_fen


def assess(facts: LevyFacts, parameters: LevyParameters) -> Assessment:
    """Return the assessment of ``facts``; the same facts and ``parameters`` give the same to the cent, in any year.

    Raises ``FiguresError`` where the facts do not make a year.
    """
    heads, done = headcount(facts, parameters), credited(facts, parameters)
    n, c = _number(heads), _number(done)
    required = _required(facts, parameters, n)
    gap = _gap(_number(required), c)
    average = average_wage(facts, parameters, n)
    wage = _capped(facts, parameters, _number(average))
    base = Step("base", _number(gap) * _number(wage), {"gap": gap.value, "wage": wage.value}, line=9)
    tier = _tier(parameters, c / n, _number(required) / n, _number(gap))
    exempt = exemption(facts, parameters, n)
    due = _due(_number(base), _number(tier), is_exempt=bool(exempt.value))
    return Assessment(
        headcount=n,
        credited=c,
        required=_number(required),
        gap=_number(gap),
        wage=_number(wage),
        is_capped=wage.reason == "wage_is_capped",
        base=_number(base),
        share=c / n,
        factor=_number(tier),
        is_exempt=bool(exempt.value),
        due_fen=int(_number(due) * 100),
        trace=(heads, average, required, done, gap, wage, base, tier, exempt, due),
    )


def _number(step: Step) -> Fraction:
    """Return the figure of a step that came to a number."""
    return Fraction(step.value)  # type: ignore[arg-type]  # the steps asked here hold numbers


def _required(facts: LevyFacts, parameters: LevyParameters, heads: Fraction) -> Step:
    if facts.ratio is not None:
        return Step("required_at_a_given_ratio", heads * facts.ratio, {"heads": heads, "ratio": facts.ratio}, line=6)
    if parameters.ratio is None:
        raise FiguresError("levy.no_ratio_known", day=facts.levy_date)
    ratio = ratio_of(parameters.ratio)
    return Step("required", heads * ratio, {"heads": heads, "ratio": ratio}, (parameters.ratio,), line=6)


def _gap(required: Fraction, done: Fraction) -> Step:
    figures = {"required": required, "credited": done}
    return Step("gap" if required > done else "no_gap", max(NOTHING, required - done), figures)


def _capped(facts: LevyFacts, parameters: LevyParameters, average: Fraction) -> Step:
    """Cap the wage at so many times the local average; exactly that many times is not capped (2倍（含）)."""
    cap = parameters.cap_multiple
    if not parameters.is_capped:
        return Step("wage_before_any_cap", average, {"wage": average}, (cap,))
    if facts.social_avg is None:
        return Step("wage_without_social_average", average, {"wage": average}, (cap,))
    most = facts.social_avg * cap.whole
    figures: Figures = {"wage": average, "social": facts.social_avg, "times": cap.whole, "most": most}
    reason = "wage_is_capped" if average > most else "wage_below_the_cap"
    return Step(reason, min(average, most), figures, (cap,))


def _tier(parameters: LevyParameters, share: Fraction, ratio: Fraction, gap: Fraction) -> Step:
    """Return the tier's factor; the share is compared unrounded, its edge included; without a gap nothing is due."""
    edge, below, above = parameters.tier_edge, parameters.tier_below, parameters.tier_from
    figures = {"share": share * 100, "edge": ratio_of(edge) * 100, "ratio": ratio * 100}
    if gap == 0:
        return Step("tier_without_gap", NOTHING, figures)
    if ratio_of(below) == ratio_of(above) == WHOLE:
        return Step("tier_none_yet", WHOLE, figures, (below,))
    factor = above if share >= ratio_of(edge) else below
    reason = "tier_from_the_edge" if factor is above else "tier_below_the_edge"
    return Step(reason, ratio_of(factor), {**figures, "factor": ratio_of(factor) * 100}, (edge, factor))


def _due(base: Fraction, factor: Fraction, *, is_exempt: bool) -> Step:
    if is_exempt:
        return Step("due_nothing_exempt", NOTHING, {"base": base}, line=12, rounding="2")
    due = Fraction(fen_of(base * factor), 100)
    return Step("due", due, {"base": base, "factor": factor * 100}, line=12, rounding="2")
