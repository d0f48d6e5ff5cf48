"""The words of claims to months and of contests, as staff read them."""

from flask_babel import lazy_gettext as _l

from jobmatch.web.labels import Labels

CLAIM_STATES: Labels = {
    "accepted": _l("计入"),
    "uncounted": _l("不计入"),
    "contested": _l("正在核实"),
    "lost": _l("核实后不计入"),
    "withdrawn": _l("已撤回"),
}

CONTEST_GROUNDS: Labels = {
    "contract_signer": _l("以签订劳动合同的单位为准"),
    "dispatch_agreement": _l("以派遣协议约定的一方为准"),
    "paid_and_insured": _l("以实际发工资并缴纳社保的单位为准"),
    "had_left": _l("那个月已经离开这家单位"),
    "no_evidence": _l("没有证明材料"),
    "other_withdrew": _l("另一份申报已经撤回"),
}

CELLS: Labels = {
    "stated": _l("已申报"),
    "counts": _l("计入"),
    "double": _l("按两人计入"),
    "uncounted": _l("不计入"),
    "unclaimed": _l("未申报"),
    "checked": _l("核实中"),
    "not_worked": _l("未在岗"),
    "not_begun": _l("未到"),
}

DECLARATION_STATES: Labels = {
    "submitted": _l("已提交"),
    "returned": _l("退回补正"),
    "in_review": _l("审核中"),
    "confirmed": _l("已确认"),
    "rejected": _l("未通过"),
    "withdrawn": _l("已撤回"),
}

DISPATCHES: Labels = {
    "none": _l("不是派遣"),
    "counts_here": _l("派遣，书面约定由本单位计入"),
    "counts_elsewhere": _l("派遣，由另一方计入"),
}

# What a claimant reads of a decision: nothing in it tells of anybody else.
OUTCOMES: Labels = {
    "contract_signer": _l("按劳动合同核实"),
    "dispatch_agreement": _l("按派遣协议核实"),
    "paid_and_insured": _l("按工资和社保记录核实"),
    "had_left": _l("按离职日期核实"),
    "no_evidence": _l("没有收到足够的证明材料"),
    "other_withdrew": _l("申报已经撤回"),
}
