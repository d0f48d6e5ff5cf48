"""The words of the register: kinds, grades, what happened to a certificate, how somebody is reached."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

DISABILITY_KINDS: Labels = {
    "1": _l("视力残疾"),
    "2": _l("听力残疾"),
    "3": _l("言语残疾"),
    "4": _l("肢体残疾"),
    "5": _l("智力残疾"),
    "6": _l("精神残疾"),
    "7": _l("多重残疾"),
}

GRADES: Labels = {"1": _l("一级"), "2": _l("二级"), "3": _l("三级"), "4": _l("四级")}

CERTIFICATE_EVENTS: Labels = {
    "issued": _l("新办"),
    "renewed": _l("换领"),
    "replaced": _l("补办"),
    "regraded": _l("等级变更"),
    "moved_in": _l("迁入"),
    "moved_out": _l("迁出"),
    "cancelled": _l("注销"),
    "frozen": _l("冻结"),
}

CONTACT_CHANNELS: Labels = {
    "sms": _l("发短信"),
    "wechat": _l("发微信"),
    "phone": _l("打电话"),
    "family": _l("通过家人"),
}

RELATION_KINDS: Labels = {
    "guardian": _l("监护人"),
    "companion": _l("陪同的人"),
    "contact": _l("联系人"),
}

RELATIONSHIPS: Labels = {
    "spouse": _l("配偶"),
    "parent": _l("父母"),
    "child": _l("子女"),
    "sibling": _l("兄弟姐妹"),
    "grandparent": _l("祖父母、外祖父母"),
    "relative": _l("其他亲属"),
    "neighbour": _l("朋友、邻居"),
    "village": _l("村（社区）或单位"),
    "other": _l("其他"),
}

GUARDIAN_CAPACITIES: Labels = {
    "statutory": _l("法定监护"),
    "appointed": _l("指定监护"),
    "agreed": _l("意定监护（有书面协议）"),
}

FOUND_AT_WORK: Labels = {
    "still": _l("还在上班"),
    "left": _l("已经离开"),
    "unreached": _l("没有联系上"),
}
LEAVE_REASONS: Labels = {
    "resigned": _l("本人辞职"),
    "dismissed": _l("单位解除"),
    "run_out": _l("合同到期"),
    "closed": _l("单位停业或搬走"),
    "other": _l("其他原因"),
}
TASK_KINDS: Labels = {
    "renew_certificate": _l("换领残疾人证"),
    "ring": _l("打电话联系"),
    "visit": _l("上门看望"),
    "papers": _l("补齐材料"),
    "follow_up": _l("跟踪回访"),
    "other": _l("其他要办的事"),
}

DUPLICATE_REASONS: Labels = {
    "same_citizen_number": _l("身份证号一致"),
    "same_certificate": _l("残疾人证号一致"),
    "same_name_and_birth": _l("姓名和出生日期一致"),
    "variant_name_and_birth": _l("姓名是异体字、繁简不同，出生日期一致"),
    "same_name_and_phone": _l("姓名和电话一致"),
    "same_sound_and_birth": _l("姓名读音一样，出生日期一致"),
    "variant_name_and_phone": _l("姓名是异体字、繁简不同，电话一致"),
    "same_phone": _l("电话一致"),
    "same_name": _l("同名，要看身份证才能确定"),
    "variant_name": _l("姓名只差异体字、繁简，要看身份证才能确定"),
    "same_sound": _l("姓名读音一样，要看身份证才能确定"),
    "other_citizen_number": _l("身份证号不一样，多半不是同一个人"),
    "other_birth": _l("出生日期不一样"),
}

STRENGTHS: Labels = {
    "certain": _l("号码一致"),
    "probable": _l("很可能是同一个人"),
    "possible": _l("可能是同一个人"),
    "none": _l("不像同一个人"),
}

PERSON_SOURCES: Labels = {
    "register": _l("残疾人证登记库"),
    "registration": _l("求职登记"),
    "roster": _l("单位的花名册"),
}

SEXES: Labels = {"male": _l("男"), "female": _l("女")}

STANDINGS: Labels = {
    "none": _l("没有登记残疾人证"),
    "not_checked": _l("没有核对"),
    "valid": _l("有效"),
    "expiring": _l("快到期"),
    "expired": _l("已过期"),
    "frozen": _l("已冻结"),
    "cancelled": _l("已注销"),
    "moved_out": _l("已迁出"),
}

STANDING_TONES: Mapping[str, str] = {
    "none": "plain",
    "not_checked": "plain",
    "valid": "done",
    "expiring": "caution",
    "expired": "caution",
    "frozen": "stop",
    "cancelled": "stop",
    "moved_out": "plain",
}
