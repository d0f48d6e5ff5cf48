"""The papers of a trained ranker in words: gates, figures with their intervals, what each group gets to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from jobmatch.matching.model_file import Papers
from jobmatch.web.ranker_labels import ATTRIBUTES, GATES, GROUP_NAMES, SYSTEMS
from jobmatch.web.templating import yuan

FIGURES = ("ndcg@10", "mrr", "recall@10")


@dataclass(frozen=True)
class GateRow:
    """One gate: its name, what was measured in words, what is needed, whether it was passed."""

    name: str
    value: str
    needed: str
    passed: bool


@dataclass(frozen=True)
class GroupTable:
    """One attribute of the audit: rows (group, people, exposure, mean wage seen), and least by most exposed."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]
    ratio: str


@dataclass(frozen=True)
class LearnedShown:
    """What the page shows; ``systems`` rows are (name, NDCG@10, MRR, recall@10) with intervals."""

    name: str
    is_released: bool
    gates: tuple[GateRow, ...]
    systems: tuple[tuple[str, ...], ...]
    questions: int
    seekers: int
    people: int
    without_any: int
    smallest_group: int
    groups: tuple[GroupTable, ...]
    gini: str

    @property
    def failed(self) -> int:
        """How many gates keep it off."""
        return sum(not gate.passed for gate in self.gates)


def learned_shown(papers: Papers) -> LearnedShown:
    """Return the papers in words; what could not be measured is said to be so."""
    fairness, metrics = papers.fairness, papers.metrics
    return LearnedShown(
        papers.name,
        papers.is_released,
        tuple(_gate(one) for one in papers.gates),
        tuple(
            (str(SYSTEMS.get(name, name)), *(_with_interval(found[figure]) for figure in FIGURES))
            for name, found in metrics.get("systems", {}).items()
        ),
        int(metrics.get("questions", 0)),
        int(metrics.get("seekers", 0)),
        int(fairness.get("people", 0)),
        int(fairness.get("without_any_position", 0)),
        int(fairness.get("smallest_group", 0)),
        tuple(
            _groups(attribute, table, fairness.get("ratios", {}).get(attribute))
            for attribute, table in fairness.get("groups", {}).items()
        ),
        _figure(fairness.get("gini_of_positions")),
    )


def _gate(gate: Mapping[str, Any]) -> GateRow:
    name, needed = str(gate["gate"]), str(gate["needed"]).replace(">=", "≥").replace("<=", "≤")
    if needed.startswith("lower end"):
        needed = _("95% 区间的下端大于 0")
    return GateRow(str(GATES.get(name, name)), _figure(gate["value"]), needed, bool(gate["passed"]))


def _groups(attribute: str, table: Mapping[str, Mapping[str, Any]], ratio: float | None) -> GroupTable:
    names = GROUP_NAMES.get(attribute, {})
    rows = tuple(
        (str(names.get(group, group)), str(one["people"]), _figure(one["exposure"]), _wage(one["pay"]))
        for group, one in table.items()
    )
    return GroupTable(str(ATTRIBUTES[attribute]), rows, _figure(ratio))


def _wage(fen: float | None) -> str:
    return _("没有数值") if fen is None else yuan(round(fen))


def _figure(value: float | None) -> str:
    return _("量不出来") if value is None else f"{value:.3g}".replace("-", "\u2212")


def _with_interval(one: Mapping[str, float]) -> str:
    return _("%(value)s（%(low)s 到 %(high)s）", **{key: _figure(one[key]) for key in ("value", "low", "high")})
