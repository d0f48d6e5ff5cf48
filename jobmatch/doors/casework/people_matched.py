"""Who suits a position, as the desk shows it: why, what to mind, what is not known, what would open it for others."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from jobmatch import clock
from jobmatch.doors.casework.matches_shown import EXCLUDED_SHOWN, REASONS_SHOWN, moves_said, points_said, said
from jobmatch.doors.casework.rows import ReferralRow, referral_row
from jobmatch.matching.decisions import Excluded, Suggestion, Suggestions
from jobmatch.matching.showing import judged, nearest_left_out
from jobmatch.people.disclosure import Viewer, name_for
from jobmatch.referrals.tables import Referral
from jobmatch.seekers.queries import seekers_by_id
from jobmatch.seekers.tables import Seeker
from jobmatch.web.facts import joined, place_name


@dataclass(frozen=True)
class PersonMatched:
    """Somebody who is suggested; ``points`` are all parts of the score, ``moves`` what a missing fact would change."""

    seeker_id: str
    name: str
    facts: tuple[str, ...]
    score: float
    because: tuple[str, ...]
    cautions: tuple[str, ...]
    missing: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, str], ...]
    referral: ReferralRow | None


@dataclass(frozen=True)
class PersonLeftOut:
    """Somebody who was left out: why, and the ways to open it, the easiest first."""

    seeker_id: str
    name: str
    facts: tuple[str, ...]
    because: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class PeopleMatched:
    """What the desk shows of an answer.

    ``fitting`` counts all who may be suggested, ``left_out_count`` all whom a rule excludes, listed or not;
    ``not_agreed`` those who were compared with nothing, for they have not agreed to be recommended.
    """

    matches: tuple[PersonMatched, ...]
    left_out: tuple[PersonLeftOut, ...]
    fitting: int
    left_out_count: int
    not_agreed: int


def people_matched(viewer: Viewer, district_id: str, found: Suggestions, past: Sequence[Referral]) -> PeopleMatched:
    """Return who is suggested, with what became of earlier referrals (newest first) to the same position."""
    nearest, barred = nearest_left_out(found, EXCLUDED_SHOWN), len(judged(found))
    seekers = seekers_by_id(district_id, [*(one.id for one in found.suggestions), *(one.id for one in nearest)])
    latest = {one.seeker_id: referral_row(one) for one in reversed(past)}
    return PeopleMatched(
        matches=tuple(_matched(viewer, seekers[one.id], one, latest.get(one.id)) for one in found.suggestions),
        left_out=tuple(_left_out(viewer, seekers[one.id], one) for one in nearest),
        fitting=found.fitting or 0,
        left_out_count=barred,
        not_agreed=len(found.excluded) - barred,
    )


def _matched(viewer: Viewer, seeker: Seeker, one: Suggestion, referral: ReferralRow | None) -> PersonMatched:
    return PersonMatched(
        seeker_id=seeker.id,
        name=name_for(viewer, seeker.person.name),
        facts=_facts(seeker),
        score=one.score,
        because=said([part for part in one.parts[1:] if part.points > 0][:REASONS_SHOWN]),
        cautions=said(one.cautions),
        missing=said(one.missing),
        points=tuple(points_said(part) for part in one.parts),
        moves=tuple(moves_said(fact) for fact in one.missing if fact.moves),
        referral=referral,
    )


def _left_out(viewer: Viewer, seeker: Seeker, one: Excluded) -> PersonLeftOut:
    name = name_for(viewer, seeker.person.name)
    return PersonLeftOut(seeker.id, name, _facts(seeker), said(one.because), said(one.opened_by))


def _facts(seeker: Seeker) -> tuple[str, ...]:
    days = (clock.today() - seeker.since_on).days
    wanted = _("想做：%(wanted)s", wanted=joined(seeker.wanted)) if seeker.wanted else ""
    facts = (place_name(seeker.town), _("等了 %(days)s 天", days=days), wanted)
    return tuple(fact for fact in facts if fact)
