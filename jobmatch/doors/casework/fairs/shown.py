"""The fairs, and one fair: its booths, who registered there, what became of them."""

from typing import NamedTuple

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.fairs.forms import BoothForm
from jobmatch.doors.casework.scope import fair_or_404, my_district
from jobmatch.fairs.queries import has_tickets, list_booths, list_fairs
from jobmatch.fairs.registered import count_registrations, list_registrations_at
from jobmatch.fairs.result_tables import FairResult
from jobmatch.fairs.results import list_results_at
from jobmatch.fairs.tables import Fair, FairKind
from jobmatch.seekers.tables import Registration
from jobmatch.web.fair_labels import FAIR_KINDS
from jobmatch.web.language import locale_code
from jobmatch.web.names import name_of
from jobmatch.web.paging import PAGE_ROWS, page_asked


class FairRow(NamedTuple):
    """A fair in the list."""

    id: str
    name: str
    kind: str
    fair: Fair
    registered: int
    state: str


class RegisteredRow(NamedTuple):
    """Somebody who registered at a fair, and what became of them there."""

    registration: Registration
    name: str
    results: list[tuple[FairResult, str]]


@blueprint.get("/fairs")
def fairs() -> ResponseReturnValue:
    """Every fair, the practice fair first, then the newest."""
    district_id = my_district()
    counts = count_registrations(district_id)
    found = list_fairs(district_id)
    page = page_asked(len(found))
    rows = [_row(one, counts.get(one.id, 0)) for one in found[page.offset : page.offset + PAGE_ROWS]]
    return render_template(
        "casework/fairs/fairs.html", rows=rows, page=page, href=lambda number: url_for("casework.fairs", page=number)
    )


@blueprint.get("/fairs/<id:fair_id>")
def fair(fair_id: str) -> ResponseReturnValue:
    """One fair."""
    return fair_page(fair_or_404(fair_id), BoothForm())


def fair_page(fair: Fair, form: BoothForm) -> str:
    """Draw the page of a fair."""
    total = count_registrations(fair.district_id).get(fair.id, 0)
    page = page_asked(total)
    registered = list_registrations_at(fair.id, limit=PAGE_ROWS, offset=page.offset)
    became: dict[str, list[tuple[FairResult, str]]] = {}
    for one in list_results_at(fair.id):
        became.setdefault(one.person_id, []).append((one, name_of(one.kind)))
    return render_template(
        "casework/fairs/fair.html",
        one=_row(fair, total),
        booths=list_booths(fair.id),
        registered=[RegisteredRow(row, name, became.get(row.person_id, [])) for row, name in registered],
        is_ecommerce=fair.kind is FairKind.ECOMMERCE,
        has_tickets=has_tickets(fair.id),
        form=form,
        page=page,
        href=lambda number: url_for("casework.fair", fair_id=fair.id, page=number),
    )


def fair_name(fair: Fair) -> str:
    """Return the name of a fair in the language of the page."""
    return fair.name_en if locale_code() == "en" else fair.name


def _row(fair: Fair, registered: int) -> FairRow:
    today = clock.today()
    if fair.is_practice:
        state = "practice"
    elif fair.starts_on > today:
        state = "ahead"
    else:
        state = "over" if fair.ends_on and fair.ends_on < today else "on"
    return FairRow(fair.id, fair_name(fair), str(FAIR_KINDS[fair.kind]), fair, registered, state)
