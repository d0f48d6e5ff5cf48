"""Which page of a list is asked for, always one that exists; how many rows it holds."""

from dataclasses import dataclass

from flask import request

PAGE_ROWS = 20


@dataclass(frozen=True)
class Page:
    """One page of a list of ``total`` rows; ``number`` counts from 1, an empty list has one page."""

    number: int
    last: int
    total: int

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * PAGE_ROWS


def page_number() -> int:
    """Return the number in ``?page=``, 1 where it is no number above that."""
    typed = request.args.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) <= 6 else 1


def page_of(number: int, total: int) -> Page:
    """Return the page of that number of a list of ``total`` rows, the last one where the list ends before it."""
    last = max(1, -(-total // PAGE_ROWS))
    return Page(min(number, last), last, total)


def page_asked(total: int) -> Page:
    """Return the page that ``?page=`` asks for."""
    return page_of(page_number(), total)
