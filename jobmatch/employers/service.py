"""Acts on positions."""

from jobmatch.employers.occupations import find_occupation
from jobmatch.employers.tables import Position
from jobmatch.storage.act import Actor, act


def choose_occupation(by: Actor, position: Position, code: str) -> None:
    """Say which occupation a position is. Later positions of the same title are suggested this one first.

    Raises ``ValueError`` for a code that the classification does not have.
    """
    if find_occupation(code) is None:
        raise ValueError(f"The classification of occupations has no {code}.")
    with act(by=by, action="position.occupation_chosen", about=position) as this:
        if position.occupation_code == code:
            this.cancel()
        position.occupation_code = code
        this.note(code=code)
