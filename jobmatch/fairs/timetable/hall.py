"""What is still free in a hall in which some talks stand already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from jobmatch.fairs.timetable.facts import Hall, Talk, TimetableError, Visitor


class Room:
    """Counts what each visitor, each booth and the interpreters have left, slot by slot. Grows with ``take``."""

    def __init__(self, hall: Hall, visitors: Sequence[Visitor], standing: Iterable[Talk]) -> None:
        self.hall = hall
        self.signs: Mapping[str, bool] = {one.key: one.with_interpreter for one in visitors}
        self.talks: list[Talk] = []
        self._busy: dict[str, set[int]] = defaultdict(set)
        self._held: Counter[tuple[int, int]] = Counter()
        self._signed: Counter[int] = Counter()
        for talk in standing:
            self._refuse_what_cannot_stand(talk)
            self.take(talk)

    def _refuse_what_cannot_stand(self, talk: Talk) -> None:
        if talk.visitor not in self.signs or not 0 <= talk.slot < self.hall.slots:
            raise TimetableError("timetable.talk_unknown", visitor=talk.visitor, booth=talk.booth)
        if talk.slot in self._busy[talk.visitor] or not self.booth_has(talk.booth, talk.slot):
            raise TimetableError("timetable.talk_twice", visitor=talk.visitor, booth=talk.booth)

    def take(self, talk: Talk) -> None:
        """Let a talk stand."""
        self.talks.append(talk)
        self._busy[talk.visitor].add(talk.slot)
        self._held[talk.booth, talk.slot] += 1
        self._signed[talk.slot] += self.signs[talk.visitor]

    def is_free(self, visitor: str, slot: int) -> bool:
        """Tell whether a visitor talks nowhere in a slot."""
        return slot not in self._busy[visitor]

    def booth_has(self, booth: int, slot: int) -> int:
        """Return how many more talks a booth can hold in a slot."""
        return self.hall.at_once - self._held[booth, slot]

    def interpreters_in(self, slot: int) -> int:
        """Return how many interpreters are free in a slot; standing talks may have taken more than there are."""
        return max(0, self.hall.interpreters - self._signed[slot])

    def left_of(self, visitor: str) -> int:
        """Return how many more talks a visitor may have: within the limit, and where they are free."""
        had = len(self._busy[visitor])
        return max(0, min(self.hall.most, self.hall.slots) - had)

    def missing_of(self, visitor: str, suit: int) -> int:
        """Return how many talks a visitor is short of whom ``suit`` booths suit in all."""
        return max(0, min(self.hall.fewest, self.hall.slots, suit) - len(self._busy[visitor]))

    def left_at(self, booth: int) -> int:
        """Return how many more talks a booth can hold in all slots together."""
        return sum(self.booth_has(booth, slot) for slot in range(self.hall.slots))

    def interpreters_left(self) -> int:
        """Return how many more talks can have an interpreter in all slots together."""
        return sum(self.interpreters_in(slot) for slot in range(self.hall.slots))
