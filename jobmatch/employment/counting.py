"""Whether a month of work counts towards an employer's quota, with every reason for and against. Pure.

Rules Q1–Q5, Q8, Q9 of the quota: 财税〔2015〕72号 art. 7; 残联厅函〔2022〕63号 一; 劳动合同法 art. 58. Where somebody
lives is never asked (Q9). That a month is credited once only (Q6) is the ledger's business, not this file's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from jobmatch.clock import first_day, month_of
from jobmatch.employment.facts import CardFacts, ContractKind, Dispatch, MonthFacts
from jobmatch.employment.retirement import last_month, months_later
from jobmatch.employment.rules import last_day
from jobmatch.employment.weights import weights_in
from jobmatch.law import InForce, LegalValue
from jobmatch.law.working import minimum_wage, working_age

ASSISTED_FORM, FLEXIBLE_FORMS = 5, frozenset({3, 6, 7})
_SOON_DAYS = 90

LawOn = Callable[[date], InForce]


@dataclass(frozen=True)
class Reason:
    """Why a month does not count, or what to look out for. ``key`` names its sentence (``month.<key>``)."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[LegalValue, ...] = ()

    @property
    def to_be_confirmed(self) -> bool:
        """Tell whether it rests on a value that the federation has still to confirm."""
        return any(source.to_be_confirmed for source in self.sources)


@dataclass(frozen=True)
class MonthJudged:
    """What a month is worth: ``weight`` 1 or 2 where it counts, else 0 with every reason ``against``."""

    month: str
    weight: int
    against: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()

    @property
    def counts(self) -> bool:
        """Tell whether the month counts."""
        return self.weight > 0


def judge_month(facts: MonthFacts, card: CardFacts | None, submitted_on: date, law_on: LawOn) -> MonthJudged:
    """Judge one month. ``card`` is the certificate in force when the claim is handed in, None where there is none.

    Every reason is found, not only the first: whoever reads them mends all at once. ``law_on`` gives what is in force
    on a day; the month's last day picks the row. Raises ``NoLegalValueError`` where the law is not known.
    """
    law = law_on(last_day(facts.month))
    against = (
        *_of_form(facts),
        *_of_contract(facts, law),
        *_of_wage(facts, law),
        *_of_insurance(facts),
        *_of_age(facts, law),
        *_of_card(card, submitted_on, law),
    )
    weight = 0 if against or card is None else weights_in(law).of(card.card, card.grade)
    return MonthJudged(facts.month, weight, against, tuple(_cautions(facts, card, submitted_on, law)))


def _of_form(facts: MonthFacts) -> Iterator[Reason]:
    if facts.contract_kind is ContractKind.FLEXIBLE:
        yield Reason("flexible_assisted" if facts.form == ASSISTED_FORM else "flexible")
    elif facts.form in FLEXIBLE_FORMS:
        yield Reason("own_work")
    if facts.dispatch is Dispatch.COUNTS_ELSEWHERE:
        yield Reason("dispatch_counts_elsewhere")


def _of_contract(facts: MonthFacts, law: InForce) -> Iterator[Reason]:
    """Rule Q2: on the establishment, or a contract of a year or more that covers the month."""
    if facts.is_establishment or facts.contract_kind is ContractKind.FLEXIBLE:
        return
    if facts.contract_from is None:
        yield Reason("contract_unknown")
        return
    begin, end = first_day(facts.month), last_day(facts.month)
    if facts.contract_from > end or (facts.contract_until is not None and facts.contract_until < begin):
        yield Reason("contract_does_not_cover")
    least = law.get("quota_contract_months")
    if facts.contract_until is not None and _months(facts.contract_from, facts.contract_until) < least.whole:
        yield Reason("contract_too_short", {"months": least.whole}, (least,))


def _months(begin: date, until: date) -> int:
    """Count the whole months of a contract: 1 March to the last day of February is twelve, and so is 15 to 14 March."""
    after = until.toordinal() + 1
    end = date.fromordinal(after)
    return (end.year - begin.year) * 12 + end.month - begin.month - (end.day < begin.day)


def _of_wage(facts: MonthFacts, law: InForce) -> Iterator[Reason]:
    """Rule Q3: what was paid that month, the person's own share of the insurance included."""
    if facts.wage_fen is None:
        yield Reason("wage_unknown")
        return
    least = minimum_wage(law)
    if facts.wage_fen < least.whole:
        yield Reason("wage_below_minimum", {"wage_fen": facts.wage_fen, "least_fen": least.whole}, (least,))


def _of_insurance(facts: MonthFacts) -> Iterator[Reason]:
    """Rule Q4: pension and medical insurance paid for that month."""
    for name, paid in (("pension", facts.pension_paid), ("medical", facts.medical_paid)):
        if paid is None:
            yield Reason(f"{name}_unknown")
        elif not paid:
            yield Reason(f"{name}_unpaid")


def _of_age(facts: MonthFacts, law: InForce) -> Iterator[Reason]:
    """Rule Q8: of employment age in that month; who has no birth day in the register is not guessed to be."""
    if facts.born_on is None or facts.sex is None:
        yield Reason("age_unknown")
        return
    if facts.month < last_month(facts.born_on, working_age(law)):
        yield Reason("too_young", {"age": working_age(law)})
    until, sources = _last_month(facts, law)
    if facts.month > until:
        yield Reason("past_employment_age", {"until": until}, sources)


def _last_month(facts: MonthFacts, law: InForce) -> tuple[str, tuple[LegalValue, ...]]:
    assert facts.born_on is not None
    assert facts.sex is not None
    age = law.get("employment_age_men_until" if facts.sex == "male" else "employment_age_women_until")
    follows = law.get("employment_age_follows_retirement")
    more = months_later(facts.born_on, facts.sex) if follows.value else 0
    return last_month(facts.born_on, age.whole, more), (age, follows)


def _of_card(card: CardFacts | None, submitted_on: date, law: InForce) -> Iterator[Reason]:
    """Rules Q1 and Q5: judged on the day of handing in; a card that is not valid then counts for no month at all."""
    if card is None:
        yield Reason("no_card")
        return
    if not card.is_valid_on(submitted_on):
        yield Reason("card_not_valid", {"until": card.valid_until, "day": submitted_on})
    weights = weights_in(law)
    if weights.of(card.card, card.grade) == 0:
        yield Reason("military_grade_not_counted", {"grade": card.grade}, weights.sources(card.card))


def _cautions(facts: MonthFacts, card: CardFacts | None, submitted_on: date, law: InForce) -> Iterator[Reason]:
    if facts.first_on.day != 1 or (facts.last_on is not None and facts.last_on != last_day(facts.month)):
        yield Reason("part_month", {}, (law.get("quota_part_month_counts"),))
    least = minimum_wage(law)
    if facts.wage_fen == least.whole:
        yield Reason("wage_exactly_minimum", {"least_fen": least.whole}, (least,))
    if facts.dispatch is Dispatch.COUNTS_HERE and facts.contract_from and facts.contract_until:
        wanted = law.get("dispatch_contract_months")
        if _months(facts.contract_from, facts.contract_until) < wanted.whole:
            yield Reason("dispatch_contract_short", {"months": wanted.whole}, (wanted,))
    if facts.born_on and facts.sex:
        yield from _age_cautions(facts, law)
    if card is not None:
        yield from _card_cautions(card, submitted_on)


def _age_cautions(facts: MonthFacts, law: InForce) -> Iterator[Reason]:
    """Between the old bound and the risen retirement age no document says whether a month counts."""
    assert facts.born_on is not None
    age = law.get("employment_age_men_until" if facts.sex == "male" else "employment_age_women_until")
    until, sources = _last_month(facts, law)
    if last_month(facts.born_on, age.whole) < facts.month <= until:
        yield Reason("age_to_be_confirmed", {"age": age.whole}, sources)


def _card_cautions(card: CardFacts, submitted_on: date) -> Iterator[Reason]:
    if not card.is_checked:
        yield Reason("card_not_checked")
    if card.valid_until is not None and 0 <= (card.valid_until - submitted_on).days <= _SOON_DAYS:
        yield Reason("card_ends_soon", {"until": card.valid_until})
    if card.regraded_on is not None and month_of(card.regraded_on) <= month_of(submitted_on):
        yield Reason("card_regraded", {"day": card.regraded_on})
