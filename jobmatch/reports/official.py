"""The scorecard as an official document (公文), for Word and PDF. Figures only, nobody's name."""

from jobmatch.documents.official import Block, Grid, Heading, Official, Text
from jobmatch.documents.official_pdf import as_pdf
from jobmatch.documents.official_word import as_word
from jobmatch.reports.report import Report
from jobmatch.reports.written import by_process, said

NUMERALS = "一二三四五六七八九十"


def as_official(report: Report) -> Official:
    """Return the document: what was done in sentences, then every figure with its unit and what is counted."""
    return Official(
        title=report.say("scorecard.official_title", federation=report.federation, period=report.period),
        subtitle=report.say("scorecard.subtitle", first=report.first, last=report.last),
        lang=report.lang,
        blocks=[Text(report.say("scorecard.opening", day=report.day)), *_paragraphs(report), _table(report)],
        issuer=report.federation,
        day=report.day,
        dated=report.say("scorecard.dated", day=report.day),
    )


def as_word_file(report: Report) -> bytes:
    """Return the scorecard as .docx."""
    return as_word(as_official(report))


def as_pdf_file(report: Report) -> bytes:
    """Return the scorecard as tagged PDF."""
    return as_pdf(as_official(report))


def _paragraphs(report: Report) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(report.paragraphs):
        place = f"{number + 1}. " if report.lang == "en" else f"{NUMERALS[number]}、"
        blocks += [Heading(place + report.say(f"scorecard.process.{one.process}")), Text(one.text)]
    return blocks


def _table(report: Report) -> Grid:
    columns = ("process", "name", "value", "unit", "source")
    return Grid(
        caption=report.say("scorecard.table", period=report.period),
        head=[report.say(f"scorecard.column.{name}") for name in columns],
        rows=[
            [process, one.name, said(one), one.unit, one.source]
            for process, figures in by_process(report.figures, report.locale)
            for one in figures
        ],
        shares=[5, 6, 4, 5, 10],
        numbers=[2],
    )
