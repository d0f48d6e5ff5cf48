"""The official classification of occupations (《中华人民共和国职业分类大典（2022年版）》): codes, names, kinship.

Carried: level, code, name, aliases. Not carried: definitions, tasks, and the marks L (绿色) and S (数字) behind names.
The origin is named in NOTICE.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

UNRELATED = 4
"""The tree distance of two occupations that do not even share a major group."""

OCCUPATION_LEVEL = 4
SEARCH_TEXT_LIMIT = 60


@dataclass(frozen=True)
class Occupation:
    """A row of the classification: major group (level 1), sub-major (2), minor group (3) or occupation (4)."""

    level: int
    code: str
    name: str
    aliases: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return self.level < OCCUPATION_LEVEL


def find_occupation(code: str) -> Occupation | None:
    """The occupation or group with exactly this code, such as `4-05-07-03`."""
    return _table().get(code)


def list_occupations() -> list[Occupation]:
    """List all occupations and groups in the order of the file."""
    return list(_table().values())


def parents(code: str) -> list[Occupation]:
    """The groups above `code`, nearest first; a group that the classification leaves out is left out here."""
    segments = code.split("-")
    above = ("-".join([*segments[:kept], *["00"] * (len(segments) - kept)]) for kept in (3, 2, 1))
    return [group for group_code in above if group_code != code and (group := find_occupation(group_code))]


def tree_distance(code_a: str, code_b: str) -> int:
    """Levels to climb from the occupations to a common group: 0 the same code, 4 nothing in common.

    An occupation and its own minor group are 1 apart. Codes that are not in the classification are compared by the same
    digits, so that an old code still has neighbours.
    """
    shared = 0
    for segment_a, segment_b in zip(code_a.split("-"), code_b.split("-"), strict=False):
        if segment_a != segment_b:
            break
        shared += 1
    return max(UNRELATED - shared, 0)


def search(text: str, limit: int = 10) -> list[Occupation]:
    """Occupations (not groups) whose name or an alias looks like `text`, best first, at most `limit`.

    *Decision:* provisional until titles are coded by what was learned from coded ones: the Dice overlap of character
    bigrams, best of name and aliases, ties by code. It knows spelling and no meaning.
    """
    wanted = _bigrams(text[:SEARCH_TEXT_LIMIT])
    spellings, index = _spelling_index()
    shared = Counter(spelling for bigram in wanted for spelling in index.get(bigram, ()))
    best: dict[str, float] = {}
    for spelling, count in shared.items():
        code, size = spellings[spelling]
        best[code] = max(best.get(code, 0.0), 2 * count / (size + len(wanted)))
    ranked = sorted(best, key=lambda code: (-best[code], code))
    return [_table()[code] for code in ranked[:limit]]


def _bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters; the character itself where there is only one."""
    plain = "".join(text.split()).upper()
    return frozenset(plain[start : start + 2] for start in range(max(len(plain) - 1, 1)) if plain)


@lru_cache(maxsize=1)
def _spelling_index() -> tuple[list[tuple[str, int]], Mapping[str, list[int]]]:
    """Every name and alias as (code, number of its bigrams), and for each bigram the places of those that have it."""
    spellings: list[tuple[str, int]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for occupation in _table().values():
        for spelling in () if occupation.is_group else (occupation.name, *occupation.aliases):
            bigrams = _bigrams(spelling)
            for bigram in bigrams:
                index[bigram].append(len(spellings))
            spellings.append((occupation.code, len(bigrams)))
    return spellings, index


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Occupation]:
    text = files("jobmatch.employers").joinpath("occupations.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["code"]: Occupation(
            level=int(row["level"]),
            code=row["code"],
            name=row["name"],
            aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
        )
        for row in rows
    }
