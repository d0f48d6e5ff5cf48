"""The card of a trained ranker: what it is, what it learned from, what it never sees, how it did."""

from collections.abc import Mapping
from typing import Any

from jobmatch.matching.gates import Gate
from jobmatch.matching.ranker.plan import DIRECTIONS, PAIRS

FORBIDDEN = (
    "kind and grade of disability, certificate, sex, age, ethnicity, household registration, family, benefits, the "
    "employer's levy, a caseworker's notes"
)


def card(name: str, source: str, outcomes: int, metrics: Mapping[str, Any], gates: tuple[Gate, ...], on: str) -> str:
    """Write the card in Markdown."""
    rows = [
        f"| {system} | " + " | ".join(_cell(one) for one in figures.values()) + " |"
        for system, figures in metrics["systems"].items()
    ]
    judged = [f"| {g.gate} | {_value(g.value)} | {g.needed} | {'yes' if g.passed else 'no'} |" for g in gates]
    lines = [
        f"# {name}",
        "",
        f"Trained on {on} from {outcomes} outcomes ({source}). An additive ranker: one curve a feature, tables of two",
        f"features for {', '.join(' × '.join(pair) for pair in PAIRS)}; {len(DIRECTIONS)} features keep a direction.",
        "",
        f"**Never seen:** {FORBIDDEN}. They are no fields of the facts; groups audit the result from beside.",
        "",
        f"**Judged** on {metrics['questions']} choices of {metrics['seekers']} people whom it had not seen, of a time",
        "that it had not seen. Intervals: 95 %, by resampling people.",
        "",
        "| system | NDCG@10 | MRR | recall@10 |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
        "| gate | value | needed | passed |",
        "| --- | --- | --- | --- |",
        *judged,
        "",
        "**Known limits.** Learned from referrals and what came of them, not from ability. Who was never referred",
        "taught it nothing. It orders what the rules allow and excludes nobody.",
    ]
    return "\n".join(lines) + "\n"


def _cell(one: Mapping[str, float]) -> str:
    return f"{one['value']:.4f} [{one['low']:.4f}, {one['high']:.4f}]"


def _value(value: float | None) -> str:
    return "not measurable" if value is None else f"{value:.4g}"
