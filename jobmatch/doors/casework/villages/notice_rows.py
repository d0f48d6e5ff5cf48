"""Lines of reports that wait for a caseworker: who, what, from which village, by whom."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from jobmatch.people.situation_tables import PersonSituation
from jobmatch.web.facts import village_name
from jobmatch.web.village_labels import SITUATION_TONES, SITUATIONS


@dataclass(frozen=True)
class NoticeRow:
    """A report that waits. ``source``: the officer's name, or that it came with a round's results."""

    id: str
    name: str
    kind: str
    kind_name: str
    tone: str
    village: str
    at: datetime
    source: str


def notice_row(said: PersonSituation) -> NoticeRow:
    """Return the line of a report."""
    source = _("动态更新的结果名单") if said.round_id else said.recorder.name
    return NoticeRow(
        said.id,
        said.person.name,
        said.kind,
        str(SITUATIONS[said.kind]),
        SITUATION_TONES[said.kind],
        village_name(said.person.village),
        said.recorded_at,
        source,
    )
