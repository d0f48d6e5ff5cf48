"""Questions about published scorecards: which there are, what they said, what has changed since."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jobmatch.accounts.tables import District
from jobmatch.reports.indicators import INDICATORS
from jobmatch.reports.publication_rules import Changes, compare_rows
from jobmatch.reports.publication_tables import Publication, PublishedFigure, PublishedRow
from jobmatch.reports.report import Report, federation_of
from jobmatch.reports.scorecard import figure_of
from jobmatch.storage.base import db


def find_publication(district_id: str, publication_id: str) -> Publication | None:
    """Return the publication of that key in that district with its figures, or None."""
    query = select(Publication).where(Publication.district_id == district_id, Publication.id == publication_id)
    return db.session.scalar(query.options(selectinload(Publication.figures)))


def find_of_period(district_id: str, first: date, last: date) -> Publication | None:
    """Return what a district published of exactly that period, or None."""
    query = select(Publication).where(Publication.district_id == district_id)
    return db.session.scalar(query.where(Publication.first_on == first, Publication.last_on == last))


def list_publications(district_id: str) -> list[Publication]:
    """List a district's published scorecards, the newest period first."""
    query = select(Publication).where(Publication.district_id == district_id)
    return list(db.session.scalars(query.order_by(Publication.last_on.desc(), Publication.first_on, Publication.id)))


def list_published_rows(figure: PublishedFigure) -> list[str]:
    """List the keys of the rows that a published figure counted."""
    query = select(PublishedRow.row_id).where(PublishedRow.figure_id == figure.id)
    return list(db.session.scalars(query.order_by(PublishedRow.row_id)))


def value_of(figure: PublishedFigure) -> int | Decimal:
    """Return a published figure in its unit: a whole number wherever it is one."""
    whole, rest = divmod(figure.hundredths, 100)
    return Decimal(figure.hundredths) / 100 if rest else whole


def report_of_publication(district: District, published: Publication, locale: str) -> Report:
    """Return a published scorecard as it was signed; its words are today's, its figures are not."""
    figures = [figure_of(INDICATORS[one.key], value_of(one), locale) for one in published.figures]
    federation = federation_of(district, locale)
    return Report(federation, published.first_on, published.last_on, published.published_on, locale, figures)


def changes_since(published: Publication, figure: PublishedFigure) -> Changes:
    """Return which rows a published figure would count now and did not, and the other way round."""
    counted = INDICATORS[figure.key].find_rows(published.district_id, published.first_on, published.last_on)
    return compare_rows(list_published_rows(figure), counted)


def list_changes(published: Publication) -> dict[str, Changes]:
    """Return by key the figures of a publication whose rows have changed since."""
    found = {one.key: changes_since(published, one) for one in published.figures}
    return {key: changes for key, changes in found.items() if changes.is_any}
