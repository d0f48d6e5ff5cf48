"""The words of assisted employment: institutions, placements, subsidies."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

INSTITUTION_KINDS: Labels = {
    "work_therapy": _l("工疗车间"),
    "home": _l("残疾人之家"),
    "sunshine_home": _l("阳光家园"),
    "farm_therapy": _l("农疗基地"),
}

PLACEMENT_STATES: Labels = {
    "waiting": _l("轮候"),
    "trial": _l("试工"),
    "placed": _l("已安置"),
    "suspended": _l("暂停"),
    "left": _l("已离开"),
    "transferred": _l("已转到别的机构"),
    "dropped": _l("没有签协议就结束了"),
}

ASKED_BY: Labels = {
    "village": _l("专职委员"),
    "family": _l("家属"),
    "person": _l("本人"),
    "caseworker": _l("经办人"),
}

AGREEMENT_KINDS: Labels = {
    "labour": _l("劳动合同"),
    "flexible": _l("就业协议（灵活报酬）"),
}

PRESENCES: Labels = {
    "full": _l("全天"),
    "half": _l("半天"),
    "excused": _l("请假"),
    "absent": _l("缺勤"),
}

END_REASONS: Labels = {
    "open_employment": _l("到一般单位就业"),
    "moved": _l("搬走"),
    "health": _l("身体原因"),
    "family": _l("家庭原因"),
    "aged_out": _l("超过就业年龄"),
    "transfer": _l("转到别的机构"),
    "not_suited": _l("试工后不合适"),
    "taken_back": _l("不再需要"),
}

PROGRAMME_KINDS: Labels = {
    "reward": _l("奖励"),
    "social_insurance": _l("社保补贴"),
    "site": _l("场地补贴"),
    "equipment": _l("设备补贴"),
    "bed_insurance": _l("机构综合保险补贴"),
}

SUBSIDY_BASES: Labels = {
    "placed": _l("安置人数"),
    "insured": _l("参保人数"),
    "site": _l("场地"),
    "equipment": _l("设备"),
    "beds": _l("床位"),
}
