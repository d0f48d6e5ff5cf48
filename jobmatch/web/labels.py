"""The names of states, steps and reasons as pages and programs show them; what they mean is decided elsewhere."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

Labels = Mapping[str, LazyString]

REFERRAL_STATES: Labels = {
    "sent": _l("等单位答复"),
    "interview": _l("约了面试"),
    "trial": _l("体检或试工"),
    "offered": _l("达成意向"),
    "hired": _l("已录用"),
    "declined": _l("单位没有选"),
    "withdrawn": _l("已撤回"),
}

STATE_TONES: Mapping[str, str] = {
    "sent": "teal",
    "interview": "teal",
    "trial": "teal",
    "offered": "because",
    "hired": "done",
    "declined": "stop",
    "withdrawn": "plain",
}

EMPLOYER_TYPES: Labels = {
    "enterprise": _l("企业"),
    "small_micro_enterprise": _l("小型、微型企业"),
    "public_institution": _l("事业单位"),
    "government": _l("机关"),
    "social_organisation": _l("社会团体"),
    "private_non_enterprise": _l("民办非企业单位"),
}

DECLINE_REASONS: Labels = {
    "filled": _l("岗位已经招满"),
    "skills": _l("技能或经验还不够"),
    "hours": _l("上班时间对不上"),
    "distance": _l("路程太远"),
    "accommodation": _l("需要的便利暂时提供不了"),
    "no_show": _l("约了没有来"),
    "other": _l("其他原因"),
}

WITHDRAW_REASONS: Labels = {
    "found_work": _l("本人找到了别的工作"),
    "not_wanted": _l("本人不想去了"),
    "unreachable": _l("联系不上本人"),
    "mistake": _l("推荐错了"),
}

CONTRACT_KINDS: Labels = {
    "labour_contract": _l("劳动合同"),
    "service_agreement": _l("劳务协议"),
    "flexible": _l("灵活用工，没有书面合同"),
}

# The official codes of the national survey of employment forms.
EMPLOYMENT_FORMS: Mapping[int, LazyString] = {
    1: _l("按比例就业"),
    2: _l("集中就业"),
    3: _l("个体就业"),
    4: _l("公益性岗位就业"),
    5: _l("辅助性就业"),
    6: _l("农村种养加"),
    7: _l("灵活就业"),
}

ENTRANCES: Labels = {
    "kiosk": _l("自助终端"),
    "desk": _l("工作人员登记"),
    "phone": _l("手机登记"),
    "village": _l("村、社区登记"),
    "paper": _l("纸质登记"),
}

PURPOSES: Labels = {
    "store": _l("保存登记信息"),
    "recommend": _l("向单位推荐"),
    "disclose": _l("把姓名告诉单位"),
}

CONSENT_FORMS: Labels = {
    "full": _l("读了完整说明"),
    "easy_read": _l("读了易读说明"),
    "spoken": _l("听工作人员口头说明"),
}

CAPACITIES: Labels = {
    "self": _l("本人同意"),
    "guardian": _l("监护人同意，本人知道"),
}

ROLES: Labels = {
    "caseworker": _l("经办人"),
    "reviewer": _l("审核人"),
    "head": _l("负责人"),
    "fair_staff": _l("招聘会工作人员"),
    "village_officer": _l("专职委员"),
    "workshop_supervisor": _l("机构负责人"),
    "employer": _l("用人单位"),
    "statistician": _l("统计人员"),
    "auditor": _l("审计人员"),
    "system_admin": _l("系统管理员"),
    "security_admin": _l("安全管理员"),
}

# What somebody looked at, by the word that ``record_view`` keeps.
VIEWS: Labels = {
    "profile": _l("求职档案"),
    "person": _l("个人页"),
    "suggestions": _l("求职档案和匹配建议"),
    "referral": _l("推荐记录"),
    "hire": _l("录用登记"),
    "months": _l("就业月份"),
    "follow_up": _l("回访"),
    "numbers": _l("证件号码的后四位"),
    "portal": _l("推荐给这家单位的内容"),
    "village": _l("村、社区的一页"),
    "citizen_number": _l("完整的身份证号"),
    "certificate_number": _l("完整的残疾人证号"),
    "care": _l("资料与权利的页面"),
    "correction": _l("更正的页面"),
    "export": _l("全部资料"),
    "merge": _l("合并的页面"),
    "placement": _l("辅助性就业的页面"),
}

OPEN_REASONS: Labels = {
    "check": _l("当面核对证件"),
    "contract": _l("办劳动合同、社会保险"),
    "subsidy": _l("申请补贴"),
    "quota": _l("按比例就业审核"),
    "other": _l("其他原因"),
}
