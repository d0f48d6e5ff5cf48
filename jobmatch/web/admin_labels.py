"""The administrators' words: reasons, duties, what a second factor is, how sure a legal value is."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

ROLE_REASONS: Labels = {
    "new_task": _l("换了工作任务"),
    "other_place": _l("换了单位或地方"),
    "stand_in": _l("临时代班"),
    "left": _l("离开了岗位"),
    "mistake": _l("原来设错了"),
    "review": _l("定期复核后调整"),
}

SECOND_FACTORS: Labels = {"app": _l("手机验证器"), "passkey": _l("通行密钥")}

ACTOR_KINDS: Labels = {"human": _l("已不在的账号"), "device": _l("终端"), "machine": _l("系统")}

CONFIDENCE: Labels = {
    "text": _l("已读原文"),
    "secondary": _l("见于转引"),
    "unconfirmed": _l("待确认"),
    "decided": _l("本系统的约定"),
}

CONFIDENCE_TONES: Mapping[str, str] = {
    "text": "because",
    "secondary": "plain",
    "unconfirmed": "caution",
    "decided": "plain",
}

DOORS: Labels = {
    "public": _l("公开页面"),
    "casework": _l("经办工作台"),
    "portal": _l("用人单位"),
    "account": _l("我的账号"),
    "admin": _l("系统管理"),
    "api": _l("程序接口"),
    "api-docs": _l("程序接口的说明"),
    "kiosk": _l("自助终端"),
    "village": _l("村（社区）"),
    "workshop": _l("辅助性就业机构"),
}
