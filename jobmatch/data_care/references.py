"""Every column that names a person, and what becomes of it when two people turn out to be one.

A new table that names a person fails the build (``tests/guards/test_references.py``) until it has a line here.
"""

from typing import NamedTuple

from sqlalchemy import MetaData

from jobmatch.data_care.tables import MergeContestKind
from jobmatch.storage.base import Base

PEOPLE = frozenset({"people", "seekers"})
"""The tables whose key is a person's."""


class Reference(NamedTuple):
    """A column that names a person. ``contest``: where both people may have what only one can."""

    table: str
    column: str
    contest: MergeContestKind | None = None


MOVES = (
    Reference("certificates", "person_id"),
    Reference("certificate_events", "person_id"),
    Reference("military_certificates", "person_id"),
    Reference("person_relations", "person_id"),
    Reference("tasks", "person_id"),
    Reference("person_situations", "person_id"),
    Reference("consents", "person_id", MergeContestKind.CONSENT),
    Reference("registrations", "person_id", MergeContestKind.REGISTRATION),
    Reference("submission_links", "person_id"),
    Reference("special_supports", "person_id"),
    Reference("fair_results", "person_id"),
    Reference("referrals", "seeker_id", MergeContestKind.REFERRAL),
    Reference("outcomes", "seeker_id"),
    Reference("spells", "person_id", MergeContestKind.SPELL),
    Reference("person_months", "person_id"),
    Reference("month_claims", "person_id"),
    Reference("month_contests", "person_id"),
    Reference("placements", "person_id"),
    Reference("corrections", "person_id"),
    Reference("data_requests", "person_id"),
    Reference("people", "merged_into_id"),
)
"""What goes over to the survivor; a row that is contested stays. ``person_months`` follow their spell."""

STAYS = {
    ("update_round_entries", "person_id"): "Who was to be asked in a round is history; a list leaves out merged rows.",
    ("declared_persons", "person_id"): "What was handed in and confirmed is history; counts follow the survivor.",
    ("person_views", "person_id"): "A log that only grows: who asks who looked asks for the rows merged away too.",
    ("shown_lists", "seeker_id"): "A log that only grows: what was shown stays what was shown, under the key of then.",
    ("seekers", "id"): "A profile is its person's: its fields go over one by one, as somebody chose.",
    ("erasures", "person_id"): "Who was erased is merged with nobody.",
    ("retention_warnings", "person_id"): "A warning is about a row that nobody used; the survivor is judged anew.",
    ("not_same_people", "first_id"): "It was said of two rows; of the survivor somebody may say it anew.",
    ("not_same_people", "second_id"): "It was said of two rows; of the survivor somebody may say it anew.",
    ("merges", "kept_id"): "What was merged into whom is history.",
    ("merges", "gone_id"): "What was merged into whom is history.",
}
"""What names a person and does not go over, with the reason."""


def naming(metadata: MetaData = Base.metadata) -> list[tuple[str, str]]:
    """List every (table, column) with a foreign key to a person, in order."""
    return sorted(
        (table.name, key.parent.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in PEOPLE
    )


def list_unknown(metadata: MetaData = Base.metadata) -> list[tuple[str, str]]:
    """List what names a person and has no line here; must be empty."""
    known = {(one.table, one.column) for one in MOVES} | set(STAYS)
    return [one for one in naming(metadata) if one not in known]
