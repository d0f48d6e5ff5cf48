"""What templates can call besides their own macros: registered once, for pages and imported macros alike.

No sentence and no HTML lives here; what a page shows is given by its door.
"""

from flask import Flask

from jobmatch.web.forms import form_errors
from jobmatch.web.govuk import govuk
from jobmatch.web.grids import year_rows
from jobmatch.web.widgets import group_of


def register(app: Flask) -> None:
    """Give every template of the app the ready-made components and the helpers of forms and grids."""
    app.jinja_env.globals.update(govuk=govuk, form_errors=form_errors, group_of=group_of, year_rows=year_rows)
