"""What a browser needs to rank by itself (static/js/ranking.js): the vocabulary, and positions made ready.

Only what a position's public page says. Texts come as their grams, so that the browser need not read them again.
"""

from typing import Any

from jobmatch.matching.sides import PositionSide
from jobmatch.matching.words_as_bits import words_in
from jobmatch.wording.vocabulary import FUNCTIONS, REFUSALS
from jobmatch.wording.words import EDUCATION_SPELLINGS


def vocabulary() -> dict[str, Any]:
    """Return how high each spelling of schooling is."""
    return {"education": dict(EDUCATION_SPELLINGS)}


def for_browser(position: PositionSide) -> dict[str, Any]:
    """Return a position as JSON values; days as ``YYYY-MM-DD``, money in 分 a month."""
    facts = position.facts
    return {
        "id": facts.id,
        "title": list(position.title.weights.items()),
        "text": list(position.all_text.weights.items()),
        "code": facts.occupation_code,
        "needed": position.needed,
        "cleared": words_in(position.cleared_bits, FUNCTIONS),
        "said": words_in(position.said_bits, FUNCTIONS),
        "offers": sorted(facts.offers),
        "imposed": words_in(position.imposed_bits, REFUSALS),
        "denied": words_in(position.denied_bits, REFUSALS),
        "licences": sorted(position.licences),
        "place": position.place,
        "lat": facts.lat,
        "lon": facts.lon,
        "schooling": position.schooling,
        "wage_min_fen": facts.wage_min_fen,
        "wage_max_fen": facts.wage_max_fen,
        "hours_week": facts.hours_week,
        "is_open": facts.is_open,
        "seats_left": facts.seats_left,
        "posted_on": facts.posted_on and facts.posted_on.isoformat(),
        "closes_on": facts.closes_on and facts.closes_on.isoformat(),
    }
