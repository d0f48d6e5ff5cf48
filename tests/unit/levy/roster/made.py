"""Rosters for the tests: a row that has nothing wrong, and changes of it."""

from datetime import date

from stdnum.iso7064 import mod_11_2

from jobmatch.documents.spreadsheet import Line, Table
from jobmatch.law import book
from jobmatch.levy.roster import check_roster
from jobmatch.levy.roster.template import COLUMNS

YEAR, TODAY = 2025, date(2026, 3, 2)
LAW = book("330213")


def citizen(born="19900307", sequence=123):
    payload = f"330224{born}{sequence:03d}"
    return payload + mod_11_2.calc_check_digit(payload)


def person(sequence=123, born="19900307", **changes):
    """A row by column: a clean one but for the changes. ``wages`` is what every month pays, unless changed."""
    number = citizen(born, sequence)
    row = {
        "姓名": "张三",
        "身份证号": number,
        "残疾人证号": f"{number}43",
        "残疾人证有效期至": "2030-01-01",
        "合同类型": "劳动合同",
        "合同开始日期": "2024-01-01",
        "合同结束日期": "2026-12-31",
        **{f"{month}月工资": str(3000 + month) for month in range(1, 13)},
        "养老保险": "全年",
        "医疗保险": "1-12",
    }
    return {**row, **changes}


def table(*rows, columns=COLUMNS, above=(), marks=None, **more):
    """A table with the rows given by column, or as lists of cells, below what stands above the header."""
    texts = [*above, list(columns)]
    texts += [row if isinstance(row, list) else [row.get(name, "") for name in columns] for row in rows]
    lines = tuple(
        Line(number, tuple(cells), (marks or {}).get(number, {}))
        for number, cells in enumerate(texts, start=1)
        if any(cells)
    )
    return Table("xlsx", "", "花名册", lines, **{"others": (), **more})


def check(*rows, year=YEAR, today=TODAY, **more):
    return check_roster(table(*rows, **more), year, today, LAW.at)


def found(roster):
    """What is found that is not fine, as (row, name of the column or None, level, code)."""
    return [
        (one.row, roster.header[one.column] if one.column >= 0 else None, one.level.value, one.code)
        for one in roster.findings
        if one.level.value != "ok"
    ]


def codes(*rows, **more):
    return [one.code for one in check(*rows, **more).findings if one.level.value != "ok"]
