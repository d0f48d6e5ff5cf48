"""What happened to a certificate over the years, and the components of a multiple disability.

The events are the register's own ledger: who holds a certificate on a day, and how many came in a period, is counted
from them alone (``people.holders``).
"""

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.people.tables import Certificate
from jobmatch.storage.base import Base, InDistrict, Keyed, choice


class EventKind(enum.StrEnum):
    """What happens to a certificate: 新办 换领 补办 等级变更 迁入 迁出 注销 冻结 (残疾人证管理办法 2017)."""

    ISSUED = "issued"
    RENEWED = "renewed"
    REPLACED = "replaced"
    REGRADED = "regraded"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    CANCELLED = "cancelled"
    FROZEN = "frozen"


ENTERING = (EventKind.ISSUED, EventKind.MOVED_IN)
LEAVING = (EventKind.MOVED_OUT, EventKind.CANCELLED)


class EventSource(enum.StrEnum):
    """How the federation came to know of an event."""

    REGISTER = "register"
    DESK = "desk"
    VILLAGE = "village"


class CertificateEvent(Keyed, InDistrict, Base):
    """One event on ``on_day``; ``turn`` orders what happened on one day (a card cancelled and issued anew).

    ``certificate_id`` is the version that the event brought or touched, where one is kept. Two rows of one person that
    were merged may both say the same: it counts once (``people.holders``).
    """

    __tablename__ = "certificate_events"
    __table_args__ = (
        CheckConstraint("turn >= 0", name="of_a_day_are_counted_upwards"),
        # All that the counts of holders read of an event: they never open the table.
        Index("ix_certificate_events_register", "district_id", "kind", "on_day", "person_id", "turn", "id"),
        Index("ix_certificate_events_person", "person_id", "on_day"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    certificate_id: Mapped[str | None] = mapped_column(ForeignKey("certificates.id"), index=True)
    kind: Mapped[EventKind] = mapped_column(choice(EventKind, "are_of_a_known_kind"))
    on_day: Mapped[date]
    turn: Mapped[int] = mapped_column(default=0)
    source: Mapped[EventSource] = mapped_column(choice(EventSource, "come_from_a_known_source"))
    certificate: Mapped[Certificate | None] = relationship()


class CertificateComponent(Keyed, InDistrict, Base):
    """One disability that a certificate of kind 7 (multiple) joins: the number itself does not say which.

    Source: GB/T 26341-2010; the certificate's grade is that of the heaviest component.
    """

    __tablename__ = "certificate_components"
    __table_args__ = (
        UniqueConstraint("certificate_id", "kind", name="are_named_once_a_certificate"),
        CheckConstraint("kind BETWEEN 1 AND 6", name="are_single_kinds"),
        CheckConstraint("grade BETWEEN 1 AND 4", name="have_a_known_grade"),
    )

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificates.id"))
    kind: Mapped[int]
    grade: Mapped[int]
    certificate: Mapped[Certificate] = relationship()
