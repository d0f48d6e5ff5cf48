"""Every page there is, out of the address map itself, so that a new page is checked without anybody remembering it."""

from datetime import date

from sqlalchemy import select

from jobmatch.accounts.queries import find_user
from jobmatch.app import create_app
from jobmatch.demo import examples
from jobmatch.finding.service import look_for
from jobmatch.people.import_tables import RegisterImport
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.publication_rules import seal_of
from jobmatch.reports.publications import find_of_period
from jobmatch.reports.publishing import publish
from jobmatch.reports.scorecard import scorecard
from jobmatch.storage.act import Actor
from jobmatch.storage.base import db
from jobmatch.web import access
from tests.databases import settings_in

PUBLIC, STAFF, EMPLOYER = None, "caseworker", "employer"
KEYS = {
    "seeker_id": examples.EXAMPLE_SEEKER,
    "person_id": examples.EXAMPLE_HIRED_PERSON,
    "position_id": examples.EXAMPLE_POSITION,
    "draft_id": examples.EXAMPLE_DRAFT,
    "part": "terms",
    "employer_id": examples.EXAMPLE_EMPLOYER,
    "fair_id": examples.EXAMPLE_FAIR,
    "submission_id": examples.EXAMPLE_SUBMISSION,
    "referral_id": examples.EXAMPLE_SENT_REFERRAL,
    "other_id": examples.EXAMPLE_SEEKER,
    "merge_id": examples.EXAMPLE_MERGE,
    "spell_id": examples.EXAMPLE_SPELL,
    "claim_id": examples.EXAMPLE_CLAIM,
    "declaration_id": examples.EXAMPLE_DECLARATION,
    "month_contest_id": examples.EXAMPLE_MONTH_CONTEST,
    "user_id": examples.EXAMPLE_ACCOUNT,
    "village_id": examples.EXAMPLE_VILLAGE,
    "round_id": examples.EXAMPLE_ROUND,
    "situation_id": examples.EXAMPLE_SITUATION,
    "score_table_id": examples.EXAMPLE_SCORE_TABLE,
    "registration_id": examples.EXAMPLE_REGISTRATION,
    "fair_result_id": examples.EXAMPLE_RESULT,
    "support_id": examples.EXAMPLE_SUPPORT,
    "institution_id": examples.EXAMPLE_INSTITUTION,
    "placement_id": examples.EXAMPLE_WAITING,
    "code": examples.EXAMPLE_CODE,
    "feature": "distance",
    "indicator": "demand_registered",
    "form": "docx",
    "key": "minimum_wage_month_tier_1",
}
# Pages that only make sense with another object, or a second state of a page worth checking.
OTHERS = {"casework.hire": {"referral_id": examples.EXAMPLE_INTERVIEW_REFERRAL}}
MORE = {
    PUBLIC: [
        "/jobs?q=包装",
        "/jobs?q=没有这种岗位",
        "/jobs?offers=meals&pay=x&sort=pay",
        "/nowhere",
        "/sign-in?next=/casework/",
    ],
    STAFF: [
        f"/casework/referrals/{examples.EXAMPLE_INTERVIEW_REFERRAL}",
        f"/casework/seekers/{examples.EXAMPLE_HIRED_PERSON}",
        "/casework/search",
        "/casework/duplicates",
        "/portal/",
    ],
    EMPLOYER: [f"/portal/referrals/{examples.EXAMPLE_INTERVIEW_REFERRAL}"],
    "system_admin": [
        "/admin/",
        f"/admin/accounts/{examples.EXAMPLE_ACCOUNT}",
        "/admin/accounts?q=nobody",
        "/admin/accounts?role=none",
    ],
    "security_admin": ["/admin/", "/admin/rights?show=stale", "/admin/rights?show=no_factor"],
    "auditor": ["/admin/audit?login=nobody", "/admin/audit?action=demo.loaded", "/admin/views?since=2026&since=1"],
    "head": ["/admin/parameters?day=2020&day=1&day=1", "/admin/parameters?day=1&day=1&day=1"],
    "statistician": ["/welcome"],
    "reviewer": ["/admin/parameters"],
}
# Answered without a page: a ticket exists only after a registration (the journeys look at it).
NO_PAGE = {
    "static",
    "account.still_here",
    "account.app_picture",
    "kiosk.ticket",
    "kiosk.mark",
    "kiosk.worker",
    "casework.consent_paper",
    "public.jobs_feed",
    "portal.roster_template",
    "casework.declaration_letter",
    "portal.declaration_letter",
    "casework.scorecard_file",
    "casework.publication_file",
    "health.healthz",
    "health.readyz",
    "health.metrics",
}


def role_for(endpoint):
    """As whom a page is looked at."""
    who = access.who_may(endpoint)
    if who & access.ANYONE:
        return PUBLIC
    return STAFF if STAFF in who else next(iter(sorted(who)))


def published_by(head):
    """Publish the half year of the invented ledgers, once; returns the publication's key."""
    first, last = date(2018, 1, 1), date(2018, 6, 30)
    if (there := find_of_period(head.district_id, first, last)) is not None:
        return there.id
    figures = scorecard(head.district_id, first, last, "zh_Hans_CN")
    signed = {"seen": seal_of({one.key: one.value for one in figures}), "reasons": dict.fromkeys(INDICATORS, "已核对")}
    return publish(Actor("human", head.id, head.district_id), head.district_id, first, last, **signed).id


def list_pages(home):
    """Map each role to the addresses of the pages that it is checked on."""
    app = create_app(settings_in(home))
    pages = {role: list(more) for role, more in MORE.items()}
    with app.app_context():
        caseworker = find_user("caseworker")
        searched = look_for(Actor("human", caseworker.id, caseworker.district_id), "样").id
        first_import = select(RegisterImport.id).order_by(RegisterImport.made_at)
        keys = {**KEYS, "import_id": db.session.scalars(first_import).first(), "search_id": searched}
        keys["publication_id"] = published_by(find_user("head"))
    waiting = f"/casework/register/imports/{keys['import_id']}/people"
    pages[STAFF] += [f"{waiting}?list={kind}" for kind in ("changed", "gone")]
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in NO_PAGE or rule.endpoint.startswith("api"):
            continue
        values = {name: keys[name] for name in rule.arguments} | OTHERS.get(rule.endpoint, {})
        pages.setdefault(role_for(rule.endpoint), []).append(app.url_map.bind("x").build(rule.endpoint, values))
    return pages
