"""The national app's list of results as lines: who, of which village, with which result. Pure: cells in, lines out.

*Decision* (docs/decisions/0084): three columns are read by their heads and nothing else of the file, whatever it holds
of numbers and answers. A result that is not in the list below is named, never guessed.
"""

from collections.abc import Sequence
from typing import NamedTuple

HEADS = {
    "name": ("姓名", "残疾人姓名", "name"),
    "village": ("村", "社区", "村社区", "村（社区）", "村(社区)", "村（社区）名称", "所在村", "village"),
    "result": ("状态", "结果", "更新状态", "调查状态", "入户状态", "state", "result"),
}
RESULTS: dict[str, tuple[str, str | None]] = {
    "已更新": ("answered", None),
    "已完成": ("answered", None),
    "已入户": ("answered", None),
    "已调查": ("answered", None),
    "完成": ("answered", None),
    "在家": ("answered", "at_home"),
    "外出": ("answered", "away"),
    "去世": ("answered", "died"),
    "死亡": ("answered", "died"),
    "已死亡": ("answered", "died"),
    "迁出": ("answered", "moved"),
    "迁走": ("answered", "moved"),
    "已迁出": ("answered", "moved"),
    "查无此人": ("not_found", None),
    "找不到": ("not_found", None),
    "失联": ("not_found", None),
    "拒绝": ("refused", None),
    "拒访": ("refused", None),
    "未更新": ("open", None),
    "未完成": ("open", None),
    "未入户": ("open", None),
}
MOST_HEAD_LINES = 10


class Result(NamedTuple):
    """One line of the list. ``number`` is the row in the file, ``answer`` what is said of where somebody is."""

    number: int
    name: str
    village: str
    state: str
    answer: str | None


class Finding(NamedTuple):
    """A line that cannot be used: the row, the key of the sentence, and what stands there."""

    number: int
    key: str
    values: dict[str, str]


class Read(NamedTuple):
    """What a file came to. ``missing``: the first head that no column has; nothing is read then."""

    results: list[Result]
    findings: list[Finding]
    missing: str | None = None


Cells = tuple[int, Sequence[str]]


def read_results(lines: Sequence[Cells]) -> Read:
    """Read the lines of a table, each a row number and its cells; the heads may stand below a title."""
    places, missing, start = _find_heads(lines)
    if places is None:
        return Read([], [], missing)
    results, findings = [], []
    for number, cells in lines[start:]:
        name, village, said = (_cell(cells, places.get(head)) for head in ("name", "village", "result"))
        if not name:
            findings.append(Finding(number, "results.no_name", {}))
        elif said not in RESULTS:
            findings.append(Finding(number, "results.unknown_result", {"name": name, "result": said[:20] or "–"}))
        else:
            results.append(Result(number, name, village, *RESULTS[said]))
    return Read(results, findings)


def _find_heads(lines: Sequence[Cells]) -> tuple[dict[str, int] | None, str | None, int]:
    missing: str | None = "name"
    for index, (_number, cells) in enumerate(lines[:MOST_HEAD_LINES]):
        plain = ["".join(cell.split()).lower() for cell in cells]
        places = {head: plain.index(word) for head, words in HEADS.items() for word in words if word in plain}
        if "name" in places and "result" in places:
            return places, None, index + 1
        if "name" in places:
            missing = "result"
    return None, missing, 0


def _cell(cells: Sequence[str], place: int | None) -> str:
    return "".join(cells[place].split()) if place is not None and place < len(cells) else ""
