"""A confirmation letter as the answer to a request: the employer's and the review desk's are the same file."""

from flask import Response, url_for

from jobmatch.accounts.queries import get_district
from jobmatch.levy.letter_pdf import letter_pdf
from jobmatch.levy.letter_tables import ConfirmationLetter
from jobmatch.levy.tables import Declaration
from jobmatch.people.service import record_view
from jobmatch.storage.act import Actor, act
from jobmatch.web.language import locale_code


def letter_answer(by: Actor, declared: Declaration, letter: ConfirmationLetter) -> Response:
    """Return the letter as a PDF to be kept, in the language of the page; who fetched it is written down.

    Raises ``UndrawnCharacterError`` where a name cannot be drawn.
    """
    district, locale = get_district(declared.district_id), locale_code()
    name = district.name_en if locale == "en" else district.name
    address = url_for("public.verify", code=letter.code, _external=True)
    made = letter_pdf(letter, name, declared.people, address, locale)
    with act(by=by, action="declaration.letter_fetched", about=declared):
        for person in declared.people:
            record_view(by, person.person_id, "months")
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename=letter-{letter.filing_year}-{letter.serial}.pdf"
    return answer
