"""Registration at a fair, for somebody who stands at a shared screen. No address holds more than the fair's key."""

from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from jobmatch import clock
from jobmatch.accounts.queries import find_district
from jobmatch.doors.kiosk import blueprint, booths, visit
from jobmatch.doors.kiosk.forms import RegistrationForm
from jobmatch.doors.kiosk.reading import answers_given, refuse
from jobmatch.doors.kiosk.steps import STEPS
from jobmatch.fairs import service
from jobmatch.fairs.limits import TooManyError
from jobmatch.fairs.queries import find_fair, list_fairs
from jobmatch.fairs.rules import is_taking_registrations
from jobmatch.fairs.tables import Fair
from jobmatch.seekers.answers import Answers
from jobmatch.seekers.service import Arrival, Source
from jobmatch.seekers.tables import Entrance
from jobmatch.storage.act import Actor
from jobmatch.storage.idempotency import KeyReusedError
from jobmatch.storage.indexes import blind_index
from jobmatch.web.facts import pay_range
from jobmatch.web.language import locale_code
from jobmatch.web.signed_in import client_address
from jobmatch.wording import SentenceError


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Greet the next person; which fair, where there are several today."""
    visit.begin()
    district = find_district()
    fairs = list_fairs(district.id, on=clock.today()) if district else []
    fair = fairs[0] if len(fairs) == 1 else next((fair for fair in fairs if fair.id == request.args.get("fair")), None)
    if fair is None:
        return render_template("kiosk/choose.html", fairs=sorted(fairs, key=lambda one: one.is_practice))
    return render_template("kiosk/start.html", fair=fair, offer=booths.count_offer(fair.id), **_greeting(fair))


@blueprint.get("/fairs/<id:fair_id>")
def fair(fair_id: str) -> ResponseReturnValue:
    """Show who is at the fair and which positions they have."""
    here = _get_fair(fair_id)
    shown = booths.booths_on_page(fair_id)
    return render_template(
        "kiosk/fair.html",
        fair=here,
        shown=shown,
        pay_range=pay_range,
        takes_registrations=_takes_registrations(here),
        locale=locale_code(),
        **_frame(here),
    )


@blueprint.route("/fairs/<id:fair_id>/register", methods=["GET", "POST"])
def register(fair_id: str) -> ResponseReturnValue:
    """Take a registration: one form, sent once, answered with a number."""
    here = _get_fair(fair_id)
    if request.method == "GET" and not _takes_registrations(here):
        return render_template("kiosk/closed.html", fair=here, **_frame(here)), 409
    district = find_district()
    form = RegistrationForm()
    status, headers = 422 if form.is_submitted() else 200, {}
    if form.validate_on_submit():
        try:
            visit.show(_registered(here, form))
        except TooManyError as error:
            refuse(form, error, locale_code())
            status, headers = 429, {"Retry-After": str(error.retry_after)}
        except SentenceError as error:
            refuse(form, error, locale_code())
        else:
            large, speak = request.args.get("large"), request.args.get("speak")
            return redirect(url_for("kiosk.ticket", large=large, speak=speak), 303)
    page = render_template("kiosk/register.html", form=form, steps=STEPS, fair=here, district=district, **_frame(here))
    return page, status, headers


@blueprint.get("/ticket")
def ticket() -> ResponseReturnValue:
    """Show the number and the booths worth visiting, for a few minutes."""
    shown = visit.find_shown()
    if shown is None:
        return redirect(url_for("kiosk.start"))
    slip = service.slip_of(shown)
    return render_template("kiosk/ticket.html", ticket=shown, slip=slip, locale=locale_code(), **_frame(shown.fair))


@blueprint.post("/finish")
def finish() -> ResponseReturnValue:
    """Leave the screen as if nobody had been here."""
    shown = visit.find_shown()
    visit.finish()
    return redirect(url_for("kiosk.start", fair=shown.fair_id if shown else None), 303)


@blueprint.get("/device")
def device() -> ResponseReturnValue:
    """Let staff pair this machine with a fair, and see what still waits in it. The page's script does all of it."""
    return render_template("kiosk/device.html")


@blueprint.get("/worker.js")
def worker() -> ResponseReturnValue:
    """Send the script that keeps the kiosk's pages: only from here may it look after what is below ``/kiosk/``."""
    script = Path(str(current_app.static_folder), "vendor", "worker.js")
    if not script.is_file():
        abort(404)  # the assets were not built: the kiosk works, with a network
    return Response(script.read_bytes(), mimetype="text/javascript")


@blueprint.get("/mark")
def mark() -> ResponseReturnValue:
    """Answer the picture that a start page asks for: nothing to see, and a cookie that marks a new visit."""
    return visit.mark(Response(status=204))


@blueprint.after_request
def say_whose(response: Response) -> Response:
    """Say that this is a page of the kiosk: a hall's network answers with pages of its own."""
    response.headers["X-JobMatch-Page"] = "kiosk"
    return response


@blueprint.errorhandler(KeyReusedError)
def key_reused(_error: KeyReusedError) -> ResponseReturnValue:
    """Say that what was sent first is kept, without showing either."""
    return render_template("kiosk/kept.html", kiosk_restart_url=url_for("kiosk.start")), 409


@blueprint.errorhandler(CSRFError)
@blueprint.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """Lead back to the start; nothing that was sent is shown again, for the next person may have sent it."""
    if error.code is None or error.code < 400:
        return error
    return render_template("kiosk/again.html", kiosk_restart_url=url_for("kiosk.start")), error.code


def _get_fair(fair_id: str) -> Fair:
    district, found = find_district(), find_fair(fair_id)
    if found is None or district is None or found.district_id != district.id:
        abort(404)
    return found


def _takes_registrations(here: Fair) -> bool:
    return is_taking_registrations(here.starts_on, here.ends_on, clock.today())


def _registered(here: Fair, form: RegistrationForm) -> str | None:
    """Hand the answers on; returns the token of the visit that shows the ticket.

    Raises ``SentenceError`` when they cannot be taken.
    """
    visit.end_former()
    source = Source("address", blind_index("submission.address", client_address()))
    arrival = Arrival(form.key.data, here.district_id, Entrance.KIOSK, locale_code(), here.id, source)
    answers = Answers.read(answers_given(form), clock.today())
    device = Actor("device", district_id=here.district_id)
    return service.register(device, here.id, arrival, answers, on_screen=True).visit


def _frame(here: Fair) -> dict[str, Any]:
    """What the frame of every page within a visit shows: which fair, and the way to begin anew."""
    return {
        "fair_name": here.name_en if locale_code() == "en" else here.name,
        "kiosk_restart_url": url_for("kiosk.start", fair=here.id),
        "idle_seconds": current_app.config["JOBMATCH"].kiosk_idle_seconds,
    }


def _greeting(here: Fair) -> dict[str, Any]:
    """The start page begins anew by itself only where somebody changed it: language, larger letters, speech."""
    default = current_app.config["JOBMATCH"].locale
    is_changed = locale_code() != default or "large" in request.args or "speak" in request.args
    return _frame(here) if is_changed else {"fair_name": _frame(here)["fair_name"]}
