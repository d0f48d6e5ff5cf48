"""Institutions and placements as the desk reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from jobmatch.web.facts import hours_a_week, place_name
from jobmatch.web.language import locale_code
from jobmatch.web.templating import day
from jobmatch.web.workshop_labels import AGREEMENT_KINDS, ASKED_BY, END_REASONS, INSTITUTION_KINDS, PLACEMENT_STATES
from jobmatch.wording import sentence
from jobmatch.workshops.placement_tables import Placement, PlacementState
from jobmatch.workshops.queries import Occupancy
from jobmatch.workshops.rules import InLine, Reason, Turn, turns
from jobmatch.workshops.tables import Institution

NOTHING = Occupancy(0, 0, 0)
TONES = {"waiting": "amber", "trial": "teal", "placed": "because", "suspended": "plain"}


@dataclass(frozen=True)
class InstitutionRow:
    """An institution in the list: what it is, what it gives, whether there is room."""

    id: str
    name: str
    facts: tuple[str, ...]
    state: str
    tone: str


@dataclass(frozen=True)
class PlacementRow:
    """Somebody at an institution, in a list."""

    id: str
    name: str
    facts: tuple[str, ...]
    state: str
    tone: str


@dataclass(frozen=True)
class WaitingRow:
    """Somebody who waits: the position, why it is that one, and whether it is their turn."""

    id: str
    name: str
    position: int
    asked: str
    why: str
    is_turn: bool


def services_of(one: Institution) -> list[str]:
    """Return what an institution gives, in words."""
    given = ((one.gives_work, _("辅助性就业")), (one.gives_day_care, _("日间照料")), (one.gives_lodging, _("寄宿托养")))
    return [word for gives, word in given if gives]


def institution_row(one: Institution, full: Occupancy) -> InstitutionRow:
    """Return the line of an institution."""
    state, tone = _room(one, full)
    places = _("%(taken)s/%(places)s 个名额", taken=full.taken, places=full.places) if one.gives_work else ""
    facts = (str(INSTITUTION_KINDS[one.kind]), place_name(one.town), *services_of(one), places)
    return InstitutionRow(one.id, one.name, facts, state, tone)


def _room(one: Institution, full: Occupancy) -> tuple[str, str]:
    if not one.gives_work:
        return _("只做照料"), "plain"
    if full.free:
        return _("还有 %(count)s 个空位", count=full.free), "teal"
    return (_("已满，%(count)s 人轮候", count=full.waiting) if full.waiting else _("已满")), "amber"


def institution_facts(one: Institution) -> list[tuple[str, str]]:
    """Return the questions and answers about an institution; what is not known is left out."""
    said = [
        (_("类别"), str(INSTITUTION_KINDS[one.kind])),
        (_("做什么"), "、".join(services_of(one)) if locale_code() != "en" else ", ".join(services_of(one))),
        (_("地址"), one.address),
        (_("星级"), _("%(stars)s 星", stars=one.stars) if one.stars else ""),
        (_("床位"), _("%(count)s 张", count=one.beds) if one.beds else ""),
        (_("工作人员"), _("%(count)s 人", count=one.staff) if one.staff else ""),
        (_("产品"), one.products),
        (_("许可证号"), one.licence),
        (_("从哪天开办"), day(one.opened_on)),
    ]
    return [(question, answer) for question, answer in said if answer]


def say(reason: Reason) -> str:
    """Say a reason in the language of the page; one that is not confirmed for this place says so."""
    said = sentence(reason.key, reason.values, locale_code())
    return _("%(said)s（本地规定要确认）", said=said) if reason.to_be_confirmed else said


def placement_row(one: Placement) -> PlacementRow:
    """Return the line of somebody at an institution."""
    facts = (
        str(AGREEMENT_KINDS[one.contract_kind]) if one.contract_kind else "",
        _("%(day)s起", day=day(one.began_on or one.trial_from_on)) if one.began_on or one.trial_from_on else "",
        hours_a_week(one.hours_week) if one.hours_week else "",
    )
    return PlacementRow(one.id, one.person.name, facts, str(PLACEMENT_STATES[one.state]), TONES.get(one.state, "done"))


def turns_of(waiting: Iterable[Placement], free: int) -> dict[str, Turn]:
    """Give everybody who waits at one institution a position with its reason."""
    return turns([InLine(one.id, one.asked_on, one.changed_at) for one in waiting], free)


def waiting_rows(waiting: Sequence[Placement], free: int) -> list[WaitingRow]:
    """Return the waiting list in its order, each with the reason for the position."""
    line = turns_of(waiting, free)
    rows = [
        WaitingRow(
            one.id,
            one.person.name,
            line[one.id].position,
            _("%(who)s提出", who=str(ASKED_BY[one.asked_by])),
            say(line[one.id].reason),
            line[one.id].position <= free,
        )
        for one in waiting
    ]
    return sorted(rows, key=lambda row: row.position)


def placement_facts(one: Placement) -> list[tuple[str, str]]:
    """Return the questions and answers about a placement, in the order in which they came to be."""
    days: list[tuple[str, date | None]] = [
        (_("试工从哪天起"), one.trial_from_on),
        (_("协议从哪天起"), one.began_on),
        (_("暂停从哪天起"), one.suspended_on),
        (_("最后一天"), one.ended_on),
    ]
    contract = str(AGREEMENT_KINDS[one.contract_kind]) if one.contract_kind else ""
    said = [
        (_("机构"), one.institution.name),
        (_("谁提出的"), str(ASKED_BY[one.asked_by])),
        (_("哪天提出的"), day(one.asked_on)),
        (_("第几号名额"), str(one.place.number) if one.place else ""),
        *((question, day(answer) if answer else "") for question, answer in days[:2]),
        (_("签的是什么"), contract),
        (_("签约单位"), one.employer.name if one.employer else ""),
        (_("每周工时"), hours_a_week(one.hours_week) if one.hours_week else ""),
        *((question, day(answer) if answer else "") for question, answer in days[2:]),
        (_("结束原因"), str(END_REASONS[one.end_reason]) if one.end_reason else ""),
        (_("说明"), one.note or ""),
    ]
    return [(question, answer) for question, answer in said if answer]


def of_person_rows(placements: Iterable[Placement]) -> list[PlacementRow]:
    """Return a person's placements, each under the name of its institution."""
    return [
        PlacementRow(
            one.id,
            one.institution.name,
            (_("%(day)s提出", day=day(one.asked_on)), _("%(day)s止", day=day(one.ended_on)) if one.ended_on else ""),
            str(PLACEMENT_STATES[one.state]),
            TONES.get(one.state, "done"),
        )
        for one in placements
    ]


def is_over(one: Placement) -> bool:
    """Tell whether a placement is over."""
    return one.state in {PlacementState.LEFT, PlacementState.TRANSFERRED, PlacementState.DROPPED}
