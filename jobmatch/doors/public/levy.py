"""The public levy calculator: the same rules as everywhere, no account, nothing kept."""

from flask import render_template
from flask.typing import ResponseReturnValue

from jobmatch.doors.public import blueprint
from jobmatch.doors.public.levy_form import LevyForm
from jobmatch.law import NoLegalValueError
from jobmatch.law.installed import law_on
from jobmatch.levy.rules import NoTierError, assess, levy_parameters
from jobmatch.levy.rules.figures import FiguresError
from jobmatch.web.language import locale_code
from jobmatch.web.levy_shown import levy_shown


@blueprint.get("/levy")
def levy() -> ResponseReturnValue:
    """What do we owe, and what would one more hire save? The questions."""
    return render_template("public/levy.html", form=LevyForm())


@blueprint.post("/levy")
def levy_assessed() -> ResponseReturnValue:
    """The answer, with every step. Posted, so that no wage stands in an address or a log; kept by nobody."""
    form = LevyForm()
    if not form.validate_on_submit():
        return render_template("public/levy.html", form=form), 422
    facts = form.facts()
    try:
        parameters = levy_parameters(law_on(facts.levy_date))
        shown = levy_shown(facts, parameters, assess(facts, parameters))
    except (NoTierError, NoLegalValueError, FiguresError) as error:
        form.refuse("levy_date", error.sentence(locale_code()))
        return render_template("public/levy.html", form=form), 422
    return render_template("public/levy_assessed.html", shown=shown)
