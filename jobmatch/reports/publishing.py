"""Publishing a scorecard: the head signs, figures and row lists freeze in one act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import insert

from jobmatch import clock
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.publication_rules import needs_reason, seal_of
from jobmatch.reports.publication_tables import Publication, PublishedFigure, PublishedRow
from jobmatch.reports.publications import find_of_period
from jobmatch.storage.act import Actor, act
from jobmatch.storage.base import db, new_id
from jobmatch.wording import SentenceError

LONGEST_REASON = 200
_AT_ONCE = 1_000


class PublicationRefusedError(SentenceError):
    """A scorecard cannot be published so; the sentence says why and what to do."""


class SmallFigureError(PublicationRefusedError):
    """A figure under five has no reason why it may be shown. ``indicator`` is its key."""

    def __init__(self, indicator: str) -> None:
        super().__init__("publication.small_figure")
        self.indicator = indicator


def publish(
    by: Actor, district_id: str, first: date, last: date, *, seen: str, reasons: Mapping[str, str]
) -> Publication:
    """Publish what the ledgers hold now of ``first`` to ``last``, as the human ``by`` saw it.

    ``seen`` is ``publication_rules.seal_of`` of the figures that were looked at; ``reasons`` say of each figure from 1
    to 4, by key, why it may be shown. Raises ``PublicationRefusedError`` where the period is not over, was published
    before, the figures have changed meanwhile, or a reason is missing (``SmallFigureError``).
    """
    with act(by=by, action="scorecard.published") as this:
        today = clock.today()
        if today <= last:
            raise PublicationRefusedError("publication.not_over", last=last)
        if find_of_period(district_id, first, last):
            raise PublicationRefusedError("publication.published_before")
        rows = {key: one.find_rows(district_id, first, last) for key, one in INDICATORS.items()}
        values = {key: INDICATORS[key].worth(ids) for key, ids in rows.items()}
        if seal_of(values) != seen:
            raise PublicationRefusedError("publication.changed_meanwhile")
        signed = {"published_on": today, "published_at": clock.now(), "published_by": by.human_id}
        made = Publication(district_id=district_id, first_on=first, last_on=last, **signed)
        db.session.add(made)
        for place, (key, value) in enumerate(values.items()):
            made.figures.append(_figure(key, place, value, reasons.get(key, "").strip()))
        db.session.flush()
        for figure in made.figures:
            _keep_rows(figure.id, rows[figure.key])
        this.about(made)
        this.note(figures=len(made.figures), rows=sum(map(len, rows.values())))
    return made


def _figure(key: str, place: int, value: int | Decimal, reason: str) -> PublishedFigure:
    if needs_reason(value) and not reason:
        raise SmallFigureError(key)
    return PublishedFigure(
        key=key,
        place=place,
        hundredths=int(value * 100),
        is_approximate=INDICATORS[key].is_approximate,
        small_reason=reason if needs_reason(value) else None,
    )


def _keep_rows(figure_id: str, ids: list[str]) -> None:
    """Write down the counted rows: thousands, so not one object each."""
    for start in range(0, len(ids), _AT_ONCE):
        some = [{"id": new_id(), "figure_id": figure_id, "row_id": key} for key in ids[start : start + _AT_ONCE]]
        db.session.execute(insert(PublishedRow), some)
