"""A confirmation letter as tagged PDF: the letter, room for the seal, the code as a picture, the names in an annex.

The letter names neither kind nor grade and no amount: whoever reads it learns how many, and the annex says who.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from fractions import Fraction
from typing import Any

import segno

from jobmatch.documents.pdf import compile_pdf
from jobmatch.levy.letter_tables import ConfirmationLetter
from jobmatch.levy.rules.credit import MONTHS_OF_A_YEAR
from jobmatch.levy.rules.letters import in_groups
from jobmatch.levy.said import spoken
from jobmatch.levy.tables import DeclaredPerson
from jobmatch.wording import sentence


def letter_number(letter: ConfirmationLetter, locale: str) -> str:
    """Return the number by which people call a letter."""
    return sentence("letter.number", {"year": str(letter.filing_year), "serial": letter.serial}, locale)


def credited_number(letter: ConfirmationLetter) -> str:
    """Return for how many people the year counts: person-months by twelve."""
    return spoken(Fraction(letter.credited, MONTHS_OF_A_YEAR))


def letter_pdf(
    letter: ConfirmationLetter, district: str, people: Sequence[DeclaredPerson], address: str, locale: str
) -> bytes:
    """Return the letter as PDF/A-2a and PDF/UA-1; ``address`` is where its code can be looked up.

    Raises ``UndrawnCharacterError`` where a name has a character that none of the fonts has.
    """

    def say(key: str, **values: object) -> str:
        return sentence(f"letter.{key}", values, locale)

    counting = sorted((one for one in people if one.counted), key=lambda one: (one.person.name, one.id))
    numbers = {"persons": letter.persons, "months": letter.months, "number": credited_number(letter)}
    years = {"work": str(letter.work_year), "filing": str(letter.work_year + 1)}
    data: dict[str, Any] = {
        "lang": "en" if locale.startswith("en") else "zh",
        "title": say("title"),
        "number": letter_number(letter, locale),
        "opening": say("opening", employer=letter.employer_name, uscc=letter.uscc, **years),
        "table": say("table", **years),
        "rows": [[say(f"row.{name}"), say(f"value.{name}", value=str(value))] for name, value in numbers.items()],
        "how": say("how", credited=letter.credited),
        "annex_named": say("annex_named", persons=letter.persons),
        "seal": say("seal"),
        "issuer": sentence("scorecard.federation", {"district": district}, locale),
        "dated": say("dated", day=letter.confirmed_on),
        "verify": say("verify", address=address),
        "code": in_groups(letter.code),
        "qr": _drawn(address),
        "qr_said": say("qr_said", address=address),
        "annex": say("annex"),
        "annex_about": say("annex_about", number=letter_number(letter, locale), employer=letter.employer_name),
        "head": [say(f"head.{name}") for name in ("turn", "name", "months", "count")],
        "people": [
            [str(turn), one.person.name, months_said(one.by_month, locale), str(one.counted)]
            for turn, one in enumerate(counting, start=1)
        ],
    }
    return compile_pdf("letter.typ", data, made_at=datetime.combine(letter.confirmed_on, time(), UTC))


def months_said(by_month: str, locale: str) -> str:
    """Say the months that count, of twelve digits as a declaration keeps them."""
    counting = tuple(month for month, digit in enumerate(by_month, start=1) if digit != "0")
    return sentence("letter.months_counted", {"months": counting}, locale)


def _drawn(address: str) -> str:
    """Return the address as a picture (QR, a quarter of which may be lost) in SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", scale=4, border=4, xmldecl=False)
    return drawn.getvalue().decode()
