"""The words of imports: what columns say, where an import stands, what its lists are."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

COLUMNS: Labels = {
    "name": _l("姓名"),
    "certificate": _l("残疾人证号"),
    "citizen": _l("身份证号"),
    "sex": _l("性别"),
    "born_on": _l("出生日期"),
    "kind": _l("残疾类别"),
    "grade": _l("残疾等级"),
    "components": _l("多重残疾的组成"),
    "first_on": _l("首次发证日期"),
    "valid_from": _l("发证日期"),
    "valid_until": _l("有效期至"),
    "status": _l("证件状态"),
    "status_on": _l("状态日期"),
    "town": _l("乡镇（街道）"),
    "village": _l("村（社区）"),
    "address": _l("地址"),
    "phone": _l("电话"),
}

STATES: Labels = {
    "uploaded": _l("等您说明各列"),
    "checking": _l("正在核对"),
    "previewed": _l("等人确认"),
    "confirming": _l("正在写入"),
    "confirmed": _l("已写入"),
    "discarded": _l("已放弃"),
}

LEVELS: Labels = {"error": _l("整行不读"), "warning": _l("此项不读"), "note": _l("请看一看")}

LISTS: Labels = {
    "new": _l("新的人"),
    "changed": _l("有变化的人"),
    "conflict": _l("要人来定的"),
    "gone": _l("名册里有、文件里没有的人"),
}

FIELDS: Labels = {
    "source": _l("列入名册"),
    "citizen_number": _l("补上身份证号"),
    "town_id": _l("住处变了"),
    "phone": _l("补上电话"),
    "address": _l("补上地址"),
}
