"""Who stands beside the invented holders: families under one roof, guardians, companions, military certificates."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from jobmatch.demo.content import read
from jobmatch.demo.lives_of_holders import holder_name
from jobmatch.demo.reserved import reserved_phone
from jobmatch.demo.world import Row, World
from jobmatch.people.companion_tables import GuardianCapacity, RelationKind, Relationship
from jobmatch.people.kinds import DisabilityKind
from jobmatch.people.register_tables import LEAVING
from jobmatch.people.tables import PersonSource

_RELATION_PHONES_FROM = 60_000
_FAMILY_SHARE, _SAME_PHONE = 0.03, 0.5
_MOST_ADULT = 18
_GUARDED = {DisabilityKind.INTELLECTUAL, DisabilityKind.MENTAL}
_GUARDED_SHARE, _COMPANION_SHARE, _CONTACT_SHARE, _SOLDIER_SHARE = 0.6, 0.25, 0.02, 0.004
_CAPACITIES = {GuardianCapacity.STATUTORY: 90, GuardianCapacity.APPOINTED: 7, GuardianCapacity.AGREED: 3}
_BY_AGE = (
    (30, (Relationship.PARENT,)),
    (60, (Relationship.SPOUSE, Relationship.PARENT, Relationship.SIBLING)),
    (200, (Relationship.SPOUSE, Relationship.CHILD, Relationship.SIBLING)),
)


def list_holders_now(world: World) -> list[Row]:
    """List the register's people who hold a certificate to this day and were not merged away."""
    gone = {row["person_id"] for row in world.rows["certificate_events"] if row["kind"] in LEAVING}
    held = {row["person_id"] for row in world.rows["certificate_events"]} - gone
    return [
        person
        for person in world.rows["people"]
        if person["source"] is PersonSource.REGISTER and person["merged_into_id"] is None and person["id"] in held
    ]


def add_standing_beside(world: World) -> None:
    """Bring some holders of a village under one roof, and give people who need it somebody beside them."""
    holders = list_holders_now(world)
    _make_families(world, holders)
    cards = {row["person_id"]: row for row in world.rows["certificates"]}
    for person in holders:
        chance = world.chance("beside", person["id"])
        for number, kind in enumerate(_kinds(world, cards[person["id"]], person, chance)):
            _add_relation(world, person, kind, number, chance)
        if person["sex"] == "male" and chance.random() < _SOLDIER_SHARE:
            _add_military(world, person, chance)


def _make_families(world: World, holders: Sequence[Row]) -> None:
    """The one moves in with the other: same house, often the same telephone, mostly the same surname."""
    by_village: dict[str | None, list[Row]] = {}
    for person in holders:
        by_village.setdefault(person["village_id"], []).append(person)
    for village, neighbours in by_village.items():
        chance = world.chance("family", village)
        alike: dict[str, list[Row]] = {}
        for person in neighbours if village else ():
            alike.setdefault(person["name"][0], []).append(person)
        pairs = [(some[0], some[1]) for some in alike.values() if len(some) > 1 and some[0]["name"] != some[1]["name"]]
        for first, second in chance.sample(pairs, min(len(pairs), round(_FAMILY_SHARE * len(neighbours) / 2) or 1)):
            second["address"] = first["address"]
            if first["phone"] and chance.random() < _SAME_PHONE:
                second["phone"] = first["phone"]


def _kinds(world: World, card: Row, person: Row, chance: Random) -> Iterator[RelationKind]:
    age = (world.as_of - person["born_on"]).days // 365
    is_guarded = card["kind"] in _GUARDED and card["grade"] <= 2
    if age < _MOST_ADULT or (is_guarded and chance.random() < _GUARDED_SHARE):
        yield RelationKind.GUARDIAN
    elif card["kind"] == DisabilityKind.VISUAL and card["grade"] <= 2 and chance.random() < _COMPANION_SHARE:
        yield RelationKind.COMPANION
    if chance.random() < _CONTACT_SHARE:
        yield RelationKind.CONTACT


def _add_relation(world: World, person: Row, kind: RelationKind, number: int, chance: Random) -> None:
    age = (world.as_of - person["born_on"]).days // 365
    how = chance.choice(next(some for until, some in _BY_AGE if age < until))
    if kind is RelationKind.CONTACT:
        how = Relationship.NEIGHBOUR
    from_on = max(person["born_on"], world.day(-chance.randint(200, 3000)))
    has_phone = chance.random() < 0.9
    turn = len(world.rows["person_relations"])
    world.add(
        "person_relations",
        {
            "id": world.key("relation", person["id"], number),
            "district_id": world.district_id,
            "person_id": person["id"],
            "kind": kind,
            "name": _name_of(person, how, chance),
            "relationship": how,
            "phone": reserved_phone(_RELATION_PHONES_FROM + turn) if has_phone else None,
            "capacity": _capacity(chance) if kind is RelationKind.GUARDIAN else None,
            "from_on": from_on,
            "until_on": None,
        },
    )


def _capacity(chance: Random) -> GuardianCapacity:
    return chance.choices(list(_CAPACITIES), list(_CAPACITIES.values()))[0]


_YEARS_APART = {Relationship.PARENT: -26, Relationship.CHILD: 25}


def _name_of(person: Row, how: Relationship, chance: Random) -> str:
    born_on = person["born_on"] + timedelta(days=365 * _YEARS_APART.get(how, chance.randint(-3, 3)))
    is_male = person["sex"] == "female" if how is Relationship.SPOUSE else chance.random() < 0.5
    name = holder_name(chance, max(born_on, date(1930, 1, 1)), is_male)
    is_of_the_house = how in {Relationship.SIBLING, Relationship.CHILD} or (how is Relationship.PARENT and is_male)
    return person["name"][0] + name[1:] if is_of_the_house and person["name"][0] in read("names")["surnames"] else name


def _add_military(world: World, person: Row, chance: Random) -> None:
    from_on = world.day(-chance.randint(400, 9000))
    world.add(
        "military_certificates",
        {
            "id": world.key("military", person["id"]),
            "district_id": world.district_id,
            "person_id": person["id"],
            "number": f"虚军XN{len(world.rows['military_certificates']):06d}",
            "soldier_grade": chance.choices(range(1, 11), (1, 1, 2, 3, 5, 8, 12, 16, 20, 20))[0],
            "valid_from": from_on,
            "valid_until": None if chance.random() < 0.7 else from_on + timedelta(days=365 * 30),
        },
    )
