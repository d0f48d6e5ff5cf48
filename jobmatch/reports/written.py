"""The scorecard written down: as a page that needs nothing else, or as a workbook. Figures only, nobody's name."""

from collections.abc import Iterable, Iterator

from jinja2 import Environment

from jobmatch.documents.workbook_out import Sheet, workbook
from jobmatch.reports.processes import PROCESSES
from jobmatch.reports.report import Report
from jobmatch.reports.scorecard import Figure
from jobmatch.wording import sentence

WIDTHS = {0: 26, 1: 14, 2: 8, 3: 70}


def by_process(figures: Iterable[Figure], locale: str) -> Iterator[tuple[str, list[Figure]]]:
    """Go through the processes of the report: the name of each, and its figures in order; those without any are left
    out, and a figure of no process comes last."""
    left = {one.key: one for one in figures}
    for process, keys in PROCESSES.items():
        if some := [left.pop(key) for key in keys if key in left]:
            yield sentence(f"scorecard.process.{process}", {}, locale), some
    if left:
        yield sentence("scorecard.process.other", {}, locale), list(left.values())


def said(figure: Figure) -> str:
    """Return a figure as it is printed: 1,710,000, with 约 before it where it is approximate."""
    return f"{'≈' if figure.approximate else ''}{figure.value:,}"


def as_html(environment: Environment, report: Report) -> str:
    """Return the scorecard as one page without scripts or links, to be kept or sent."""
    page = environment.get_template("reports/scorecard.html")
    lang = "en" if report.lang == "en" else "zh-CN"
    parts = list(by_process(report.figures, report.locale))
    return page.render(title=report.title, lang=lang, said=said, parts=parts, paragraphs=report.paragraphs)


def as_workbook(report: Report) -> bytes:
    """Return the scorecard as .xlsx: one line a figure, the processes as headings."""
    head = [report.say(f"scorecard.column.{name}") for name in ("name", "value", "unit", "source")]
    lines: list[list[str]] = [[report.title], head]
    for process, some in by_process(report.figures, report.locale):
        lines.append([process])
        lines += [[one.name, said(one), one.unit, one.source] for one in some]
    rows = dict(enumerate(lines, start=1))
    return workbook([Sheet(report.say("scorecard.sheet"), rows, head=2, widths=WIDTHS)])
