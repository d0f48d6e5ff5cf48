"""A position for search engines: schema.org JobPosting as JSON-LD. It says nothing that the page does not say."""

from typing import Any

from jobmatch.employers.tables import Position

Json = dict[str, Any]


def job_posting(position: Position, address: str) -> Json:
    """Return the JobPosting (schema.org) of an open position; ``address`` is the page's full address."""
    posting: Json = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": position.title,
        "description": position.text or position.title,
        "datePosted": position.posted_on.isoformat(),
        "url": address,
        "identifier": {"@type": "PropertyValue", "name": "JobMatch", "value": position.id},
        "hiringOrganization": {"@type": "Organization", "name": position.employer.name},
        "totalJobOpenings": position.seats,
        "directApply": False,
        "jobLocation": _place(position),
        **_pay(position),
    }
    if position.closes_on:
        posting["validThrough"] = position.closes_on.isoformat()
    if position.hours_week:
        posting["workHours"] = f"{position.hours_week} h/week"
    if "home_working" in position.offers:
        posting["jobLocationType"] = "TELECOMMUTE"
    return posting


def _place(position: Position) -> Json:
    address = {"@type": "PostalAddress", "addressCountry": "CN"}
    if position.town:
        address["addressLocality"] = position.town.name
    return {"@type": "Place", "address": address}


def _pay(position: Position) -> Json:
    ends = {"minValue": position.wage_min_fen, "maxValue": position.wage_max_fen}
    known = {name: fen / 100 for name, fen in ends.items() if fen is not None}
    if not known:
        return {}
    value = {"@type": "QuantitativeValue", "unitText": "MONTH", **known}
    return {"baseSalary": {"@type": "MonetaryAmount", "currency": "CNY", "value": value}}
