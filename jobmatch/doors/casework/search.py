"""One field for everything: people, employers, positions, referrals. What was typed is posted, never in an address.

*Decision:* the answer to the post leads to an address with the key of the search, which opens for its own account only
and for twelve hours. So Back, Reload and the next page work as everywhere, and a bookmark or a log holds no name.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.found_rows import FoundRow, employer_found, people_found, position_found, referral_found
from jobmatch.doors.casework.scope import my_district
from jobmatch.finding import queries
from jobmatch.finding.queries import Hits, Scope
from jobmatch.finding.rules import WORDS_MOST, Asked, read
from jobmatch.finding.service import find_search, look_for
from jobmatch.people.lines import one_line
from jobmatch.web.paging import PAGE_ROWS, page_number, page_of
from jobmatch.web.signed_in import current_actor, get_signed_in_user

SHOWN = 5


class Kind(NamedTuple):
    """What can be found: how to ask for it, and how its lines read."""

    find: Callable[[Scope, Asked, int, int], Hits]
    rows: Callable[[Any], list[FoundRow]]


KINDS = {
    "people": Kind(queries.find_people, people_found),
    "referrals": Kind(queries.find_referrals, referral_found),
    "employers": Kind(queries.find_employers, employer_found),
    "positions": Kind(queries.find_positions, position_found),
}


@blueprint.route("/search", methods=["GET", "POST"])
def search() -> ResponseReturnValue:
    """What are you looking for?"""
    words = one_line(request.form.get("q", ""))[:WORDS_MOST].strip()
    if not words:
        return render_template("casework/search.html", words="", asked_nothing=request.method == "POST")
    return redirect(url_for("casework.found", search_id=look_for(current_actor(), words).id), 303)


@blueprint.get("/search/<id:search_id>")
def found(search_id: str) -> ResponseReturnValue:
    """What was found: some of each kind, or with ``?kind=`` all of one, a page at a time."""
    kept = find_search(get_signed_in_user().id, search_id) or abort(404)
    words = kept.words or ""
    chosen = request.args.get("kind", "")
    if chosen and chosen not in KINDS:
        abort(404)
    return _page(search_id, words, chosen)


def _page(search_id: str, words: str, chosen: str) -> str:
    scope, asked, number = Scope(my_district()), read(words), page_number() if chosen else 1
    limit = PAGE_ROWS if chosen else SHOWN
    groups, total = [], 0
    for name in [chosen] if chosen else list(KINDS):
        kind = KINDS[name]
        hits = kind.find(scope, asked, limit, (number - 1) * limit)
        if hits.total and not hits.rows:  # asked for a page after the last
            number = page_of(number, hits.total).number
            hits = kind.find(scope, asked, limit, (number - 1) * limit)
        total += hits.total
        more = url_for("casework.found", search_id=search_id, kind=name) if hits.total > limit and not chosen else ""
        if hits.total:
            groups.append((_titles()[name], hits.total, kind.rows(hits.rows), more))
    page = page_of(number, total)
    return render_template(
        "casework/found.html",
        words=words,
        groups=groups,
        chosen=chosen,
        search_id=search_id,
        page=page,
        is_cut=any(count >= queries.PEOPLE_MOST for _name, count, _rows, _more in groups),
        href=lambda to: url_for("casework.found", search_id=search_id, kind=chosen, page=to),
    )


def _titles() -> dict[str, str]:
    return {"people": _("人"), "referrals": _("推荐"), "employers": _("单位名录"), "positions": _("岗位")}
