"""What the scorecard counts of assisted employment: the keys of the rows, each unit once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, or_, select

from jobmatch.storage.base import db
from jobmatch.workshops.placement_tables import Placement
from jobmatch.workshops.subsidy_tables import ProgrammeKind, SubsidyPayment, SubsidyProgramme
from jobmatch.workshops.tables import Institution, InstitutionInsurance, InstitutionKind

REPORTED = (ProgrammeKind.REWARD, ProgrammeKind.SOCIAL_INSURANCE)
"""The programmes of which the report speaks (奖励和社保补贴); what others paid is not in it."""

_AT_ONCE = 500
_FEN = 100


def list_agreements(district_id: str, on: date) -> list[str]:
    """List an agreement for work of each person who has one in force on a day; the first and the last day count.

    *Decision:* somebody who is off for illness for a while has an agreement still; somebody on trial has none yet.
    """
    in_force = (Placement.began_on <= on, or_(Placement.ended_on.is_(None), Placement.ended_on >= on))
    return _one_each(district_id, *in_force)


def list_begun(district_id: str, begin: date, end: date) -> list[str]:
    """List an agreement of each person for whom one began from ``begin`` to ``end``."""
    return _one_each(district_id, Placement.began_on.between(begin, end))


def _one_each(district_id: str, *conditions: ColumnElement[bool]) -> list[str]:
    query = select(func.min(Placement.id)).where(Placement.district_id == district_id, *conditions)
    return sorted(db.session.scalars(query.group_by(Placement.person_id)))


def list_payments(district_id: str, begin: date, end: date) -> list[str]:
    """List the payments by the programmes of the report that were made from ``begin`` to ``end``."""
    query = select(SubsidyPayment.id).join(SubsidyPayment.programme)
    query = query.where(
        SubsidyPayment.district_id == district_id,
        SubsidyPayment.paid_on.between(begin, end),
        SubsidyProgramme.kind.in_(REPORTED),
    )
    return list(db.session.scalars(query.order_by(SubsidyPayment.id)))


def yuan_of(payment_ids: Sequence[str]) -> int | Decimal:
    """Return what payments come to in yuan: a whole number wherever it is one."""
    fen = 0
    for start in range(0, len(payment_ids), _AT_ONCE):
        some = SubsidyPayment.id.in_(payment_ids[start : start + _AT_ONCE])
        fen += db.session.scalar(select(func.sum(SubsidyPayment.amount_fen)).where(some)) or 0
    return Decimal(fen) / _FEN if fen % _FEN else int(fen) // _FEN


def list_subsidised(district_id: str, begin: date, end: date) -> list[str]:
    """List the institutions to which such a payment was made from ``begin`` to ``end``."""
    paid = select(SubsidyPayment.institution_id).join(SubsidyPayment.programme)
    paid = paid.where(SubsidyPayment.paid_on.between(begin, end), SubsidyProgramme.kind.in_(REPORTED))
    query = select(Institution.id).where(Institution.district_id == district_id, Institution.id.in_(paid))
    return list(db.session.scalars(query.order_by(Institution.id)))


def list_homes_insured(district_id: str, begin: date, end: date) -> list[str]:
    """List an insurance of each Sunshine Home (阳光家园) that was insured with a beginning in the period."""
    query = select(func.min(InstitutionInsurance.id)).join(InstitutionInsurance.institution)
    query = query.where(
        InstitutionInsurance.district_id == district_id,
        InstitutionInsurance.from_on.between(begin, end),
        Institution.kind == InstitutionKind.SUNSHINE_HOME,
    )
    return sorted(db.session.scalars(query.group_by(InstitutionInsurance.institution_id)))
