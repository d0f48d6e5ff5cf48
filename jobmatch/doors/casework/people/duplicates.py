"""Rows of the register that look like one person: look at both, merge them, or say that they are two people."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jobmatch.doors.casework import blueprint
from jobmatch.doors.casework.people.reasons import reasons_said
from jobmatch.doors.casework.scope import my_district, person_or_404
from jobmatch.people.duplicates import Pair, list_pairs, say_not_same
from jobmatch.people.queries import find_person
from jobmatch.people.tables import Person
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.web.facts import place_name
from jobmatch.web.language import locale_code
from jobmatch.web.paging import PAGE_ROWS, page_asked
from jobmatch.web.register_labels import PERSON_SOURCES, STRENGTHS
from jobmatch.web.signed_in import current_actor
from jobmatch.wording import sentence


@dataclass(frozen=True)
class PairRow:
    """Two rows and why they may be one person: what speaks for it, what against. ``people``: key, name, place."""

    people: tuple[tuple[str, str, str], tuple[str, str, str]]
    strength: str
    speaking: tuple[str, ...]
    against: tuple[str, ...]


@blueprint.get("/duplicates")
def duplicates() -> ResponseReturnValue:
    """Who may stand in the register twice, the likeliest first."""
    pairs = list_pairs(my_district())
    page = page_asked(len(pairs))
    shown = pairs[page.offset : page.offset + PAGE_ROWS]
    return render_template(
        "casework/people/duplicates.html",
        rows=[_row(one) for one in shown],
        page=page,
        href=lambda number: url_for("casework.duplicates", page=number),
    )


@blueprint.post("/people/<id:person_id>/not-same/<id:other_id>")
def not_same(person_id: str, other_id: str) -> ResponseReturnValue:
    """I have looked: they are two people. The pair is not proposed again."""
    person, other = person_or_404(person_id), find_person(my_district(), other_id)
    if other is None or other.id == person.id:
        abort(404)
    try:
        say_not_same(current_actor(), person, other)
    except BrokenRuleError as error:
        flash(sentence(f"rule.{error.rule}", {}, locale_code()))
    else:
        flash(_("已记下是两个人，以后不再提示。"), "success")
    return redirect(url_for("casework.duplicates"), 303)


def _row(pair: Pair) -> PairRow:
    speaking, against = reasons_said(pair.likeness)
    return PairRow((_said(pair.one), _said(pair.other)), str(STRENGTHS[pair.likeness.strength]), speaking, against)


def _said(person: Person) -> tuple[str, str, str]:
    facts = (place_name(person.town), str(PERSON_SOURCES[person.source]))
    return person.id, person.name, " ・ ".join(one for one in facts if one)
