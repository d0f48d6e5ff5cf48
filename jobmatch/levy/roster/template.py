"""An empty roster to fill in: our own names of columns, numbers kept as text, and a sheet that explains."""

from jobmatch.documents.workbook_out import Sheet, workbook
from jobmatch.wording import sentence

COLUMNS = (
    "姓名",
    "身份证号",
    "残疾人证号",
    "残疾人证有效期至",
    "残疾军人证等级",
    "岗位",
    "合同类型",
    "合同开始日期",
    "合同结束日期",
    "入职日期",
    "离职日期",
    "劳务派遣",
    *(f"{month}月工资" for month in range(1, 13)),
    "养老保险",
    "医疗保险",
    "备注",
)
"""In Chinese in every language: they are the columns of the official form."""
_WIDE = {1: 22, 2: 24, 3: 18, 4: 16}
_HINTS = 10


def template(locale: str) -> bytes:
    """Return the template as .xlsx."""
    hints = {number: [sentence(f"roster.template.{number}", {}, locale)] for number in range(1, _HINTS + 1)}
    sheets = (
        Sheet("花名册", {1: COLUMNS}, head=1, widths=_WIDE, text_columns=range(len(COLUMNS))),
        Sheet("填写说明", hints, widths={0: 100}, text_columns=(0,)),
    )
    return workbook(sheets)
