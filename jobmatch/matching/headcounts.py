"""How many people each of some positions may be suggested to: for staff alone, and never who they are.

*Decision* (docs/decisions/0147): only what excludes is read. No text, no wish and no history leaves the database, and
nobody is scored; so a list of positions says a number beside each in the time that one ranking takes.
"""

from collections.abc import Collection

from jobmatch import clock
from jobmatch.employers.tables import Position
from jobmatch.law.installed import installed_law
from jobmatch.matching.facts import Day
from jobmatch.matching.prepared import made_ready
from jobmatch.matching.queries import list_position_rows, list_willing
from jobmatch.matching.score_tables import table_in_force
from jobmatch.matching.sides import seeker_side


def count_fitting(district_id: str, position_ids: Collection[str]) -> dict[str, int]:
    """Count for each position those who wait, agree to be recommended, and whom no rule excludes.

    The same people as ``service.suggest_for_position`` ranks. Raises ``TableError`` where no table can be used.
    """
    table, day = table_in_force(district_id), Day.under(installed_law(), clock.today())
    rows = list_position_rows(Position.district_id == district_id, Position.id.in_(list(position_ids)))
    willing = [seeker_side(facts, table.texts) for facts in list_willing(district_id)] if rows else []
    if not willing:
        return {row.id: 0 for row in rows}
    from jobmatch.matching.compiled.counting import how_many
    from jobmatch.matching.compiled.pairs import Positions

    positions = Positions(made_ready(rows, day.on), table, day)
    counts = how_many(willing, positions).tolist()
    return {side.facts.id: count for side, count in zip(positions.sides, counts, strict=True)}
