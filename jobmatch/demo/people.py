"""Three hundred people who seek work: the example ones first, the others drawn."""

from jobmatch.demo.content import read
from jobmatch.demo.examples import EXAMPLE_HIRED_PERSON, EXAMPLE_SEEKER
from jobmatch.demo.identities import add_person, draw_identity, draw_kind, example_identity
from jobmatch.demo.seekers import add_example_seeker, add_seeker, draw_profile
from jobmatch.demo.world import World

PEOPLE = 300
_FIXED_KEYS = {"seeker": EXAMPLE_SEEKER, "hired": EXAMPLE_HIRED_PERSON}


def add_people(world: World) -> None:
    """Add everybody."""
    examples = read("examples")["seekers"]
    for turn, (name, entry) in enumerate(examples.items()):
        who = example_identity(example_person_key(world, name), turn, entry)
        add_person(world, who)
        add_example_seeker(world, who, entry)
    for turn in range(len(examples), PEOPLE):
        chance = world.chance("profile", turn)
        kind = draw_kind(chance)
        profile, grade = draw_profile(chance, kind)
        who = draw_identity(world, turn, kind, grade)
        add_person(world, who)
        add_seeker(world, who, profile)


def example_person_key(world: World, name: str) -> str:
    """Return the key of one of the example people (``seeker``, ``referred``, ``interviewed``, ``hired``)."""
    return _FIXED_KEYS.get(name) or world.key("person", "example", name)
