"""What is said of the learned ranker: its gates, the systems that it is compared with, the groups of the audit."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels
from jobmatch.web.register_labels import DISABILITY_KINDS, GRADES

GATES: Labels = {
    "enough_outcomes": _l("结果够多"),
    "better_than_base": _l("比评分表好"),
    "better_than_text": _l("比只看文字好"),
    "better_than_popularity": _l("比只看热门好"),
    "better_than_random": _l("比随机好"),
    "calibrated": _l("说的机会和实际相符"),
    "exposure_kind": _l("各残疾类别看到的机会相近"),
    "exposure_grade": _l("各残疾等级看到的机会相近"),
    "exposure_sex": _l("男女看到的机会相近"),
    "exposure_age_band": _l("各年龄段看到的机会相近"),
    "exposure_town": _l("各乡镇街道看到的机会相近"),
    "few_large_moves": _l("很少把排在前面的挪到后一半"),
}

SYSTEMS: Labels = {
    "learned": _l("学出来的排序"),
    "base": _l("评分表"),
    "text": _l("只看文字"),
    "popularity": _l("只看热门"),
    "random": _l("随机"),
}

ATTRIBUTES: Labels = {
    "kind": _l("残疾类别"),
    "grade": _l("残疾等级"),
    "sex": _l("性别"),
    "age_band": _l("年龄段"),
    "town": _l("乡镇街道"),
}

GROUP_NAMES: dict[str, Labels] = {
    "kind": DISABILITY_KINDS,
    "grade": GRADES,
    "sex": {"male": _l("男"), "female": _l("女")},
    "age_band": {
        "< 30": _l("30 岁以下"),
        "< 40": _l("30 到 39 岁"),
        "< 50": _l("40 到 49 岁"),
        ">= 50": _l("50 岁以上"),
    },
}
"""By attribute, what its groups are called; a town is called what it is called."""
