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
    "seekers_job_facts_only": _l("推荐只按岗位情况排序"),
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
    "person_situations": _l("村里报的情况"),
    "update_round_entries": _l("动态更新名单"),
    "military_certificates": _l("残疾军人证"),
    "person_relations": _l("监护人、陪同的人和联系人"),
    "tasks": _l("要办的事"),
    "consents": _l("同意"),
    "person_views": _l("查看记录"),
    "registrations": _l("求职登记"),
    "special_supports": _l("专项扶持"),
    "fair_results": _l("电商招聘会的结果"),
    "submission_links": _l("核实过的登记表"),
    "shown_lists": _l("看过的匹配建议"),
    "referrals": _l("推荐"),
    "outcomes": _l("推荐结果"),
    "spells": _l("在岗经历"),
    "filed_workers": _l("单位申报时写的姓名和证号"),
    "person_months": _l("就业月份"),
    "month_claims": _l("单位对就业月份的申报"),
    "declared_persons": _l("年度申报里的月份"),
    "month_contests": _l("对同一个月的两份申报"),
    "placements": _l("辅助性就业安置"),
    "attendances": _l("辅助性就业的考勤"),
    "attendance_corrections": _l("考勤更正"),
    "corrections": _l("更正记录"),
    "data_requests": _l("对资料提出的要求"),
}

EXPORT_REASONS: Labels = {
    "person": _l("本人要求查看或复制"),
    "guardian": _l("监护人代本人要求"),
    "relative": _l("已故本人的近亲属要求"),
    "authority": _l("依法需要提供"),
}
