"""Entries as they stand in a file of the law."""

ENTRY = {
    "key": "working_age",
    "value": "16",
    "unit": "years_of_age",
    "from": "1995-01-01",
    "to": "null",
    "document": "《劳动法》",
    "article": "第十五条",
    "confidence": "text",
    "last_checked": "2026-11-25",
}


def entry(**changes):
    """One entry as lines of YAML; a field set to None is left out."""
    fields = {**ENTRY, **{name.rstrip("_"): value for name, value in changes.items()}}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def period(from_on, to_on, **changes):
    return entry(from_=from_on or "null", to=to_on or "null", **changes)
