"""``jobmatch occupation``: everyday titles to codes of the classification. Needs no database and no key."""

import sys
from typing import Any

import click

from jobmatch.cli.common import as_json, print_json, refuse
from jobmatch.employers.occupations import find_occupation
from jobmatch.matching.coding.coder import Guess
from jobmatch.matching.coding.files import shipped_coder

DIGITS = 4
LOW = 0.5
"""Below this chance a code is more often wrong than right: it is shown as unsure."""


@click.group()
def occupation() -> None:
    """The classification of occupations."""


@occupation.command("code")
@as_json
def code_command(json_out: bool) -> None:
    """Code the titles on standard input, one a line (UTF-8); one answer for each line, in the same order.

    The confidence is the chance, 0 to 1, that the code is the right one. A title that resembles nothing known has no
    code, confidence 0 and no alternatives.
    """
    titles = _lines(sys.stdin.buffer.read())
    coder = shipped_coder() if titles else None
    coded = [_answer(title, coder.code(title)) for title in titles] if coder else []
    if json_out:
        print_json(coded)
    else:
        click.echo("\n".join(map(_sentence, coded)))


def _lines(data: bytes) -> list[str]:
    """Cut standard input into lines at line feeds alone, so that a title's odd characters never make two of it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(f"Line {line} is not UTF-8. If the list is in GBK, convert it first: iconv -f GBK -t UTF-8")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _answer(title: str, guesses: list[Guess]) -> dict[str, Any]:
    said = [{"code": one.code, "confidence": round(one.confidence, DIGITS)} for one in guesses]
    best = said[0] if said else {"code": None, "confidence": 0.0}
    return {"title": title, **best, "alternatives": said[1:]}


def _sentence(answer: dict[str, Any]) -> str:
    found = find_occupation(answer["code"]) if answer["code"] else None
    if found is None:
        return f"{answer['title']}\t-"
    unsure = "?" if answer["confidence"] < LOW else ""
    return f"{answer['title']}\t{found.code}\t{found.name}\t{answer['confidence']:.2f}{unsure}"
