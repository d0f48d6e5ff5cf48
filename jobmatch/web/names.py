"""What the members of each enumeration are called: one table, so that a word has one name wherever it is shown.

A new enumeration in a table that people read, or a new member, fails ``tests/guards/test_names.py`` until it is here.
"""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from jobmatch.accounts.tables import Role
from jobmatch.data_care.tables import (
    CorrectedField,
    CorrectionReason,
    Decision,
    Ground,
    KeepReason,
    MergeContestKind,
    MergeReason,
    RequestKind,
    RequestOutcome,
    UndoReason,
)
from jobmatch.employers.tables import Closing, PositionState
from jobmatch.employment.claim_tables import ClaimState, ContestGround
from jobmatch.employment.facts import ContractKind
from jobmatch.employment.tables import MonthState
from jobmatch.fairs.result_tables import ResultKind
from jobmatch.fairs.tables import FairKind
from jobmatch.levy.tables import DeclarationState
from jobmatch.matching.tables import OutcomeKind
from jobmatch.people.companion_tables import GuardianCapacity, RelationKind, Relationship, TaskKind
from jobmatch.people.found_at_work import Found
from jobmatch.people.register_tables import EventKind
from jobmatch.people.round_tables import EntryState
from jobmatch.people.situation_tables import Outcome, SituationKind
from jobmatch.people.tables import Capacity, ConsentForm, ContactChannel, OpenReason, PersonSource, Purpose
from jobmatch.referrals.rules import DeclineReason, WithdrawReason
from jobmatch.referrals.support_tables import SupportKind
from jobmatch.referrals.tables import ReferralState
from jobmatch.seekers.tables import Entrance, SeekerState
from jobmatch.web import labels
from jobmatch.web.claim_labels import CLAIM_STATES, CONTEST_GROUNDS, DECLARATION_STATES
from jobmatch.web.fair_labels import FAIR_KINDS, RESULT_KINDS, SUPPORT_KINDS
from jobmatch.web.labels import Labels
from jobmatch.web.register_labels import (
    CERTIFICATE_EVENTS,
    CONTACT_CHANNELS,
    FOUND_AT_WORK,
    GUARDIAN_CAPACITIES,
    PERSON_SOURCES,
    RELATION_KINDS,
    RELATIONSHIPS,
    TASK_KINDS,
)
from jobmatch.web.village_labels import ENTRY_STATES, OUTCOMES, SITUATIONS
from jobmatch.web.workshop_labels import (
    AGREEMENT_KINDS,
    ASKED_BY,
    END_REASONS,
    INSTITUTION_KINDS,
    PLACEMENT_STATES,
    PRESENCES,
    PROGRAMME_KINDS,
    SUBSIDY_BASES,
)
from jobmatch.workshops.attendance_tables import Presence
from jobmatch.workshops.placement_tables import AgreementKind, AskedBy, EndReason, PlacementState
from jobmatch.workshops.subsidy_tables import ProgrammeKind, SubsidyBasis
from jobmatch.workshops.tables import InstitutionKind

NAMES: Mapping[type[StrEnum], Labels] = {
    Role: labels.ROLES,
    Entrance: labels.ENTRANCES,
    Purpose: labels.PURPOSES,
    ConsentForm: labels.CONSENT_FORMS,
    Capacity: labels.CAPACITIES,
    OpenReason: labels.OPEN_REASONS,
    ContactChannel: CONTACT_CHANNELS,
    EventKind: CERTIFICATE_EVENTS,
    SituationKind: SITUATIONS,
    Outcome: OUTCOMES,
    EntryState: ENTRY_STATES,
    ReferralState: labels.REFERRAL_STATES,
    DeclineReason: labels.DECLINE_REASONS,
    WithdrawReason: labels.WITHDRAW_REASONS,
    ContractKind: labels.CONTRACT_KINDS,
    PersonSource: PERSON_SOURCES,
    RelationKind: RELATION_KINDS,
    Relationship: RELATIONSHIPS,
    GuardianCapacity: GUARDIAN_CAPACITIES,
    TaskKind: TASK_KINDS,
    Found: FOUND_AT_WORK,
    SeekerState: {"open": _l("在找工作"), "paused": _l("暂停"), "closed": _l("目前不在找工作")},
    PositionState: {"open": _l("招聘中"), "paused": _l("暂停"), "closed": _l("已停止")},
    FairKind: FAIR_KINDS,
    ResultKind: RESULT_KINDS,
    SupportKind: SUPPORT_KINDS,
    Closing: {"employer": _l("单位停止"), "silence": _l("很久没有消息")},
    ClaimState: CLAIM_STATES,
    InstitutionKind: INSTITUTION_KINDS,
    PlacementState: PLACEMENT_STATES,
    AskedBy: ASKED_BY,
    AgreementKind: AGREEMENT_KINDS,
    EndReason: END_REASONS,
    Presence: PRESENCES,
    ProgrammeKind: PROGRAMME_KINDS,
    SubsidyBasis: SUBSIDY_BASES,
    ContestGround: CONTEST_GROUNDS,
    DeclarationState: DECLARATION_STATES,
    MonthState: {"worked": _l("在岗"), "void": _l("已作废")},
    MergeReason: {
        "same_card": _l("看过身份证，是同一个人"),
        "told": _l("本人说登记过两次"),
        "same_records": _l("核对过两边的记录，是同一个人"),
    },
    UndoReason: {
        "two_people": _l("其实是两个人"),
        "wrong_choice": _l("合并时选错了"),
    },
    MergeContestKind: {
        "consent": _l("同一项同意，两边的记录不能都算"),
        "registration": _l("两份都登记了同一场招聘会"),
        "referral": _l("两份都推荐到了同一个岗位，还在进行"),
        "spell": _l("同一个月两边都有就业记录"),
    },
    Decision: {
        "kept": _l("以保留的这一份为准"),
        "other": _l("以并过来的这一条为准"),
    },
    OutcomeKind: {
        "referred": _l("已推荐"),
        "interviewed": _l("已面试"),
        "offered": _l("达成意向"),
        "hired": _l("已录用"),
        "retained": _l("稳定就业"),
        "declined": _l("没有选"),
    },
    CorrectedField: {
        "name": _l("姓名"),
        "citizen_number": _l("身份证号"),
        "born_on": _l("出生日期"),
        "phone": _l("电话"),
        "town": _l("乡镇街道"),
    },
    CorrectionReason: {
        "person_asked": _l("本人说写错了"),
        "card_differs": _l("看过证件，和登记的不一样"),
        "changed": _l("情况变了（改名、换号、搬家）"),
        "typed_wrong": _l("我们录入时写错了"),
    },
    RequestKind: {
        "see": _l("查看自己的资料"),
        "copy": _l("复制、带走自己的资料"),
        "correct": _l("更正"),
        "erase": _l("删除"),
        "explain": _l("解释怎样处理和推荐"),
    },
    RequestOutcome: {
        "done": _l("已照办"),
        "partly": _l("办了一部分，其余依法保留"),
        "refused": _l("没有办，已告诉本人理由"),
        "taken_back": _l("本人收回了要求"),
    },
    Ground: {
        "asked": _l("本人要求删除"),
        "withdrew": _l("本人不再同意保存"),
        "inactive": _l("很久没有往来"),
    },
    KeepReason: {
        "still_wants": _l("问过本人，还想找工作"),
        "in_contact": _l("最近联系过本人"),
        "open_matter": _l("还有事没有办完"),
    },
}


def name_of(member: StrEnum) -> str:
    """Return what a member of an enumeration is called, in the language of the page."""
    return str(NAMES[type(member)][member.value])


def choices_of(enumeration: type[StrEnum]) -> list[tuple[str, LazyString]]:
    """Return the members of an enumeration with their names, in their order, as the choices of a form."""
    return list(NAMES[enumeration].items())
