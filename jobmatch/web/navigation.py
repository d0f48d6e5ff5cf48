"""The links at the top of every page, by who is signed in."""

from typing import NamedTuple

from flask import request, url_for
from flask_babel import gettext as _

from jobmatch.accounts.rules import idle_end_of
from jobmatch.web.access import ADMIN, DESK, PORTAL, REVIEW, VILLAGE, WORKSHOP, who_may
from jobmatch.web.signed_in import signed_in_user

_JOBS = ("public.jobs", "public.job", "public.jobs_print", "public.jobs_article")
_VILLAGES = (
    "casework.rounds",
    "casework.begin_round",
    "casework.round",
    "casework.round_results",
    "casework.round_closed",
    "casework.notices",
    "casework.notice",
)
_MONTHS = ("portal.months", "portal.month_form", "portal.months_withdrawn", "portal.claim")
_POSITIONS = (
    "portal.positions",
    "portal.new_position",
    "portal.position",
    "portal.position_state",
    "portal.draft",
    "portal.draft_part",
    "portal.publish_position",
    "portal.occupation",
)
_PERSON = (
    "casework.person",
    "casework.new_relation",
    "casework.relation_ended",
    "casework.new_military_certificate",
    "casework.new_task",
    "casework.new_support",
    "casework.support_voided",
    "casework.whereabouts",
    "casework.search",
    "casework.found",
    "casework.duplicates",
)
_FAIRS = (
    "casework.fairs",
    "casework.new_fair",
    "casework.fair",
    "casework.fair_changed",
    "casework.booth_given",
    "casework.fair_result",
    "casework.fair_result_voided",
)
_REFERRALS = (
    "casework.referrals",
    "casework.referral",
    "casework.consent",
    "casework.withdraw",
    "casework.hire",
    "casework.job_changes",
)
_WORKSHOPS = (
    "casework.institutions",
    "casework.institution",
    "casework.ask_for_place",
    "casework.placement",
    "casework.placement_agreed",
    "casework.placement_ended",
)
_SCORECARD = (
    "casework.scorecard",
    "casework.scorecard_rows",
    "casework.scorecard_comparison",
    "casework.chain",
    "casework.publish_scorecard",
    "casework.publication",
    "casework.publication_rows",
)
_TAKEN_UP = "casework.declaration_taken_up"
_ROSTER = ("portal.roster", "portal.roster_checked", "portal.roster_confirmed", "portal.small_year")
_DECLARED = ("portal.declaration", "portal.declaration_submitted", "portal.declaration_withdrawn", *_ROSTER)
_DESK_POSITIONS = ("casework.positions", "casework.position", "casework.refer_to")
_EMPLOYERS = (
    "casework.employers",
    "casework.employer",
    "casework.employer_levy",
    "casework.employer_levy_assessed",
    "casework.hand_over_code",
)


class NavItem(NamedTuple):
    """One link of the navigation."""

    label: str
    href: str
    current: bool


def nav_items() -> list[NavItem]:
    """List the links for whoever looks at this page."""
    user = signed_in_user()
    links: list[tuple[str, str, tuple[str, ...]]] = [("public.jobs", _("岗位"), _JOBS)]
    if user is None:
        links.append(("kiosk.start", _("求职登记"), ()))
    elif user.role in DESK:
        links = [*_desk_links(), *(_review_links() if user.role in REVIEW else ())]
    elif user.role in PORTAL:
        links = [*_portal_links(), *links]
    elif user.role in REVIEW:
        links = _review_links()
    elif user.role in VILLAGE:
        links = _village_links()
    elif user.role in WORKSHOP:
        links = [("workshop.home", _("考勤"), ("workshop.home", "workshop.roll", "workshop.month"))]
    elif user.role in ADMIN:
        links = []
    else:
        links.insert(0, ("public.welcome", _("我的首页"), ("public.welcome",)))
    if user is not None:
        links += [one for one in _admin_links() if user.role in (who_may(one[0]) or ())]
    return [NavItem(label, url_for(endpoint), request.endpoint in pages) for endpoint, label, pages in links]


def _desk_links() -> list[tuple[str, str, tuple[str, ...]]]:
    """List the links of the caseworkers' desk."""
    return [
        ("casework.home", _("工作台"), ("casework.home", "casework.month_contests", "casework.month_contest")),
        (
            "casework.submissions",
            _("待核实登记"),
            ("casework.submissions", "casework.submission", "casework.identity_seen"),
        ),
        (
            "casework.seekers",
            _("求职者"),
            (
                "casework.seekers",
                "casework.seeker",
                "admin.score",
                "admin.learned",
                "admin.score_feature",
                "admin.score_version",
                "casework.refer",
                "casework.recommend_consent",
                "casework.months",
                "casework.numbers",
                "casework.views",
                *_PERSON,
            ),
        ),
        ("casework.tasks", _("要办的事"), ("casework.tasks", "casework.follow_up")),
        ("casework.referrals", _("推荐"), _REFERRALS),
        ("casework.positions", _("岗位"), (*_DESK_POSITIONS, *_JOBS)),
        ("casework.rounds", _("村、社区"), _VILLAGES),
        ("casework.fairs", _("各场招聘会"), _FAIRS),
        ("casework.institutions", _("辅助性就业"), _WORKSHOPS),
        ("casework.employers", _("单位名录"), _EMPLOYERS),
        ("casework.scorecard", _("成绩单"), _SCORECARD),
    ]


def _village_links() -> list[tuple[str, str, tuple[str, ...]]]:
    """List the links of a village's officer: few and short, for they stand on a phone."""
    people = ("village.people", "village.found", "village.village", "village.person", "village.report", "village.undo")
    return [
        ("village.home", _("本村"), ("village.home",)),
        ("village.people", _("找人"), people),
        ("village.register", _("登记"), ("village.register",)),
    ]


def _review_links() -> list[tuple[str, str, tuple[str, ...]]]:
    """List the links of whoever reviews declarations."""
    return [("casework.declarations", _("年度申报"), ("casework.declarations", "casework.declaration", _TAKEN_UP))]


def _portal_links() -> list[tuple[str, str, tuple[str, ...]]]:
    """List the links of an employer."""
    return [
        ("portal.home", _("我的单位"), ("portal.home", "portal.referral", "portal.answer")),
        ("portal.positions", _("我的岗位"), _POSITIONS),
        ("portal.months", _("就业月份"), _MONTHS),
        ("portal.declaration", _("年度申报"), _DECLARED),
        ("portal.levy", _("残保金"), ("portal.levy", "portal.levy_assessed")),
    ]


def _admin_links() -> list[tuple[str, str, tuple[str, ...]]]:
    """List the links of the three administrators; each sees those that the access table lets them open."""
    account = ("admin.account", "admin.reset_password", "admin.disable", "admin.enable", "admin.unlock")
    return [
        ("admin.home", _("首页"), ("admin.home",)),
        ("admin.accounts", _("账号"), ("admin.accounts", "admin.add_account", *account)),
        ("admin.rights", _("谁能做什么"), ("admin.rights", "admin.change_role")),
        ("admin.audit", _("审计记录"), ("admin.audit",)),
        ("admin.views", _("谁看了多少人"), ("admin.views",)),
        ("admin.parameters", _("参数"), ("admin.parameters", "admin.parameter")),
    ]


def signed_in_name() -> str | None:
    """Return the name of whoever is signed in, or None."""
    user = signed_in_user()
    return user.name if user else None


def signed_in_idle_seconds() -> int:
    """Return after how many idle seconds whoever is signed in will be signed out; 0 where nobody is."""
    user = signed_in_user()
    return int(idle_end_of(user.role).total_seconds()) if user else 0
