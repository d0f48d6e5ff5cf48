"""What fairs, their results and special support are called on pages."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

FAIR_KINDS: Labels = {
    "on_site": _l("现场招聘会"),
    "online": _l("网上招聘会"),
    "ecommerce": _l("电商招聘会"),
}

RESULT_KINDS: Labels = {
    "partner": _l("成为合伙人"),
    "shop": _l("进入村淘开店"),
}

SUPPORT_KINDS: Labels = {
    "grant": _l("扶持资金"),
    "aid": _l("辅助器具"),
    "training": _l("培训名额"),
    "job_coach": _l("就业辅导员"),
    "start_up": _l("创业扶持"),
}
