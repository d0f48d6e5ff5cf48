"""Work that is done once per idempotency key: the answer is kept in the same commit as the work itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from jobmatch.storage.act import Actor, act
from jobmatch.storage.constraints import BrokenRuleError
from jobmatch.storage.idempotency import find_answer, take_key

_SAME_KEY = "kept_answers_are_given_once_per_key"


@dataclass(frozen=True)
class OnceKey:
    """What makes a request the same one: who asked where (``scope``), the key they chose, the body's SHA-256."""

    scope: str
    key: str
    body_hash: str


class Answered(NamedTuple):
    """An answer; ``is_new`` is False when the same request had come before and nothing was done again."""

    answer: dict[str, Any]
    is_new: bool


def answer_once(by: Actor, once: OnceKey, work: Callable[[], dict[str, Any]]) -> Answered:
    """Do ``work`` unless it was done under this key, and return its answer (JSON values, no personal data).

    Raises ``KeyReusedError`` when the key came with another body, and whatever ``work`` raises; nothing is then kept.
    """
    try:
        return _found(once) or _do(by, once, work)
    except BrokenRuleError as error:
        # Two copies of one request at once: the database let one through, its answer is the other's too.
        again = _found(once) if error.rule == _SAME_KEY else None
        if again is None:
            raise
        return again


def _do(by: Actor, once: OnceKey, work: Callable[[], dict[str, Any]]) -> Answered:
    with act(by=by, action="answer.kept") as this:
        if (again := _found(once)) is not None:
            this.cancel()
            return again
        kept = take_key(once.scope, once.key, once.body_hash)
        kept.answer = work()
    return Answered(kept.answer, is_new=True)


def _found(once: OnceKey) -> Answered | None:
    kept = find_answer(once.scope, once.key, once.body_hash)
    return None if kept is None else Answered(kept, is_new=False)
