"""The names of tables, fields, reasons and states of data care, as the desk reads them."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

FIELDS: Labels = {
    "people_name": _l("姓名"),
    "people_citizen_number": _l("身份证号"),
    "people_phone": _l("电话"),
    "people_town": _l("户籍或居住的乡镇街道"),
    "people_address": _l("住址"),
    "people_contact_channel": _l("怎么联系方便"),
    "seekers_wanted": _l("想做什么"),
    "seekers_text": _l("自己的话"),
    "seekers_history": _l("做过"),
    "seekers_functions": _l("能做和不方便做的"),
    "seekers_needs": _l("需要的便利"),
    "seekers_refusals": _l("不要的安排"),
    "seekers_licences": _l("证书"),
    "seekers_wage_floor": _l("最低工资"),
    "seekers_hours_week": _l("每周工时"),
    "seekers_distance_km": _l("上班路程"),
    "seekers_place": _l("从哪里出发上班"),
    "seekers_education": _l("学历"),
}

TABLES: Labels = {
    "people": _l("个人资料"),
    "seekers": _l("求职档案"),
    "certificates": _l("残疾人证记录"),
    "certificate_events": _l("残疾人证的办理记录"),
    "certificate_components": _l("多重残疾包括哪几类"),
    "consents": _l("同意"),
    "person_views": _l("查看记录"),
    "registrations": _l("招聘会登记"),
    "submission_links": _l("核实过的登记表"),
    "shown_lists": _l("看过的匹配建议"),
    "referrals": _l("推荐"),
    "outcomes": _l("推荐结果"),
    "spells": _l("在岗经历"),
    "person_months": _l("就业月份"),
    "month_claims": _l("单位对就业月份的申报"),
    "month_contests": _l("对同一个月的两份申报"),
    "corrections": _l("更正记录"),
    "data_requests": _l("对资料提出的要求"),
}

MERGE_REASONS: Labels = {
    "same_card": _l("看过身份证，是同一个人"),
    "told": _l("本人说登记过两次"),
    "same_records": _l("核对过两边的记录，是同一个人"),
}

UNDO_REASONS: Labels = {
    "two_people": _l("其实是两个人"),
    "wrong_choice": _l("合并时选错了"),
}

CONTESTS: Labels = {
    "consent": _l("同一项同意，两边的记录不能都算"),
    "registration": _l("两份都登记了同一场招聘会"),
    "referral": _l("两份都推荐到了同一个岗位，还在进行"),
    "spell": _l("同一个月两边都有就业记录"),
}

DECISIONS: Labels = {
    "kept": _l("以保留的这一份为准"),
    "other": _l("以并过来的这一条为准"),
}

OUTCOMES: Labels = {
    "referred": _l("已推荐"),
    "interviewed": _l("已面试"),
    "offered": _l("达成意向"),
    "hired": _l("已录用"),
    "retained": _l("稳定就业"),
    "declined": _l("没有选"),
}

EXPORT_REASONS: Labels = {
    "person": _l("本人要求查看或复制"),
    "guardian": _l("监护人代本人要求"),
    "relative": _l("已故本人的近亲属要求"),
    "authority": _l("依法需要提供"),
}

CORRECTED_FIELDS: Labels = {
    "name": _l("姓名"),
    "citizen_number": _l("身份证号"),
    "born_on": _l("出生日期"),
    "phone": _l("电话"),
    "town": _l("乡镇街道"),
}

CORRECTION_REASONS: Labels = {
    "person_asked": _l("本人说写错了"),
    "card_differs": _l("看过证件，和登记的不一样"),
    "changed": _l("情况变了（改名、换号、搬家）"),
    "typed_wrong": _l("我们录入时写错了"),
}

REQUEST_KINDS: Labels = {
    "see": _l("查看自己的资料"),
    "copy": _l("复制、带走自己的资料"),
    "correct": _l("更正"),
    "erase": _l("删除"),
    "explain": _l("解释怎样处理和推荐"),
}

REQUEST_OUTCOMES: Labels = {
    "done": _l("已照办"),
    "partly": _l("办了一部分，其余依法保留"),
    "refused": _l("没有办，已告诉本人理由"),
    "taken_back": _l("本人收回了要求"),
}

GROUNDS: Labels = {
    "asked": _l("本人要求删除"),
    "withdrew": _l("本人不再同意保存"),
    "inactive": _l("很久没有往来"),
}

KEEP_REASONS: Labels = {
    "still_wants": _l("问过本人，还想找工作"),
    "in_contact": _l("最近联系过本人"),
    "open_matter": _l("还有事没有办完"),
}
