"""Seekers as staff find them: a masked list, the positions that suit one, the seekers that suit a position."""

from jobmatch.doors.api import answered, asked, examples
from jobmatch.doors.api.operations import Json, get
from jobmatch.doors.api.tokens import bearer
from jobmatch.matching.showing import show_for_position, show_for_seeker
from jobmatch.matching.suggest import as_json
from jobmatch.people.disclosure import Viewer, name_for
from jobmatch.seekers.queries import count_seekers, list_seekers
from jobmatch.seekers.tables import Seeker
from jobmatch.web.language import locale_code

_SEEKERS = answered.page_of(answered.Seeker)


@get("/seekers", tag="chain", query=asked.PageQuery, answer=_SEEKERS, example=examples.SEEKERS)
def seekers(query: Json) -> Json:
    """Waiting seekers, those who wait longest first; only the first character of a name is shown."""
    district_id = bearer().district_id
    found = list_seekers(district_id, limit=query["limit"], offset=query["offset"])
    return {"items": [_shown(one, bearer().viewer) for one in found], "total": count_seekers(district_id)}


@get(
    "/suggestions",
    tag="chain",
    query=asked.SuggestionsQuery,
    answer=answered.Suggestions,
    example=examples.SUGGESTIONS,
)
def suggestions(query: Json) -> Json:
    """Positions for a seeker, or seekers for a position, with every reason; what was shown is kept."""
    who = bearer()
    if "seeker" in query:
        found = show_for_seeker(who.actor, who.district_id, query["seeker"], query["limit"])
    else:
        found = show_for_position(who.actor, who.district_id, query["position"], query["limit"])
    return as_json(found, locale_code())


def _shown(seeker: Seeker, viewer: Viewer) -> Json:
    return {
        "id": seeker.id,
        "name": name_for(viewer, seeker.person.name),
        "town": seeker.town.name if seeker.town else None,
        "wanted": seeker.wanted,
        "since_on": seeker.since_on,
    }
