"""The scorecard as a file: which forms there are, and what a browser is told of each."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jobmatch.reports.official import as_pdf_file, as_word_file
from jobmatch.reports.report import Report
from jobmatch.reports.written import as_workbook


class Form(NamedTuple):
    """A form of file. ``make`` may raise ``UndrawnCharacterError``."""

    media_type: str
    make: Callable[[Report], bytes]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
FORMS: Mapping[str, Form] = {
    "docx": Form(f"{_OPEN_XML}.wordprocessingml.document", as_word_file),
    "pdf": Form("application/pdf", as_pdf_file),
    "xlsx": Form(f"{_OPEN_XML}.spreadsheetml.sheet", as_workbook),
}
"""The forms by the ending of the file's name."""
