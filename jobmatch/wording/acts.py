"""The words for acts and tables of the audit trail."""

from jobmatch.wording.speaking import all_sentences, sentence

_ACT, _TABLE = "act.", "table."


def act_name(action: str, locale: str) -> str:
    """Return what an act is called; as it is written where nobody gave it words."""
    return _name(_ACT, action, locale)


def table_name(table: str, locale: str) -> str:
    """Return what the rows of a table are called; as it is written where nobody gave it words."""
    return _name(_TABLE, table, locale)


def known_acts(locale: str) -> list[tuple[str, str]]:
    """List the acts that have words, with them, in the order of what they are about."""
    return _known(_ACT, locale)


def known_tables(locale: str) -> list[tuple[str, str]]:
    """List the tables that have words, with them, in order."""
    return _known(_TABLE, locale)


def _name(prefix: str, name: str, locale: str) -> str:
    return sentence(prefix + name, {}, locale) if prefix + name in all_sentences() else name


def _known(prefix: str, locale: str) -> list[tuple[str, str]]:
    names = sorted(key.removeprefix(prefix) for key in all_sentences() if key.startswith(prefix))
    return [(name, _name(prefix, name, locale)) for name in names]
