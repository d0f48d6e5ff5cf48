"""A person with a telling value in every field, and a look for these values in whatever is answered."""

import re
from datetime import date

from jobmatch.people.disclosure import Field, Form
from jobmatch.people.tables import Certificate, Person
from jobmatch.seekers.tables import Seeker
from jobmatch.storage.act import MACHINE, act
from jobmatch.storage.base import db
from jobmatch.wording.vocabulary import label
from tests.world import CITIZEN_NUMBER

NAME, PHONE, WAGE_FEN = "金丝雀鸣", "13877776666", 37_773_190
CARD = f"{CITIZEN_NUMBER}12"
HIDDEN_NEED, TICKED_NEED, FUNCTION = "screen_reader", "flexible_hours", "climb_stairs"
ABOUT_NOBODY = {
    "admin.parameter",
    "admin.parameters",
    "kiosk.register",
    "api-docs.openapi_json",
    "public.accessibility",
    "public.jobs",
    "public.levy",
    "public.levy_assessed",
    "portal.levy",
    "portal.levy_assessed",
}
"""Pages that say "screen reader", "grade 1" or the year of a law themselves, whoever looks; of people at most names."""
TEN_YEARS = re.compile(r"aged \d*0–\d*9|\d*0–\d*9 岁")


def words(*codes):
    english = [label(code, "en") for code in codes]
    return [*codes, *english, *map(str.lower, english), *(label(code, "zh_Hans_CN") for code in codes)]


def spaced(number):
    return f"{number[:6]} {number[6:14]} {number[14:18]}"


SIGNS = {
    Field.NAME: {Form.FULL: [NAME, NAME[1:]], Form.INITIAL: [f"{NAME[:1]}**"]},
    Field.CITIZEN_NUMBER: {
        Form.FULL: [CITIZEN_NUMBER, spaced(CITIZEN_NUMBER), CITIZEN_NUMBER[:14], CITIZEN_NUMBER[6:14]],
        Form.ON_REQUEST: [CITIZEN_NUMBER[-4:]],
    },
    Field.CERTIFICATE_NUMBER: {Form.FULL: [CARD, CARD[-4:], CARD[-6:], f"{spaced(CARD)} {CARD[18:]}"]},
    Field.KIND_AND_GRADE: {
        Form.FULL: ["视力", "一级", "二级", "Visual impairment", "grade 1", "grade 2", '"kind":1', '"grade":2']
    },
    Field.BIRTH: {
        Form.AGE_GROUP: ["‹ten years›"],
        Form.FULL: ["1987", "39 岁", "39岁", "39 years", "aged 39", "女", "female", "Female"],
    },
    Field.NEEDS: {Form.FULL: words(HIDDEN_NEED), Form.TICKED: words(TICKED_NEED)},
    Field.FUNCTIONS: {Form.FULL: words(FUNCTION)},
    Field.WISHES: {Form.FULL: ["金丝雀自述", "金丝雀职业", "金丝雀工龄"]},
    Field.PHONE: {Form.FULL: [PHONE, f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"], Form.ON_REQUEST: [PHONE[-4:]]},
    Field.WAGE: {Form.FULL: ["377,731", "377731", str(WAGE_FEN)]},
}
MAY_SHOW = {
    Form.FULL: set(Form),
    Form.ON_REQUEST: {Form.ON_REQUEST},
    Form.TICKED: {Form.TICKED},
    Form.INITIAL: {Form.INITIAL},
    Form.AGE_GROUP: {Form.AGE_GROUP},
}
"""Which signs a cell of the table allows on a page that is merely opened."""


def plant(world):
    """Give the seeker of the world a telling value in every field."""
    with act(by=MACHINE, action="canaries.planted"):
        person, seeker = db.session.get(Person, world.seeker), db.session.get(Seeker, world.seeker)
        person.name, person.phone, person.born_on, person.sex = NAME, PHONE, date(1987, 3, 9), "female"
        seeker.text, seeker.wanted, seeker.history = "金丝雀自述", ["金丝雀职业"], [{"title": "金丝雀工龄"}]
        seeker.functions, seeker.wage_floor_fen = {FUNCTION: "cannot"}, WAGE_FEN
        seeker.needs, seeker.shown_needs = [HIDDEN_NEED, TICKED_NEED], [TICKED_NEED]
        card = Certificate(number=CARD, number_index="x", kind=1, grade=2, person_id=world.seeker)
        card.district_id, card.valid_from, card.valid_until = world.district, date(2020, 1, 1), date(2029, 12, 31)
        db.session.add(card)


def stands(sign, text):
    """Tell whether a sign stands in a text; four digits only by themselves, for in a larger number they are chance."""
    if re.fullmatch("[0-9]{4}", sign):
        return re.search(rf"(?<![0-9A-Za-z.]){sign}(?![0-9A-Za-z])", text) is not None
    return sign in text


def seen_in(text, endpoint=""):
    """The forms of each field that stand in ``text``: {(field, form), …}."""
    text = TEN_YEARS.sub("‹ten years›", text)
    skipped = {Field.NEEDS, Field.FUNCTIONS, Field.KIND_AND_GRADE, Field.BIRTH} if endpoint in ABOUT_NOBODY else set()
    return {
        (field, form)
        for field, signs in SIGNS.items()
        for form, texts in signs.items()
        if field not in skipped and any(stands(one, text) for one in texts)
    }


def too_much(seen, row):
    """What of ``seen`` a row of the table does not allow, as words."""
    return sorted(f"{field}: {form}" for field, form in seen if form not in MAY_SHOW.get(row[field], set()))
