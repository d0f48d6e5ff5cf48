"""The closed vocabulary as loaded from ``vocabulary.yaml``: words, their two names, what clears what."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Group:
    """Words that a form asks together, in order. ``key`` has a label like any word."""

    key: str
    words: tuple[str, ...]


def language_of(locale: str) -> Language:
    """Return the language of ``locale``: anything that starts with ``zh`` is Chinese, with ``en`` English."""
    if locale.startswith("zh"):
        return "zh"
    if locale.startswith("en"):
        return "en"
    raise LookupError(f"There are no words for the locale '{locale}'; there are for zh_Hans_CN and en.")


def _load() -> Mapping[str, Mapping[str, dict[str, Any]]]:
    text = files("jobmatch.wording").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, dict[str, Any]]] = yaml.safe_load(text)
    return loaded


_SECTIONS = _load()
NAMES: Mapping[str, Mapping[Language, str]] = {
    word: {"zh": entry["zh"], "en": entry["en"]} for section in _SECTIONS.values() for word, entry in section.items()
}
"""Every word and group key with its two names."""

FUNCTIONS = tuple(_SECTIONS["functions"])
ACCOMMODATIONS = tuple(_SECTIONS["accommodations"])
REFUSALS = tuple(_SECTIONS["refusals"])
EDUCATION = tuple(_SECTIONS["education"])
EFFORT: Mapping[str, int] = {word: entry["effort"] for word, entry in _SECTIONS["accommodations"].items()}
"""What an accommodation asks of the employer: 1 arrange, 2 buy or fit, 3 a person, a building or a vehicle."""

FUNCTION_GROUPS = tuple(Group(key, tuple(entry["words"])) for key, entry in _SECTIONS["function_groups"].items())
ACCOMMODATION_GROUPS = tuple(
    Group(key, tuple(entry["words"])) for key, entry in _SECTIONS["accommodation_groups"].items()
)
CLEARED_BY: Mapping[str, tuple[str, ...]] = {
    word: tuple(sorted(entry["cleared_by"], key=EFFORT.__getitem__)) for word, entry in _SECTIONS["functions"].items()
}
"""For each function the accommodations of which one, offered, meets the demand; least effort first."""

EDUCATION_SPELLINGS: Mapping[str, int] = {
    spelling.casefold(): rank
    for rank, (word, entry) in enumerate(_SECTIONS["education"].items())
    for spelling in (word, entry["zh"], entry["en"], *entry["also"])
}
