"""The words of the register: kinds, grades, what happened to a certificate, how somebody is reached."""

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
