"""What is not in the copy that a person gets of what is held about them, and why."""

EXPLAINED = {
    "shown_lists of a position": "A ranking of many people for one position: keys only, and others' places in it.",
    "audit_entries": "The record of acts holds keys and counts only, no personal data; it proves who did what.",
    "import_parts": "Rows of an export that wait, sealed as a whole; gone when it is decided or in 30 days.",
}
"""What names people and is not in an export, with the reason."""

TECHNICAL = frozenset(
    {
        "id",
        "district_id",
        "version",
        "body_hash",
        "token_hash",
        "source",
        "merged_into_id",
        "row_id",
        "place_id",
        "against",
        "left_alone",
        "name_folded",
        "name_pinyin",
        "name_initials",
    }
)
"""Columns that say nothing about anybody: keys, counters, digests, lists of keys, the device something came from; or
nothing more than the name that they are made from, and go with it."""
