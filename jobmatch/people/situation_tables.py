"""What a village's officer knows of somebody from day to day, and what the desk made of it."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.accounts.tables import User
from jobmatch.people.tables import Person
from jobmatch.storage.base import Base, InDistrict, Instant, Keyed, choice


class SituationKind(enum.StrEnum):
    """在家 外出 迁走 去世 有意愿: what an officer says of somebody with one tap."""

    AT_HOME = "at_home"
    AWAY = "away"
    MOVED = "moved"
    DIED = "died"
    WILLING = "willing"


WHEREABOUTS = (SituationKind.AT_HOME, SituationKind.AWAY, SituationKind.MOVED, SituationKind.DIED)
ASKING = (SituationKind.MOVED, SituationKind.DIED, SituationKind.WILLING)
"""Which of them ask the desk for something: a card to cancel or to hand over, somebody to register."""


class Outcome(enum.StrEnum):
    """What a caseworker made of it, having looked. ``unchanged``: it was not so, or nothing follows from it."""

    CANCELLED = "cancelled"
    MOVED_OUT = "moved_out"
    MOVED_WITHIN = "moved_within"
    CONTACTED = "contacted"
    UNCHANGED = "unchanged"


class PersonSituation(Keyed, InDistrict, Base):
    """How it stood with somebody on a day. The newest counts that nobody has undone.

    ``round_id``: it came with the results of an update round and not from an officer's tap. It changes nothing in the
    register by itself: what asks for something waits until a caseworker settles it.
    """

    __tablename__ = "person_situations"
    __table_args__ = (
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="are_undone_by_somebody"),
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", name="are_settled_by_somebody"),
        CheckConstraint("(settled_at IS NULL) = (outcome IS NULL)", name="are_settled_with_an_outcome"),
        CheckConstraint("settled_at IS NULL OR undone_at IS NULL", name="that_are_settled_are_not_undone"),
        CheckConstraint("settled_at IS NULL OR kind NOT IN ('at_home', 'away')", name="that_ask_nothing_stay_open"),
        CheckConstraint("outcome <> 'cancelled' OR kind = 'died'", name="cancel_a_card_for_a_death_alone"),
        CheckConstraint(
            "outcome NOT IN ('moved_out', 'moved_within') OR kind = 'moved'", name="hand_a_card_over_for_a_move_alone"
        ),
        Index("ix_person_situations_newest", "person_id", "recorded_at"),
        Index("ix_person_situations_open", "district_id", "settled_at", "kind"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[SituationKind] = mapped_column(choice(SituationKind, "are_of_a_known_kind"))
    on_day: Mapped[date]
    round_id: Mapped[str | None] = mapped_column(ForeignKey("update_rounds.id"), index=True)
    recorded_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "have_a_known_outcome"))
    person: Mapped[Person] = relationship()
    recorder: Mapped[User] = relationship(foreign_keys=[recorded_by])
