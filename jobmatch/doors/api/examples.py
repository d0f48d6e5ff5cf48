"""The examples in ``/openapi.json``: the requests work as they stand against a district made by ``jobmatch demo load``.

The keys are those of the invented district's example objects; a test holds them equal to the demo's own.
"""

from typing import Any

Json = dict[str, Any]

EMPLOYER = "00000000-0000-4000-8000-00000000e001"
FAIR = "00000000-0000-4000-8000-00000000fa01"
SEEKER = "00000000-0000-4000-8000-0000000005e1"
POSITION = "00000000-0000-4000-8000-000000009051"
SENT_REFERRAL = "00000000-0000-4000-8000-0000000efe01"
INTERVIEW_REFERRAL = "00000000-0000-4000-8000-0000000efe02"
HIRED_PERSON = "00000000-0000-4000-8000-0000000041ed"
SUBMISSION = "8d3f1a52-6d0e-4c37-9a3e-2f1b7c5e9d10"
_NEW = "5f0d8a6e-1c1b-4a55-8d6f-3b2f0c9e7a41"
WORDS = "整理工"
_FIRM = "样板间纺织有限公司（虚构）"
_TOWN = "江口街道"

REFER: Json = {"seeker": SEEKER, "position": POSITION}
ANSWER: Json = {"answer": "interview", "note": "上午来厂里看看工位。"}
WITHDRAW: Json = {"reason": "found_work"}
HIRE: Json = {"referral": INTERVIEW_REFERRAL, "contract_kind": "labour_contract", "wage": "2800"}
REGISTRATION: Json = {
    "name": "陈示例",
    "wanted": ["包装工"],
    "functions": {"stand_long": "cannot"},
    "needs": ["seated_work"],
    "refusals": ["night_shift"],
    "distance_km": 10,
}

JOB: Json = {
    "id": POSITION,
    "title": "后道整理工",
    "text": "给毛衣挂吊牌、折叠、装袋，坐着做，一楼车间，午饭免费。",
    "employer": _FIRM,
    "town": _TOWN,
    "wage_min": "2900",
    "wage_max": "3600",
    "hours_week": 40,
    "seats": 3,
    "education": "none",
    "demands": {"see_detail": "needed", "use_both_hands": "needed", "speak": "not_needed"},
    "offers": ["written_instructions", "seated_work", "step_free_access", "meals"],
    "conditions": {"night_shift": "no", "overtime": "no"},
    "licences": [],
    "posted_on": "2026-11-04",
    "closes_on": None,
}
JOBS: Json = {"items": [JOB], "total": 1}
POSITIONS: Json = {
    "items": [
        {
            "id": POSITION,
            "title": "后道整理工",
            "employer": _FIRM,
            "employer_id": EMPLOYER,
            "town": _TOWN,
            "seats": 3,
            "state": "open",
            "posted_on": "2026-11-04",
        }
    ],
    "total": 1,
}
SEEKERS: Json = {
    "items": [{"id": SEEKER, "name": "样**", "town": _TOWN, "wanted": ["后道整理工"], "since_on": "2026-01-28"}],
    "total": 1,
}
FAIRS: Json = {
    "items": [
        {
            "id": FAIR,
            "name": "练习招聘会（虚构，一直开放）",
            "name_en": "Practice fair (invented, always open)",
            "kind": "on_site",
            "venue": "区残联一楼大厅",
            "starts_on": "2026-10-25",
            "ends_on": None,
            "is_practice": True,
        }
    ],
    "total": 1,
}
SUGGESTIONS: Json = {
    "suggestions": [
        {
            "position": POSITION,
            "score": 52.0,
            "parts": [
                {"reason": "start", "value": 40.0, "points": 40.0, "sentence": "每个岗位都从 40 分算起。"},
                {
                    "reason": "wish_same_occupation",
                    "value": 4.0,
                    "points": 12.0,
                    "sentence": "“后道整理工”和您想做的工作是同一种职业。",
                },
            ],
            "cautions": [
                {
                    "reason": "limit_unclear",
                    "sentence": "岗位没说要不要“搬 20 公斤”，您不方便做，先问清楚。",
                    "values": {"function": "lift_20kg"},
                }
            ],
            "missing": [],
        }
    ],
    "excluded": [],
}

MADE: Json = {"id": _NEW, "state": "sent", "seeker": SEEKER, "position": POSITION, "pseudonym": "A-1042"}
_SENT: Json = {
    "id": SENT_REFERRAL,
    "state": "sent",
    "seeker": SEEKER,
    "position": POSITION,
    "pseudonym": "B-2077",
    "employer_id": EMPLOYER,
    "made_at": "2026-11-20T01:30:00+00:00",
    "meet_on": None,
}
REFERRALS: Json = {"items": [_SENT], "total": 1}
REFERRAL: Json = {
    **_SENT,
    "steps": [
        {
            "number": 1,
            "from_state": None,
            "to_state": "sent",
            "reason": None,
            "note": None,
            "decided_by": _NEW,
            "decided_at": "2026-11-20T01:30:00+00:00",
        }
    ],
}
ANSWERED: Json = {"id": SENT_REFERRAL, "state": "interview"}
WITHDRAWN: Json = {"id": SENT_REFERRAL, "state": "withdrawn"}
_MONTH: Json = {"month": "2026-11", "first_on": "2026-11-23", "last_on": None, "whole_month": False, "state": "worked"}
HIRED: Json = {
    "id": _NEW,
    "referral": INTERVIEW_REFERRAL,
    "person": SEEKER,
    "seeker": SEEKER,
    "employer": EMPLOYER,
    "started_on": "2026-11-23",
    "months": [_MONTH],
}
MONTHS: Json = {
    "items": [{**_MONTH, "employer": _FIRM, "employer_id": EMPLOYER, "spell": _NEW}],
    "total": 1,
}
REGISTERED: Json = {
    "id": SUBMISSION,
    "ticket": {"number": 7, "fair": FAIR, "issued_at": "2026-11-23T01:30:00+00:00"},
    "suggestions": [
        {
            "booth": 1,
            "position": POSITION,
            "title": "后道整理工",
            "employer": _FIRM,
            "score": 66.3,
            "reasons": {
                "zh_Hans_CN": ["您需要的 1 项，单位能提供 1 项：坐着工作。"],
                "en": ["What you need, the employer offers (1 of 1): seated work."],
            },
        }
    ],
}

_POINT = "BGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfU="
DEVICE: Json = {
    "id": "1b0c6a52-0e1f-4a7e-9f6d-2d6f0c3b8a77",
    "name": "东门终端",
    "fair": FAIRS["items"][0],
    "now": "2026-11-23T01:30:00+00:00",
    "key": {
        "id": "k1",
        "public": _POINT,
    },
    "missing": [],
}
NUMBERS: Json = {"first": 101, "last": 200}
OFFERS: Json = {"day": {}, "table": {}, "words": {}, "wishes": {}, "towns": {}, "positions": [], "lines": {}}

PROBLEM: Json = {
    "type": "about:blank",
    "title": "有字段填得不对",
    "status": 422,
    "detail": "请按 errors 里的说明改正字段后再发送。",
    "errors": [{"field": "limit", "sentence": "应在 1 到 100 之间。"}],
}
