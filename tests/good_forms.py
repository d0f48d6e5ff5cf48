"""For each page that takes a form, one that is accepted: what attacks begin from, for a form that is refused proves
little. Fields that have the name of a column are all named. A route that is not here is posted empty.
"""

from datetime import timedelta

from jobmatch import clock
from jobmatch.storage.base import new_id

TODAY = clock.today()
POINTS = {f"points_{turn}": one for turn, one in enumerate(("8", "5", "0", "-4", "-6"))}
SOON = [str(part) for part in (TODAY + timedelta(days=9)).timetuple()[:3]]
MONTHS = {
    "portal.month_form": {
        "contract_from": ["2025", "3", "1"],
        "contract_until": ["", "", ""],
        "dispatch": "none",
        "wage": "4200",
        "pension": "yes",
        "medical": "yes",
        "take_01": "y",
    },
    "portal.new_position": {"title": "包装工", "text": "装盒", "seats": "2"},
    "portal.draft_part": {"title": "装配工", "text": "装零件", "seats": "3"},
    "portal.better_wording": {"field": "title", "rule": "age"},
    "portal.position_state": {"change": "confirm"},
    "portal.edit_position": {},
    "portal.occupation": {"code": "4-04-05-03", "words": "客服"},
    "portal.claim": {"text": "合同是我们签的。"},
    "casework.declaration_reopened": {"note": "三月不在岗", "answer_by": SOON},
    "casework.declaration": {"decision": "return", "note": "缺工资单", "answer_by": SOON},
    "casework.month_contest": {"kept": "neither", "ground": "contract_signer", "note": "看过合同"},
}


def good_forms(keys):
    """Map endpoints to the fields of a form that is accepted, in the order in which they can all be sent."""
    consent = {"agreed": "y", "notice": "full", "capacity": "self"}
    day = [str(TODAY.year), str(TODAY.month), str(TODAY.day)]
    return {
        "public.sign_in": {"login": "nobody", "password": "not the password"},
        "public.password": {
            "current": "not the password",
            "new": "a new long password",
            "again": "a new long password",
        },
        "kiosk.register": {
            "key": new_id(),
            "consent_version": "2026-11",
            "name": "李新来",
            "number": "",
            "phone": "",
            "town": "",
            "education": "",
            "wanted": [],
            "refusals": [],
            "wanted_other": "包装",
            "capacity": "self",
            "store": "y",
        },
        "casework.identity_seen": {"person": "new"},
        "casework.numbers": {"key": new_id(), "what": "citizen_number", "reason": "other", "note": "核对"},
        "casework.refer": {"position": keys["position_id"]},
        "casework.recommend_consent": consent,
        "casework.consent": consent,
        "portal.answer": {"answer": "interview", "meet_on": day, "reason": ""},
        "portal.levy_assessed": {"employer_type": "enterprise", "headcount": "100", "payroll": "8000000"},
        "casework.hire": {"started_on": day, "contract_kind": "flexible", "wage": "3000", "employment_form": "1"},
        "casework.job_changes": {"starts_on": day, "wage": "3000", "dibao": "yes"},
        "casework.withdraw": {"reason": "mistake", "note": "点错了"},
        "admin.score_feature": {**POINTS, "note": "试一试"},
        **MONTHS,
        **of_fairs(day),
        "casework.placement_ended": {"reason": "taken_back", "ended_on": day, "note": "家里有人照顾"},
        **beside_a_person(day),
    }


def beside_a_person(day):
    """Forms about who stands beside a person, and what is to do for them."""
    return {
        "casework.new_relation": {
            "kind": "guardian",
            "name": "王家长",
            "relationship": "parent",
            "phone": "13900001111",
            "capacity": "statutory",
            "from_on": day,
        },
        "casework.new_military_certificate": {
            "number": "浙军001",
            "soldier_grade": "6",
            "valid_from": ["2020", "1", "1"],
            "valid_until": ["2030", "1", "1"],
        },
        "casework.new_support": {"kind": "grant", "given_on": day, "amount": "3000.50", "note": "启动资金"},
        "casework.support_voided": {"reason": "登记到别人名下了"},
        "casework.new_task": {"kind": "ring", "due_on": day, "note": "问近况"},
        "casework.whereabouts": {"version": "1", "village": "", "address": "示例街道 1 号", "contact_channel": "phone"},
        "casework.consent_withdrawn": {},
        "casework.relation_ended": {},
        "casework.task_done": {"back": "tasks"},
    }


def of_fairs(day):
    """Forms about fairs and what became of people there."""
    announced = {"name": "专场招聘会", "name_en": "Job fair", "kind": "on_site", "venue": "一楼大厅"}
    days = {"starts_on": ["2027", "4", "26"], "ends_on": ["2027", "4", "27"]}
    return {
        "casework.new_fair": {**announced, **days},
        "casework.booth_given": {"employer": "另一家公司"},
        "casework.booth_taken": {},
        "casework.fair_result": {"kind": "shop", "on_day": day},
        "casework.fair_result_voided": {"reason": "登记到别人名下了"},
    }
