"""Which parameters an address takes behind the sign-in. Any other is refused, so that no filter can be tried out.

*Decision:* in front of the sign-in an unknown parameter is left alone: search engines, WeChat and advertisements hang
theirs to a link (``utm_source``, ``from=singlemessage``), and nothing there can be filtered but positions. Behind it
the marks that WeChat and mailings add are let through too, for an employer opens links on a phone. Programs are
answered by their schemas: an unknown parameter is 422 there.
"""

from collections.abc import Mapping

from flask import Flask, abort, request
from flask_babel import gettext as _

from jobmatch.web import errors
from jobmatch.web.access import ANYONE, TOKEN, who_may

PAGES = frozenset({"page"})
TAKEN: Mapping[str, frozenset[str]] = {
    "casework.submissions": PAGES,
    "casework.seekers": PAGES,
    "casework.merge_search": frozenset({"search"}),
    "casework.found": PAGES | {"kind"},
    "casework.employer_levy": frozenset({"year"}),
    "casework.employer_levy_assessed": frozenset({"year"}),
    "casework.positions": PAGES | {"q", "state", "town"},
    "casework.employers": PAGES | {"q"},
    "casework.merges": PAGES,
    "casework.data_requests": PAGES,
    "casework.retention": PAGES,
    "casework.referrals": PAGES | {"state"},
    "casework.views": PAGES,
    "casework.notices": PAGES,
    "village.people": PAGES,
    "village.village": PAGES,
    "village.update_round": PAGES,
    "village.registered": PAGES,
    "portal.positions": PAGES,
    "portal.months": frozenset({"year"}),
    "workshop.roll": frozenset({"on"}),
    "workshop.month": frozenset({"month"}),
    "casework.register_imports": PAGES,
    "casework.register_import_list": PAGES | {"list"},
    "portal.month_form": frozenset({"year"}),
    "portal.months_withdrawn": frozenset({"year"}),
    "casework.month_contests": frozenset({"state"}),
    "casework.declarations": frozenset({"state"}),
    "portal.declaration": frozenset({"year"}),
    "portal.declaration_letter": frozenset({"year"}),
    "portal.small_year": frozenset({"year"}),
    "portal.declaration_submitted": frozenset({"year"}),
    "portal.declaration_withdrawn": frozenset({"year"}),
    "casework.person": PAGES,
    "casework.duplicates": PAGES,
    "casework.tasks": PAGES | {"whose"},
    "portal.levy": frozenset({"year"}),
    "portal.levy_assessed": frozenset({"year"}),
    "admin.accounts": PAGES | {"q", "role", "state"},
    "admin.rights": PAGES | {"show"},
    "admin.audit": frozenset({"since", "until", "action", "login", "table", "id", "before"}),
    "admin.export_audit": frozenset({"since", "until", "action", "login", "table", "id", "before"}),
    "admin.check_audit": frozenset({"since", "until", "action", "login", "table", "id", "before"}),
    "admin.views": frozenset({"since", "until"}) | PAGES,
    "casework.fairs": PAGES,
    "casework.fair": PAGES,
    "casework.scorecard": frozenset({"since", "until"}),
    "casework.scorecard_rows": frozenset({"since", "until"}) | PAGES,
    "casework.scorecard_file": frozenset({"since", "until"}),
    "casework.scorecard_comparison": frozenset({"since", "until"}),
    "casework.publish_scorecard": frozenset({"since", "until"}),
    "casework.publication_rows": PAGES,
    "admin.parameters": frozenset({"day"}),
    "admin.parameter": frozenset({"day"}),
}
EVERYWHERE = frozenset({"lang", "large"})
MARKS = frozenset({"from", "isappinstalled", "scene", "nsukey", "spm"})
MARKS_BEGIN = ("utm_", "wx")


def find_unknown() -> str | None:
    """Return a parameter of this request that its address does not take, or None."""
    who = who_may(request.endpoint or "")
    if who is None or who & (ANYONE | TOKEN):
        return None
    taken = TAKEN.get(request.endpoint or "", frozenset()) | EVERYWHERE | MARKS
    return next((name for name in request.args if name not in taken and not name.startswith(MARKS_BEGIN)), None)


def refuse_unknown() -> None:
    """Answer 400 where the address takes no such parameter; a sentence names it."""
    name = find_unknown()
    if name is not None:
        text = _("网址里多了这里没有的“%(name)s”。请从页面上的链接进入，不要自己加。", name=name[:40])
        abort(errors.answer(400, _("网址里有不认识的部分"), text))


def init_app(app: Flask) -> None:
    """Ask before every request, after the guard: who may not come in is told nothing else."""
    app.before_request(refuse_unknown)
