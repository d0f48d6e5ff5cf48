"""What holds of every roster: nothing crashes, each row has an answer, likeness changes no judgement."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.employment.counting import judge_month
from jobmatch.levy.roster import months as of_rows
from jobmatch.levy.roster import values
from jobmatch.levy.roster.columns import read_columns
from jobmatch.levy.roster.judging import YearOfLaw
from jobmatch.levy.roster.rows import Reading, read_row
from jobmatch.levy.roster.template import COLUMNS
from tests.lengths import examples
from tests.unit.levy.roster.made import LAW, TODAY, YEAR, check, person, table

CELLS = st.one_of(
    st.sampled_from(
        ["", "3000", "2490", "2,000元", "全年", "1-6", "2025-03-01", "合计", "无固定期限", "二级", "是", "=1+1", "X"]
    ),
    st.text(max_size=20),
)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31)).map(date.isoformat)
WAGES = st.sampled_from(["", "2489.99", "2490", "2490.01", "3000", "5000"])
MONTHS = st.sampled_from(["全年", "1-6", "3", "无", ""])


@given(st.lists(st.lists(CELLS, min_size=1, max_size=30), max_size=8))
@examples(60, 3000)
def test_any_cells_give_an_answer_for_each_row_in_both_languages(rows):
    roster = check(*rows)
    answered = {one.row for one in roster.findings}
    assert {number for number, cells in enumerate(rows, start=2) if any(cells)} <= answered
    for one in roster.findings:
        assert one.sentence("zh_Hans_CN")
        assert one.sentence("en")


@given(
    st.lists(WAGES, min_size=12, max_size=12),
    st.tuples(DAYS, DAYS, MONTHS, MONTHS),
    st.sampled_from(["19650301", "19700607", "19900307", "20091102"]),
)
@examples(80, 3000)
def test_months_judged_together_are_judged_as_each_alone(wages, said, born):
    begin, until, pension, medical = said
    changes = {f"{month}月工资": wage for month, wage in enumerate(wages, start=1)}
    row = person(born=born, 合同开始日期=begin, 合同结束日期=until, 养老保险=pension, 医疗保险=medical, **changes)
    columns = read_columns(COLUMNS, YEAR)
    line = table(row).lines[1]
    read = read_row(Reading(2, line.cell, {}, columns, YEAR, TODAY))
    law, card, names = YearOfLaw(YEAR, TODAY, LAW.at), of_rows._card(read), sorted(read.worked)

    def facts(month):
        return of_rows._facts(read, columns, law.names[month])

    together = {month: (one.weight, one.against, one.cautions) for month, one in law.judge(read, names, facts, card)}
    alone = {month: judge_month(facts(month), card, TODAY, LAW.at) for month in names}
    assert together == {month: (one.weight, one.against, one.cautions) for month, one in alone.items()}


@given(st.integers(0, 99_999_999), st.sampled_from(["{}", "{}元", "￥{}", " {} ", "{}元/月"]))
@examples(60, 3000)
def test_a_wage_is_read_to_the_fen_however_it_is_written(fen, pattern):
    for text in (f"{fen / 100:.2f}", f"{fen / 100:,.2f}"):
        assert values.read_wage(pattern.format(text)) == fen


@given(st.sets(st.integers(1, 12), min_size=1))
def test_months_are_read_as_they_are_listed(months):
    assert values.read_months("、".join(f"{month}月" for month in sorted(months))) == months
